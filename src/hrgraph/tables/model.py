"""What a table is before it is a file."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | None
"""A value; None where there is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and the XSD type of its cells (string, integer or anyURI)."""

    name: str
    lv: str
    en: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `lv` and `en` say what a row is."""

    name: str
    lv: str
    en: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
