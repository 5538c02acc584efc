"""A query in; its answer as the query page shows it, out: labels, links, quotes that lead to their words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from hrgraph.rdf import terms
from hrgraph.rdf.term import Term
from hrgraph.rdf.terms import Run
from hrgraph.service.lookups.graph import Row, Value, ask_about_words, labels, rows_of
from hrgraph.service.lookups.names import short, words_address
from hrgraph.service.lookups.things import Namer, Shown
from hrgraph.service.sparql.pictures import Picture, pictures_of
from hrgraph.store.base import Kind, Store
from hrgraph.store.results.triples import triples_of

MOST_ROWS = 1000
_MOST_CHARACTERS = 100_000
_TRIPLE = ("subject", "predicate", "object")
_XSD_STRING = terms.XSD + "string"
_LONGEST_QUOTE = 2000
_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an answer: how it is shown, what it is, and where the words of a text stand marked."""

    shown: Shown
    raw: str
    is_blank: bool = False
    is_number: bool = False
    words_at: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """An answer as the query page shows it: a table, or a yes or no; RDF is a table and text.

    It has `cut_at` rows or statements of more, where that is not 0.
    """

    variables: Sequence[str] = ()
    rows: Sequence[Sequence[Cell | None]] = ()
    count: int = 0
    said: bool | None = None
    graph: str = ""
    size: int = 0
    pictures: Sequence[Picture] = ()
    cut_at: int = 0


def result_of(
    store: Store,
    query: str,
    kind: Kind,
    dataset: tuple[Sequence[str], Sequence[str]],
    language: str,
    limit: int = 0,
) -> Result:
    """The answer to a query, which must be valid, over a dataset of the protocol; cut at a limit of rows."""
    answer = store.query(query, None, *dataset, limit)
    cut_at = limit if answer.is_cut else 0
    if kind is Kind.ASK:
        return Result(said=bool(json.loads(answer.content())["boolean"]))
    if kind is Kind.SELECT:
        variables, rows = rows_of(answer)
        return replace(_table(store, variables, rows, language), cut_at=cut_at)
    turtle = answer.content()
    rows = [
        dict(zip(_TRIPLE, map(_value, triple), strict=True))
        for triple in islice(triples_of(turtle), MOST_ROWS + 1)
    ]
    table = _table(store, list(_TRIPLE), rows, language)
    text = turtle.decode()
    return Result(
        table.variables,
        table.rows,
        len(rows),
        graph=text[:_MOST_CHARACTERS],
        size=len(text),
        pictures=table.pictures,
        cut_at=cut_at,
    )


def _value(term: Term) -> Value:
    datatype = "" if term.datatype == _XSD_STRING or term.language else term.datatype
    return Value(term.text, term.kind == "iri", term.kind == "blank", term.language, datatype)


def _table(store: Store, variables: list[str], rows: list[Row], language: str) -> Result:
    listed = rows[:MOST_ROWS]
    values = {value for row in listed for value in row.values()}
    namer = Namer(labels(store, (value.text for value in values if value.is_iri)), language)
    places = _places(store, values)
    return Result(
        variables,
        [
            [_cell(row[name], row, namer, places) if name in row else None for name in variables]
            for row in listed
        ],
        len(rows),
        pictures=pictures_of(variables, rows),
    )


def _cell(value: Value, row: Row, namer: Namer, places: dict[Value, list[tuple[str, Run]]]) -> Cell:
    is_number = value.datatype.endswith(("#integer", "#decimal", "#double"))
    raw = short(value.text) if value.is_iri else value.text
    return Cell(namer(value), raw, value.is_blank, is_number, _words_at(places.get(value, ()), row))


def _words_at(places: Iterable[tuple[str, Run]], row: Row) -> str | None:
    """Where the words of a cell stand: in a part that the row names, or in the only place there is."""
    found = sorted(set(places))
    named = {value.text for value in row.values() if value.is_iri}
    here = [place for place in found if place[0] in named] or (found if len(found) == 1 else [])
    return words_address(*here[0]) if here else None


def _places(store: Store, values: Iterable[Value]) -> dict[Value, list[tuple[str, Run]]]:
    quotes = [
        value
        for value in values
        if not value.is_iri and not value.is_blank and not value.datatype and len(value.text) < _LONGEST_QUOTE
    ]
    found: dict[Value, list[tuple[str, Run]]] = defaultdict(list)
    for row in ask_about_words(store, "quotes", quotes):
        found[row["quote"]].append((row["part"].text, (int(row["start"].text), int(row["end"].text))))
    return found
