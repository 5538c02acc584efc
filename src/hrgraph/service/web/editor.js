// A text area in, an editor in its place out. The text area keeps the text, so the form works as before.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { bracketMatching, StreamLanguage, syntaxHighlighting } from "@codemirror/language"
import { sparql } from "@codemirror/legacy-modes/mode/sparql"
import { lintKeymap } from "@codemirror/lint"
import { EditorState } from "@codemirror/state"
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view"
import { checking } from "./check.js"
import { completing } from "./complete.js"
import { colours, theme } from "./look.js"
import { declaring } from "./prefixes.js"

export function edit(area, page) {
  const host = document.createElement("div")
  host.className = "editor"
  // The editor measures its lines as it is made, so it has to stand in the page by then.
  area.before(host)
  // In a shadow root the editor's styles are sheets of its own and no <style>, which the page's policy forbids.
  const root = host.attachShadow({ mode: "open" })
  const run = () => {
    area.form.requestSubmit()
    return true
  }
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        EditorState.phrases.of(page.words.phrases),
        EditorView.contentAttributes.of({ "aria-label": page.words.editor, lang: "zxx" }),
        EditorView.lineWrapping,
        lineNumbers(),
        highlightActiveLine(),
        history(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        theme,
        declaring(page.prefixes),
        autocompletion({ override: [completing(page)], icons: false }),
        checking(page),
        // Tab is bound to nothing: it leaves the editor, as it leaves every other field.
        keymap.of([
          { key: "Mod-Enter", run },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString()
        }),
      ],
    }),
  })
  area.hidden = true
  // A hidden field that must be filled in would stop the form without a word.
  area.required = false
  for (const label of area.labels) label.addEventListener("click", () => view.focus())
  return view
}
