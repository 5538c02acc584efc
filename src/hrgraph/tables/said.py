"""A store with the built graph in; labels, parts of documents, and statements with their words out."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hrgraph.store.base import Store
from hrgraph.tables.model import Cell, Column

_HERE = Path(__file__).parent
BETWEEN = " | "
"""Stands between several values in one cell."""

PLACE = (
    "quote",
    "quote_text",
    *("quote_document", "quote_document_lv", "quote_document_en"),
    *("quote_part", "quote_part_number", "quote_part_lv", "quote_part_en"),
)
"""The columns that tell where words stand."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an answer."""

    text: str
    is_iri: bool
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with one piece of the evidence for it."""

    subject: Term
    property: Term
    value: Term
    quote: str
    part: str
    maker: str
    status: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document."""

    document: str
    number: str
    text: str


class Said:
    """All that the tables need of the graph, read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._ask("labels"):
            self._labels[row["thing"].text].setdefault(row["label"].language, row["label"].text)
        texts = {row["part"].text: row["text"].text for row in self._ask("texts")}
        self._parts = {
            row["part"].text: Part(row["document"].text, row["number"].text, texts.get(row["part"].text, ""))
            for row in self._ask("parts")
        }
        self.statements = sorted(
            (
                Statement(
                    row["subject"],
                    row["property"],
                    row["value"],
                    row["quote"].text,
                    row["part"].text,
                    row["maker"].text,
                    row["status"].text,
                )
                for row in self._ask("statements")
            ),
            key=lambda said: (
                said.subject.text,
                said.property.text,
                said.value.text,
                said.part,
                said.quote,
                said.maker,
                said.status,
            ),
        )

        self._by_property: dict[str, list[Statement]] = defaultdict(list)
        for said in self.statements:
            self._by_property[said.property.text].append(said)
        self._narrower: dict[str, list[str]] = defaultdict(list)
        for row in self._ask("narrower"):
            self._narrower[row["property"].text].append(row["narrower"].text)

    def _ask(self, name: str) -> list[dict[str, Term]]:
        return answer(self.store, (_HERE / "queries" / f"{name}.rq").read_text(encoding="utf-8"))[1]

    def behind(self, properties: Iterable[str]) -> list[Statement]:
        """The statements of these properties and of narrower ones, from which the wider ones are inferred."""
        iris = {one for iri in properties for one in (iri, *self._narrower.get(iri, ()))}
        return [said for iri in sorted(iris & self._by_property.keys()) for said in self._by_property[iri]]

    def label(self, iri: str, language: str) -> str | None:
        """The label of a thing in the language."""
        return self._labels.get(iri, {}).get(language)

    def named(self, iri: str) -> tuple[Cell, Cell, Cell]:
        """The IRI with its labels in Latvian and English."""
        return iri, self.label(iri, "lv"), self.label(iri, "en")

    def place(self, statements: Iterable[Statement]) -> tuple[Cell, ...]:
        """The cells of the columns PLACE for the words behind these statements, each place once."""
        found = dict.fromkeys((said.quote, said.part) for said in statements)
        parts = dict.fromkeys(part for _, part in found)
        documents = dict.fromkeys(self._parts[part].document for part in parts)
        return (
            _joined(dict.fromkeys(quote for quote, _ in found)),
            _joined(self._parts[part].text for part in parts),
            _joined(documents),
            *(
                _joined(self.label(document, spoken) or "" for document in documents)
                for spoken in ("lv", "en")
            ),
            _joined(parts),
            _joined(self._parts[part].number for part in parts),
            *(_joined(self.label(part, spoken) or "" for part in parts) for spoken in ("lv", "en")),
        )


def answer(store: Store, query: str) -> tuple[list[str], list[dict[str, Term]]]:
    """The variables and rows of a SELECT; of an ASK one row with `answer`, which is true or false."""
    found = json.loads(store.query(query, "application/sparql-results+json").content())
    if "boolean" in found:
        return ["answer"], [{"answer": Term(str(found["boolean"]).lower(), False)}]
    rows = [
        {
            name: Term(
                term["value"], term["type"] == "uri", term.get("xml:lang", ""), term.get("datatype", "")
            )
            for name, term in row.items()
            if term["type"] != "bnode"
        }
        for row in found["results"]["bindings"]
    ]
    return found["head"]["vars"], rows


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    """What the columns hold, in both languages."""
    return {"column": {}, **tomllib.loads((_HERE / "columns.toml").read_text(encoding="utf-8"))}


def column(name: str, kind: str = "", of: str = "", type_: str = "string") -> Column:
    """A column described as `columns.toml` describes the `kind`; one in `_lv` or `_en` holds labels."""
    base, _, spoken = name.rpartition("_")
    if not kind and spoken in ("lv", "en"):
        kind, of = f"label_{spoken}", base
    said = words()["column"][kind or name]
    return Column(name, said["lv"].format(of=of), said["en"].format(of=of), type_)


def _joined(texts: Iterable[str]) -> str | None:
    return BETWEEN.join(text for text in texts if text) or None
