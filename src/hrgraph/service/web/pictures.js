// The table of an answer in; buttons that show it as a picture above the table, out.
const DRAWING = {
  bars: async () => (await import("./bars.js")).bars,
  line: async () => (await import("./timeline.js")).line,
  timeline: async () => (await import("./timeline.js")).timeline,
  network: async () => (await import("./network.js")).network,
}

// The cells of the answer as a page shows them; `raw` is the value where a label or a number is shown.
export function cellsOf(table) {
  return [...table.tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => ({
      words: cell.textContent.trim().replace(/\s+/g, " "),
      raw: cell.dataset.value ?? cell.textContent.trim(),
      address: cell.querySelector("a")?.getAttribute("href") ?? "",
    })),
  )
}

export function offerPictures(answer, page) {
  const table = answer?.querySelector("table")
  if (!table || !page.views.length) return
  const choice = document.createElement("div")
  choice.className = "row views"
  choice.setAttribute("role", "group")
  choice.setAttribute("aria-label", page.words.views)
  const figure = document.createElement("figure")
  figure.hidden = true
  // On a phone a wide picture is moved sideways, by keyboard too.
  figure.tabIndex = 0
  const cells = cellsOf(table)
  const buttons = [{ kind: "table" }, ...page.views].map((view) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = page.words.kinds[view.kind]
    button.setAttribute("aria-pressed", String(view.kind === "table"))
    button.addEventListener("click", async () => {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button))
      figure.hidden = view.kind === "table"
      if (figure.hidden) return
      const draw = await DRAWING[view.kind]()
      figure.replaceChildren(draw(cells, view, figure.clientWidth), caption(page))
      named(figure.firstElementChild, button.textContent, page)
    })
    return button
  })
  choice.append(...buttons)
  answer.querySelector(".wide").before(choice, figure)
}

function caption(page) {
  const said = document.createElement("figcaption")
  said.textContent = page.words.beside
  return said
}

// A picture is one image to a screen reader, which finds all its values in the table below.
function named(svg, kind, page) {
  svg.setAttribute("role", "img")
  svg.setAttribute("aria-label", `${kind}. ${page.words.beside}`)
}
