// What stands before the cursor in; what the loaded graph has to put there, by its names, out.
import { pickedCompletion } from "@codemirror/autocomplete"
import { declaration, declared } from "./prefixes.js"

const WORD = /[\p{L}\p{M}\p{N}_:.-]*/u
const SHORTEST = 2

// What may be written is asked of the service: it knows the graph, and names without their diacritics.
export async function termsAt(before, words, page, signal) {
  const body = new URLSearchParams({ before, words })
  const response = await fetch(`/sparql/terms?lang=${page.lang}`, { method: "POST", body, signal })
  return response.ok ? response.json() : []
}

function variables(context, start) {
  const names = new Set(context.state.doc.toString().match(/[?$]\w+/g))
  names.delete(context.state.sliceDoc(start.from, start.to))
  return { from: start.from, options: [...names].map((label) => ({ label, type: "variable" })) }
}

function option(term, prefixes) {
  const prefix = /^([A-Za-z][\w-]*):/.exec(term.text)?.[1]
  return {
    label: term.text,
    displayLabel: term.label || term.text,
    detail: [term.label ? term.text : "", term.note].filter(Boolean).join(" · "),
    apply(view, picked, from, to) {
      const changes = [{ from, to, insert: term.text }]
      const text = view.state.doc.toString()
      const declares = prefix && prefixes[prefix] && !declared(text, prefix)
      if (declares) changes.unshift(declaration(text, prefix, prefixes[prefix]))
      const moved = view.state.changes(changes)
      const anchor = moved.mapPos(to, 1)
      view.dispatch({ changes: moved, selection: { anchor }, annotations: pickedCompletion.of(picked) })
    },
  }
}

export function completing(page) {
  return async (context) => {
    const variable = context.matchBefore(/[?$]\w*/)
    if (variable) return variables(context, variable)
    const word = context.matchBefore(WORD)
    const isShort = word.text.length < SHORTEST && !word.text.endsWith(":")
    if (!context.explicit && isShort) return null
    const asked = new AbortController()
    context.addEventListener("abort", () => asked.abort())
    const found = await termsAt(context.state.sliceDoc(0, word.from), word.text, page, asked.signal).catch(() => [])
    // Names are compared by the service, in both languages, so the editor takes them as they come.
    return { from: word.from, options: found.map((term) => option(term, page.prefixes)), filter: false }
  }
}
