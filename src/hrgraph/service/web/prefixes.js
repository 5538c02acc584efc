// Prefixes that a query uses are declared at its beginning as they are written.
import { syntaxTree } from "@codemirror/language"
import { EditorView } from "@codemirror/view"

export function declared(text, prefix) {
  return new RegExp(`^\\s*PREFIX\\s+${prefix}\\s*:`, "im").test(text)
}

// The change that declares a prefix, after the declarations that are there.
export function declaration(text, prefix, iri) {
  let from = 0
  for (const line of text.matchAll(/^\s*(?:PREFIX|BASE)\s[^\n]*(?:\n|$)/gim)) from = line.index + line[0].length
  const isCut = from > 0 && text[from - 1] !== "\n"
  return { from, insert: `${isCut ? "\n" : ""}PREFIX ${prefix}: <${iri}>\n` }
}

export function declaring(prefixes) {
  return EditorView.updateListener.of((update) => {
    if (!update.transactions.some((one) => one.isUserEvent("input.type"))) return
    const { state, view } = update
    const at = state.selection.main.head
    const before = state.doc.lineAt(at).text.slice(0, at - state.doc.lineAt(at).from)
    const prefix = /(?:^|[\s({[,;|/^!*+.])([A-Za-z][\w-]*):$/.exec(before)?.[1]
    if (!prefix || !prefixes[prefix] || /^\s*PREFIX\s/i.test(before)) return
    const text = state.doc.toString()
    if (declared(text, prefix) || /comment|string/.test(syntaxTree(state).resolveInner(at, -1).name)) return
    view.dispatch({ changes: declaration(text, prefix, prefixes[prefix]) })
  })
}
