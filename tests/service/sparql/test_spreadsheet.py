"""Answers as Excel files."""

import io
import re
import zipfile

import pytest

from hrgraph.errors import HrgraphError
from hrgraph.service.sparql import spreadsheet
from hrgraph.service.sparql.spreadsheet import as_workbook
from hrgraph.store.oxigraph import OxigraphStore

NAMES = "SELECT ?x (2 AS ?n) (1.5 AS ?d) { VALUES ?x { <https://w3id.org/hrgraph/id/families> 'x' } }"


def _content(book: bytes) -> tuple[list[str], str]:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        words = re.findall(r"<t[^>]*>([^<]*)</t>", file.read("xl/sharedStrings.xml").decode())
        return words, file.read("xl/worksheets/sheet1.xml").decode()


def test_labels_stand_beside_things(store: OxigraphStore) -> None:
    """A column of things has its labels in both languages behind it, and numbers are numbers."""
    words, sheet = _content(as_workbook(store, NAMES, ((), ()))[0])

    assert words[:5] == ["x", "x_lv", "x_en", "n", "d"]
    assert {"ģimenes", "families"} <= set(words)
    assert "<v>1.5</v>" in sheet


def test_what_is_no_number_stays_words(store: OxigraphStore) -> None:
    """A literal that says it is a number and is none is kept as it is written."""
    wrong = 'SELECT ?n { VALUES ?n { "many"^^<http://www.w3.org/2001/XMLSchema#integer> } }'

    assert "many" in _content(as_workbook(store, wrong, ((), ()))[0])[0]


def test_more_rows_than_a_sheet_holds(store: OxigraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that no sheet holds is refused, not cut."""
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 1)

    with pytest.raises(HrgraphError, match="many-rows"):
        as_workbook(store, NAMES, ((), ()))
