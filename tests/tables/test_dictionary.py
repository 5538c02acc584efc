"""What the columns mean, for programs and for people."""

import json

from hrgraph.tables.dictionary import as_csvw, as_markdown
from hrgraph.tables.model import Column, Table

TABLE = Table("t", "Tabula", "Table", (Column("n", "skaits | x", "count", "integer"),), [(1,)])


def test_csvw() -> None:
    """The metadata name the file and type of every column, in both languages."""
    said = json.loads(as_csvw([TABLE]))
    (column,) = said["tables"][0]["tableSchema"]["columns"]

    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["tables"][0]["url"] == "t.csv"
    assert (column["name"], column["datatype"]) == ("n", "integer")
    assert {text["@language"] for text in column["dc:description"]} == {"lv", "en"}


def test_markdown() -> None:
    """People find every table and column; a bar in a description does not break the row."""
    text = as_markdown([TABLE]).decode()

    assert "## t\n\nTabula\n\nTable\n" in text
    assert "| `n` | integer | skaits \\| x | count |" in text
