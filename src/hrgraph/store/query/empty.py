"""A query without an answer in; the first condition that nothing fulfils, and what was likely meant, out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hrgraph.errors import BadQuery
from hrgraph.rdf import terms
from hrgraph.store.base import Kind, Store
from hrgraph.store.limits import Limits
from hrgraph.store.query.guard import read
from hrgraph.store.query.patterns import Asked, Condition, conditions_of
from hrgraph.store.query.suggest import nearest
from hrgraph.store.query.tokens import Token, place
from hrgraph.store.reasons import Reason

_MOST = 50
"""Conditions that are looked at; each costs a query."""

_JSON = "application/sparql-results+json"
_KINDS_OF_IRI = {
    "no-predicate": "SELECT DISTINCT ?iri { ?s ?iri ?o }",
    "no-class": "SELECT DISTINCT ?iri { ?s a ?iri }",
    "no-thing": "SELECT DISTINCT ?iri { { ?iri ?p ?o } UNION { ?s ?p ?iri } FILTER(isIRI(?iri)) }",
}
_KNOWN = {
    "no-predicate": "ASK {{ ?s {0} ?o }}",
    "no-class": "ASK {{ ?s a {0} }}",
    "no-thing": "ASK {{ {{ {0} ?p ?o }} UNION {{ ?s ?p {0} }} }}",
}


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no answer: the reason, the condition and its place, what it is likely meant to hold."""

    reason: Reason
    condition: str = ""
    line: int | None = None
    column: int | None = None
    meant: str = ""


def explain_empty(
    store: Store,
    text: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    limits: Limits | None = None,
) -> Why | None:
    """Why this query over this dataset has no answer; None if it has one, or is a DESCRIBE.

    Raises what `Store.query` raises.
    """
    reading = read(text, limits)

    def ask(query: str) -> dict[str, object]:
        answer = store.query(query, _JSON, default_graphs, named_graphs)
        found: dict[str, object] = json.loads(answer.content())
        return found

    if reading.kind is Kind.DESCRIBE or _has_answer(store, text, reading.kind, default_graphs, named_graphs):
        return None
    return _Search(ask, conditions_of(reading), text).why()


def _has_answer(store: Store, text: str, kind: Kind, default: Sequence[str], named: Sequence[str]) -> bool:
    if kind is Kind.CONSTRUCT:
        return bool(store.query(text, "application/n-triples", default, named).content().strip())
    found = json.loads(store.query(text, _JSON, default, named).content())
    return bool(found["boolean"] if kind is Kind.ASK else found["results"]["bindings"])


class _Search:
    def __init__(self, ask: Callable[[str], dict[str, object]], asked: Asked, text: str) -> None:
        self._ask = ask
        self._asked = asked
        self._text = text

    def why(self) -> Why:
        filters = [condition for condition in self._asked.conditions if condition.kind == "FILTER"]
        others = [condition for condition in self._asked.conditions if condition.kind != "FILTER"]
        listed = (others + filters)[:_MOST]
        for number, condition in enumerate(listed):
            before = " . ".join(other.text for other in listed[:number])
            if not self._holds(_joined(before, condition.text)):
                return self._about(condition, before)
        return Why(Reason("empty-later"))

    def _holds(self, conditions: str) -> bool:
        asked = self._asked
        try:
            return bool(self._ask(f"{asked.prologue}\nASK {asked.dataset} {{ {conditions} }}")["boolean"])
        except BadQuery:  # conditions that cannot stand alone are not to blame
            return True

    def _about(self, condition: Condition, before: str) -> Why:
        line, column = place(self._text, condition.start)

        def found(code: str, meant: str = "", **values: str) -> Why:
            return Why(Reason(code, **values), condition.text, line, column, meant)

        for code, name in _names(condition):
            if not self._ask(f"{self._asked.prologue}\n{_KNOWN[code].format(name)}")["boolean"]:
                return found(code, self._nearest(code, name), found=name)
        literal = self._other_literal(condition, before)
        if literal:
            return found("other-literal", literal)
        if condition.kind == "FILTER":
            return found("filter-empty")
        return found("no-join" if before and self._holds(condition.text) else "no-match")

    def _nearest(self, code: str, name: str) -> str:
        """The IRI of the graph that is most like this one, by its last part and then as a whole."""
        wanted = self._values(f"SELECT (STR({name}) AS ?iri) {{}}")[0]["value"]
        known = [term["value"] for term in self._values(_KINDS_OF_IRI[code])]
        short = {_last(iri): iri for iri in sorted(known, key=lambda iri: (len(iri), iri), reverse=True)}
        if _last(wanted) in short:
            return short[_last(wanted)]
        return short.get(nearest(_last(wanted), short), "")

    def _other_literal(self, condition: Condition, before: str) -> str:
        """The literal of the graph with the same words but another language or type."""
        for number, token in enumerate(condition.tokens):
            if token.kind not in ("string", "long", "number") and not token.is_word("TRUE", "FALSE"):
                continue
            if condition.kind == "TRIPLE" and condition.object.startswith(token.text):
                pattern = f"{condition.subject} {condition.verb} ?value"
            elif condition.kind == "FILTER" and (variable := _compared(condition.tokens, number)):
                pattern = f"BIND({variable} AS ?value)"
            else:
                continue
            same = f"{_joined(before, pattern)} FILTER(STR(?value) = STR({token.text}))"
            for term in self._values(f"SELECT ?value {self._asked.dataset} {{ {same} }} LIMIT 1"):
                if "xml:lang" in term:
                    return f'"{term["value"]}"@{term["xml:lang"]}'
                kind = term.get("datatype", terms.XSD + "string").replace(terms.XSD, "xsd:")
                return f'"{term["value"]}"' if kind == "xsd:string" else f'"{term["value"]}"^^{kind}'
        return ""

    def _values(self, query: str) -> list[dict[str, str]]:
        found = self._ask(f"{self._asked.prologue}\n{query}")["results"]
        rows = found["bindings"] if isinstance(found, dict) else []
        return [term for row in rows for term in row.values()]


def _joined(before: str, condition: str) -> str:
    return f"{before} . {condition}" if before else condition


def _names(condition: Condition) -> list[tuple[str, str]]:
    """The names in a triple that the graph must know, with the code of what each is."""
    if condition.kind != "TRIPLE":
        return []
    is_type = condition.verb in ("a", "rdf:type", f"<{terms.RDF_TYPE}>")
    found = []
    for token in condition.tokens:
        if token.kind not in ("iri", "name"):
            continue
        if token.text in condition.verb:
            found.append(("no-predicate", token.text))
        elif token.text == condition.object:
            found.append(("no-class" if is_type else "no-thing", token.text))
        elif token.text == condition.subject:
            found.append(("no-thing", token.text))
    return found


def _compared(tokens: Sequence[Token], literal: int) -> str:
    """The variable that a filter compares this literal with, or an empty text."""
    if literal > 1 and tokens[literal - 1].text == "=" and tokens[literal - 2].kind == "variable":
        return tokens[literal - 2].text
    after = literal + 1
    after += tokens[after].kind == "language" if after < len(tokens) else 0
    if after + 1 < len(tokens) and tokens[after].text == "=" and tokens[after + 1].kind == "variable":
        return tokens[after + 1].text
    return ""


def _last(iri: str) -> str:
    """The last part of an IRI, after # or /."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
