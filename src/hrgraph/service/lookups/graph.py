"""Questions that the pages ask of the store: query files in, rows of plain values out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hrgraph.rdf.term import literal
from hrgraph.store.base import Answer, Store

_QUERIES = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Value:
    """An RDF term of an answer."""

    text: str
    is_iri: bool = False
    is_blank: bool = False
    language: str = ""
    datatype: str = ""


Row = dict[str, Value]


@cache
def _template(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def query_text(name: str, **iris: str) -> str:
    """The query of that name with its placeholders `<urn:…>` replaced by these IRIs, which must be valid."""
    text = _template(name)
    for placeholder, iri in iris.items():
        text = text.replace(f"<urn:{placeholder}>", f"<{iri}>")
    return text


def rows_of(answer: Answer) -> tuple[list[str], list[Row]]:
    """The variables and rows of a SELECT answered in JSON."""
    found = json.loads(answer.content())
    rows = [{name: _value(term) for name, term in row.items()} for row in found["results"]["bindings"]]
    return found["head"]["vars"], rows


def ask(store: Store, name: str, **iris: str) -> list[Row]:
    """The rows that answer the SELECT of that name."""
    return rows_of(store.query(query_text(name, **iris), "application/sparql-results+json"))[1]


def is_known(store: Store, iri: str) -> bool:
    """Whether the graph says anything about this IRI."""
    answer = store.query(query_text("known", this=iri), "application/sparql-results+json")
    return bool(json.loads(answer.content())["boolean"])


def ask_about(store: Store, name: str, iris: Iterable[str]) -> list[Row]:
    """The rows that answer the SELECT of that name about all these things; none for no thing."""
    return _ask_of_all(store, name, [f"<{iri}>" for iri in sorted(set(iris))])


def ask_about_words(store: Store, name: str, words: Iterable[Value]) -> list[Row]:
    """The rows that answer the SELECT of that name about all these literals; none for no literal."""
    return _ask_of_all(store, name, sorted({literal(v.text, language=v.language).n3() for v in words}))


def _ask_of_all(store: Store, name: str, listed: list[str]) -> list[Row]:
    found: list[Row] = []
    for start in range(0, len(listed), 500):
        text = _template(name).replace("<urn:these>", " ".join(listed[start : start + 500]))
        found += rows_of(store.query(text, "application/sparql-results+json"))[1]
    return found


def labels(store: Store, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """The labels of these things by IRI and language."""
    found: dict[str, dict[str, str]] = {}
    for row in ask_about(store, "labels", iris):
        label = row["label"]
        found.setdefault(row["thing"].text, {})[label.language] = label.text
    return found


def _value(term: dict[str, str]) -> Value:
    kind = term["type"]
    return Value(
        term["value"],
        is_iri=kind == "uri",
        is_blank=kind == "bnode",
        language=term.get("xml:lang", ""),
        datatype=term.get("datatype", ""),
    )
