// How the editor looks: the colours are those of the page, light or dark.
import { HighlightStyle } from "@codemirror/language"
import { EditorView } from "@codemirror/view"
import { tags } from "@lezer/highlight"

export const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "600" },
  { tag: [tags.atom, tags.meta], color: "var(--term)" },
  { tag: tags.variableName, color: "var(--variable)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
])

export const theme = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: ".5rem",
    fontSize: ".875rem",
    overflow: "hidden",
  },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": {
    font: '1em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
    minHeight: "14rem",
    maxHeight: "70vh",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: ".5rem 0" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0" },
  ".cm-activeLine": { backgroundColor: "var(--active)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "inherit" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: ".5rem",
    overflow: "hidden",
    maxWidth: "min(40rem, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    font: "1em/1.5 system-ui, sans-serif",
    maxHeight: "16rem",
    minWidth: "min(24rem, 80vw)",
    maxWidth: "min(40rem, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    flexWrap: "wrap",
    columnGap: "1rem",
    justifyContent: "space-between",
    padding: ".3rem .75rem",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--ground)",
  },
  ".cm-completionDetail": { fontStyle: "normal", marginLeft: "0", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-diagnostic": { font: ".9375rem/1.5 system-ui, sans-serif", borderLeft: "0", padding: ".5rem .75rem" },
  ".cm-diagnosticAction": {
    font: "inherit",
    color: "var(--ground)",
    backgroundColor: "var(--accent)",
    borderRadius: ".3rem",
    padding: ".2rem .6rem",
  },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wrong)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--accent)" },
  ".wrong": {
    font: ".9375rem/1.4 system-ui, sans-serif",
    color: "var(--wrong)",
    backgroundColor: "var(--wrong-ground)",
    padding: ".3rem .75rem",
    whiteSpace: "pre-wrap",
  },
  ".wrong.warning": { color: "var(--ink)", backgroundColor: "var(--mark)" },
})
