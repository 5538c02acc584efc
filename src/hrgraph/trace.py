"""From a statement to its words: file, line, quote, and the rule or curator that read it there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hrgraph.errors import QueryError
from hrgraph.rdf import terms
from hrgraph.store.base import Store

_QUERY = """
PREFIX hr: <https://w3id.org/hrgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?evidence ?object ?objectLabel ?part ?quote ?start ?maker ?makerLabel ?status ?reason ?text WHERE {
  ?axiom owl:annotatedSource SUBJECT ; owl:annotatedProperty PREDICATE ; owl:annotatedTarget ?object ;
         hr:evidence ?evidence .
  FILTER(OBJECT)
  ?evidence hr:hasSpan ?span ; hr:isInPart ?part ; hr:isMadeBy ?maker ; hr:hasReviewStatus ?status .
  ?span hr:quote ?quote ; hr:hasSegment ?segment .
  ?segment oa:start ?start ; hr:selectsFrom ?text .
  OPTIONAL { ?evidence hr:reason ?reason }
  OPTIONAL { ?object rdfs:label ?objectLabel FILTER(LANG(?objectLabel) = "lv") }
  OPTIONAL { ?maker rdfs:label ?makerLabel FILTER(LANG(?makerLabel) = "lv") }
}
ORDER BY ?object ?start ?maker
"""


@dataclass(frozen=True)
class Ground:
    """One place in a text that says a statement; `starts` are the offsets where its runs of words begin."""

    object: str
    label: str
    part: str
    quote: str
    document: str
    starts: tuple[int, ...]
    maker: str
    maker_label: str
    status: str
    reason: str


def grounds(store: Store, subject: str, predicate: str, object_: str | None = None) -> list[Ground]:
    """The places that say `subject predicate object_`, or what the subject has for that predicate.

    Terms are KEYs (`eeas`), prefixed names (`id:eeas`, `hr:assists`) or IRIs; an object may also be words.
    Raises QueryError when a term is malformed.
    """
    condition = "true"
    if object_ is not None:
        literal = json.dumps(object_, ensure_ascii=False)
        condition = (
            f"?object = {_iri(object_, terms.ID)} || STR(?object) = {literal}"
            if _is_name(object_)
            else f"STR(?object) = {literal}"
        )
    predicate_iri = f"<{terms.RDF_TYPE}>" if predicate in ("a", "type") else _iri(predicate, terms.HR)
    query = (
        _QUERY.replace("SUBJECT", _iri(subject, terms.ID))
        .replace("PREDICATE", predicate_iri)
        .replace("OBJECT", condition)
    )
    answer = json.loads(store.query(query, "application/sparql-results+json").content())
    found: dict[tuple[str, str], Ground] = {}
    for row in answer["results"]["bindings"]:
        cells = {name: cell["value"] for name, cell in row.items()}
        ground, place = _ground(cells), (cells["evidence"], cells["object"])
        known = found.get(place)
        found[place] = ground if known is None else replace(known, starts=(*known.starts, *ground.starts))
    return sorted(found.values(), key=lambda ground: (ground.object, ground.document, ground.starts))


def _ground(row: dict[str, str]) -> Ground:
    return Ground(
        object=row["object"].removeprefix(terms.ID),
        label=row.get("objectLabel", ""),
        part=row["part"].removeprefix(terms.ID),
        quote=row["quote"],
        document=row["text"].removeprefix(terms.ID).rsplit("/", 1)[0],
        starts=(int(row["start"]),),
        maker=row["maker"].removeprefix(terms.ID),
        maker_label=row.get("makerLabel", ""),
        status=row["status"].removeprefix(terms.ID),
        reason=row.get("reason", ""),
    )


def _is_name(term: str) -> bool:
    return " " not in term and not set(term) & set('<>"{}|\\^`')


def _iri(term: str, base: str) -> str:
    """The term as an IRI in angle brackets; names without a prefix are read below `base`."""
    term = term.removeprefix("<").removesuffix(">")
    if not term or not _is_name(term):
        raise QueryError(f"{term!r} is no name of a thing: give a KEY, a prefixed name or an IRI")
    for prefix, namespace in (("id:", terms.ID), ("hr:", terms.HR)):
        if term.startswith(prefix):
            return f"<{namespace}{term.removeprefix(prefix)}>"
    return f"<{term}>" if term.startswith(("http://", "https://")) else f"<{base}{term}>"


def lines_of(file: Path, starts: Sequence[int]) -> str:
    """The lines of `file`, counted from one, in which the characters at `starts` stand: '160,166'."""
    text = file.read_text(encoding="utf-8")
    return ",".join(str(text.count("\n", 0, start) + 1) for start in starts)
