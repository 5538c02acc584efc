"""The columns of an answer in; the pictures in which it may be shown beside its table, out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from hrgraph.rdf import terms
from hrgraph.service.lookups.graph import Row, Value

_NUMBERS = {terms.XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")}
_DATES = {terms.XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth")}
_MOST = {"bars": 40, "line": 500, "timeline": 80, "network": 150}
"""A picture of more rows than these is harder to read than the table."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A kind of picture, and the columns that it is drawn from by their numbers.

    `bars`: a label and a value. `line`: a date (`at`) and a value. `timeline`: a date and a label.
    `network`: a source and a target, and perhaps what joins them (`by`).
    """

    kind: str
    label: int | None = None
    value: int | None = None
    at: int | None = None
    source: int | None = None
    target: int | None = None
    by: int | None = None

    def as_fields(self) -> dict[str, str | int | None]:
        """The picture as fields of JSON."""
        return asdict(self)


def pictures_of(variables: Sequence[str], rows: Sequence[Row]) -> list[Picture]:
    """The pictures that suit an answer with these columns; none for a single row."""
    if len(rows) < 2:
        return []
    kinds = [_kind([row[name] for row in rows if name in row], len(rows)) for name in variables]
    of = {kind: [place for place, found in enumerate(kinds) if found == kind] for kind in set(kinds)}
    number, date, things = of.get("number", []), of.get("date", []), of.get("thing", [])
    named = _names(variables, rows, kinds)
    found = []
    if date and number:
        found.append(Picture("line", at=date[0], value=number[0]))
    if number and named is not None and not date:
        found.append(Picture("bars", label=named, value=number[0]))
    if date and named is not None:
        found.append(Picture("timeline", at=date[0], label=named))
    if len(things) > 1 and not number:
        by = things[1] if len(things) == len(variables) == 3 else None
        found.append(Picture("network", source=things[0], target=things[2 if by else 1], by=by))
    return [picture for picture in found if len(rows) <= _MOST[picture.kind]]


def _kind(values: list[Value], wanted: int) -> str:
    """What a column holds throughout: `number`, `date`, `thing` or `words`; nothing where it has gaps."""
    if len(values) < wanted:
        return ""
    for kind, holds in (
        ("thing", lambda value: value.is_iri),
        ("number", lambda value: value.datatype in _NUMBERS),
        ("date", lambda value: value.datatype in _DATES),
        ("words", lambda value: not value.is_iri and not value.is_blank and not value.datatype),
    ):
        if all(holds(value) for value in values):
            return kind
    return ""


def _names(variables: Sequence[str], rows: Sequence[Row], kinds: Sequence[str]) -> int | None:
    """The column that names the rows best: the one with the most different names, words before things."""
    fitting = [place for place, kind in enumerate(kinds) if kind in ("words", "thing")]
    different = {place: len({row[variables[place]] for row in rows}) for place in fitting}
    return max(fitting, key=lambda place: (different[place], kinds[place] == "words"), default=None)
