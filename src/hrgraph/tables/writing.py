"""A table in; the bytes of a CSV, Excel or Parquet file out, the same for the same table."""

import csv
import io
from datetime import UTC, datetime

import xlsxwriter
from arro3.core import Array, DataType, Field, Schema
from arro3.core import Table as ArrowTable
from arro3.io import write_parquet

from hrgraph.tables.model import Cell, Table

_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in Excel files as the time of making, so that the same table gives the same bytes."""

_MOST_CHARACTERS = 32_767
"""What a cell of Excel holds."""


def as_csv(table: Table) -> bytes:
    """The table as CSV (RFC 4180): UTF-8 without a byte order mark, a header, lines that end in CR LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([["" if cell is None else cell for cell in row] for row in table.rows])
    return text.getvalue().encode()


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook with one sheet (Office Open XML); words are words, never formulas."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": table.en, "created": _MADE})
    sheet = book.add_worksheet(table.name[:31])
    sheet.freeze_panes(1, 0)
    heading = book.add_format({"bold": True})
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, heading)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell is not None:
                sheet.write_string(number, place, _fitting(cell))
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return file.getvalue()


def as_parquet(table: Table) -> bytes:
    """The table as Apache Parquet, with types and with null where there is no value."""
    kinds = {"integer": DataType.int64()}
    fields, arrays = [], []
    for place, column in enumerate(table.columns):
        kind = kinds.get(column.type, DataType.utf8())
        fields.append(Field(column.name, kind, nullable=True))
        values: list[Cell] = [row[place] for row in table.rows]
        arrays.append(Array(values, type=kind))
    file = io.BytesIO()
    write_parquet(ArrowTable.from_arrays(arrays, schema=Schema(fields)), file, created_by="hrgraph")
    return file.getvalue()


FORMATS = {"csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet}
"""How a table becomes a file, by the extension."""


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
