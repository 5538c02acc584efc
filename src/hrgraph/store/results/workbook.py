"""Rows under names in, the bytes of an Excel file out, the same for the same rows (Office Open XML)."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import xlsxwriter

Cell = str | int | float | None
"""A value; None where there is none."""

MOST_ROWS = 1_048_575
"""What a sheet of Excel holds below the names of its columns."""

_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in the file as the time of making, so that the same rows give the same bytes."""

_MOST_CHARACTERS = 32_767
"""What a cell of Excel holds."""


def workbook(title: str, sheet_name: str, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet; numbers are numbers, and words are words, never formulas."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": title, "created": _MADE})
    sheet = book.add_worksheet(sheet_name[:31])
    sheet.freeze_panes(1, 0)
    heading = book.add_format({"bold": True})
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(last, place, cell)
            elif cell is not None:
                sheet.write_string(last, place, _fitting(cell))
    if names:
        sheet.autofilter(0, 0, last, len(names) - 1)
    book.close()
    return file.getvalue()


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
