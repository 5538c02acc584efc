"""A table in; the bytes of a CSV, Excel or Parquet file out, the same for the same table."""

import csv
import io

from arro3.core import Array, DataType, Field, Schema
from arro3.core import Table as ArrowTable
from arro3.io import write_parquet

from hrgraph.store.results.workbook import workbook
from hrgraph.tables.model import Cell, Table


def as_csv(table: Table) -> bytes:
    """The table as CSV (RFC 4180): UTF-8 without a byte order mark, a header, lines that end in CR LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([["" if cell is None else cell for cell in row] for row in table.rows])
    return text.getvalue().encode()


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook with one sheet (Office Open XML); words are words, never formulas."""
    return workbook(table.en, table.name, [column.name for column in table.columns], table.rows)


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
