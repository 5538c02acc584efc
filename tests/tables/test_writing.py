"""Tables as files."""

import csv
import io
import zipfile
from dataclasses import replace

from arro3.io import read_parquet

from hrgraph.tables.model import Column, Table
from hrgraph.tables.writing import FORMATS, as_csv, as_parquet, as_xlsx

TABLE = Table(
    "t",
    "Tabula",
    "Table",
    (Column("vārdi", "vārdi", "words"), Column("n", "skaits", "count", "integer")),
    [('ģ, "ņ"\nž', 7), ("=1+1", None), (None, -2)],
)


def test_csv() -> None:
    """RFC 4180: no byte order mark, CR LF, quotes doubled; read again it is the same."""
    content = as_csv(TABLE)

    assert content.startswith("vārdi,n\r\n".encode())
    assert content.endswith(b"\r\n,-2\r\n")
    assert list(csv.reader(io.StringIO(content.decode(), newline="")))[1:] == [
        ['ģ, "ņ"\nž', "7"],
        ["=1+1", ""],
        ["", "-2"],
    ]


def test_xlsx() -> None:
    """Words stay words, also those that look like a formula; numbers are numbers; no time of ours."""
    with zipfile.ZipFile(io.BytesIO(as_xlsx(TABLE))) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        strings = file.read("xl/sharedStrings.xml").decode()
        made = file.read("docProps/core.xml").decode()
        times = {entry.date_time[0] for entry in file.infolist()}

    assert "<f>" not in sheet
    assert "<v>7</v>" in sheet
    assert "=1+1" in strings
    assert "1980-01-01" in made
    assert times == {1980}


def test_xlsx_cuts_what_no_cell_holds() -> None:
    """A text longer than a cell of Excel is cut, and shows that it is."""
    with zipfile.ZipFile(io.BytesIO(as_xlsx(replace(TABLE, rows=[("ž" * 40_000, 1)])))) as file:
        strings = file.read("xl/sharedStrings.xml").decode()

    assert strings.count("ž") == 32_766
    assert "ž…" in strings


def test_parquet() -> None:
    """Types and missing values are kept."""
    table = read_parquet(io.BytesIO(as_parquet(TABLE))).read_all()

    assert table.column_names == ["vārdi", "n"]
    assert [table.column("vārdi")[place].as_py() for place in range(3)] == ['ģ, "ņ"\nž', "=1+1", None]
    assert [table.column("n")[place].as_py() for place in range(3)] == [7, None, -2]


def test_a_table_without_rows() -> None:
    """An empty answer is a file with columns."""
    empty = replace(TABLE, rows=[])

    assert as_csv(empty) == "vārdi,n\r\n".encode()
    assert read_parquet(io.BytesIO(as_parquet(empty))).read_all().num_rows == 0


def test_the_same_table_gives_the_same_bytes() -> None:
    """No file holds the time or anything else that changes."""
    for write in FORMATS.values():
        assert write(TABLE) == write(TABLE)
