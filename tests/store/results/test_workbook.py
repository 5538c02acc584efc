"""Excel files, read back by their XML."""

import io
import zipfile

from hrgraph.store.results.workbook import workbook


def _sheet(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read("xl/worksheets/sheet1.xml").decode()


def test_numbers_words_and_gaps() -> None:
    """Numbers are numbers, what looks like a formula is words, and where nothing is there is no cell."""
    sheet = _sheet(workbook("t", "answer", ["a", "b", "c"], [(1.5, "=1+1", None)]))

    assert '<c r="A2"><v>1.5</v></c>' in sheet
    assert '<c r="B2" t="s">' in sheet
    assert 'r="C2"' not in sheet
    assert "<f>" not in sheet


def test_no_rows_and_no_columns() -> None:
    """An answer without rows, or without columns, is a workbook all the same."""
    assert '<autoFilter ref="A1"/>' in _sheet(workbook("t", "answer", ["a"], []))
    assert "autoFilter" not in _sheet(workbook("t", "answer", [], []))
