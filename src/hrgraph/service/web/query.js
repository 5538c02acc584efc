// The query page with JavaScript: the text area becomes an editor, the answer can be drawn, programs are copied.
import { edit } from "./editor.js"
import { offerPictures } from "./pictures.js"

const page = JSON.parse(document.getElementById("page").textContent)

edit(document.getElementById("query"), page)
document.getElementById("keys").hidden = false
offerPictures(document.getElementById("answer"), page)

// Browsers lend the clipboard to pages that came safely (HTTPS, or from this machine).
const programs = navigator.clipboard ? document.querySelectorAll("details pre") : []
for (const program of programs) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "copy"
  button.textContent = page.words.copy
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(program.textContent)
    button.textContent = page.words.copied
  })
  program.closest("details").append(button)
}
