"""A SELECT in; its answer as an Excel file, things with their labels beside them, out."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus

from hrgraph.rdf import terms
from hrgraph.service.lookups.graph import Row, Value, labels, rows_of
from hrgraph.service.refusals import RequestRefused
from hrgraph.store.base import Format, Store
from hrgraph.store.results.workbook import MOST_ROWS, Cell, workbook

XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_WHOLE = {terms.XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long")}
_BROKEN = {terms.XSD + name for name in ("decimal", "double", "float")}
_LANGUAGES = ("lv", "en")


def as_workbook(
    store: Store, query: str, dataset: tuple[Sequence[str], Sequence[str]], limit: int = 0
) -> tuple[bytes, bool]:
    """The answer as a workbook; each column of things has columns of its labels behind it, `_lv` and `_en`.

    It is cut at a limit of rows (0: none); whether it was is told, and stands in the name of its sheet.
    Raises RequestRefused (400) when it has more rows than a sheet of Excel.
    """
    answer = store.query(query, "application/sparql-results+json", *dataset, limit)
    variables, rows = rows_of(answer)
    if len(rows) > MOST_ROWS:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "many-rows", found=len(rows), limit=MOST_ROWS)
    known = labels(store, {value.text for row in rows for value in row.values() if value.is_iri})
    labelled = {
        name
        for name in variables
        if any(value.text in known for row in rows if (value := row.get(name)) and value.is_iri)
    }
    names = [
        column
        for name in variables
        for column in (name, *(f"{name}_{tag}" for tag in _LANGUAGES if name in labelled))
    ]
    sheet = f"answer, cut at {limit} rows" if answer.is_cut else "answer"
    book = workbook("SPARQL", sheet, names, (list(_cells(row, variables, labelled, known)) for row in rows))
    return book, answer.is_cut


def _cells(
    row: Row, variables: Sequence[str], labelled: set[str], known: dict[str, dict[str, str]]
) -> Iterator[Cell]:
    for name in variables:
        value = row.get(name)
        yield None if value is None else _cell(value)
        if name in labelled:
            of = known.get(value.text, {}) if value else {}
            yield from (of.get(tag) for tag in _LANGUAGES)


def _cell(value: Value) -> Cell:
    try:
        if value.datatype in _WHOLE and len(value.text) < 16:
            return int(value.text)
        if value.datatype in _BROKEN and value.text.lstrip("+-")[:1].isdecimal():
            return float(value.text)
    except ValueError:
        # A literal may say that it is a number and be none (RDF 1.1, section 5.4): it stays as it is.
        return value.text
    return value.text
