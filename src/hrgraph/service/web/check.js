// The query in; what is wrong with it, at its place and in the words of the service, out.
import { completionStatus } from "@codemirror/autocomplete"
import { forEachDiagnostic, linter, setDiagnosticsEffect } from "@codemirror/lint"
import { StateField } from "@codemirror/state"
import { Decoration, EditorView, WidgetType } from "@codemirror/view"
import { declaration, declared } from "./prefixes.js"

const NOTHING = "https://w3id.org/hrgraph/graph/none"
const PAUSE = 900

// A query over a dataset without statements is read like any other, and costs next to nothing to run.
export async function problemOf(query, page, signal) {
  const body = new URLSearchParams({ query, "default-graph-uri": NOTHING })
  const address = `/sparql?lang=${page.lang}`
  const headers = { Accept: "application/sparql-results+json, text/turtle;q=0.9" }
  const response = await fetch(address, { method: "POST", body, headers, signal })
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json")
  if (isProblem) return response.json()
  await response.body?.cancel()
  return null
}

// The service counts characters, JavaScript counts units of UTF-16.
export function offsetOf(doc, line, column) {
  const found = doc.line(Math.min(line, doc.lines))
  return found.from + [...found.text].slice(0, column - 1).join("").length
}

function diagnostic(doc, found, severity, page) {
  const from = offsetOf(doc, found.line, found.column)
  const to = Math.min(doc.length, from + (found.word?.length || 1))
  const prefix = /^([\w-]*):/.exec(found.word ?? "")?.[1]
  const known = prefix !== undefined && page.prefixes[prefix]
  const declare = {
    name: page.words.declare,
    apply: (view) => view.dispatch({ changes: declaration(view.state.doc.toString(), prefix, known) }),
  }
  const correct = {
    name: found.meant,
    apply: (view, start) => view.dispatch({ changes: { from: start, to: start + found.word.length, insert: found.meant } }),
  }
  const actions = []
  if (found.word && found.meant && !found.meant.includes(" ")) actions.push(correct)
  if (known && !declared(doc.toString(), prefix)) actions.push(declare)
  return { from: Math.min(from, to), to, severity, message: found.detail, actions }
}

class Said extends WidgetType {
  constructor(message, severity) {
    super()
    this.message = message
    this.severity = severity
  }
  eq(other) {
    return other.message === this.message && other.severity === this.severity
  }
  toDOM() {
    const line = document.createElement("div")
    line.className = `wrong ${this.severity}`
    line.textContent = this.message
    line.lang = document.documentElement.lang
    line.setAttribute("role", "status")
    return line
  }
}

function lines(state) {
  const shown = []
  forEachDiagnostic(state, (found, from) => {
    const widget = new Said(found.message, found.severity)
    shown.push(Decoration.widget({ widget, block: true, side: 1 }).range(state.doc.lineAt(from).to))
  })
  return Decoration.set(shown, true)
}

// What is wrong stands in words under its line, for those who do not point with a mouse.
const below = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    if (transaction.effects.some((effect) => effect.is(setDiagnosticsEffect))) return lines(transaction.state)
    return shown.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

export function checking(page) {
  let running = new AbortController()
  const check = async (view) => {
    running.abort()
    running = new AbortController()
    const doc = view.state.doc
    const text = doc.toString()
    // A word that is just being chosen is not yet wrong.
    if (!text.trim() || completionStatus(view.state)) return []
    const found = text === page.query && page.problem ? page.problem : await ask(text)
    if (found?.line) return [diagnostic(doc, found, "error", page)]
    return text === page.query && page.note ? [diagnostic(doc, page.note, "warning", page)] : []
  }
  const ask = async (text) => {
    try {
      return await problemOf(text, page, running.signal)
    } catch {
      // The service cannot be reached, or a newer text is being checked: nothing is known of this one.
      return null
    }
  }
  return [linter(check, { delay: PAUSE }), below]
}
