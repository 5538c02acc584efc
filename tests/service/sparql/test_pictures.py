"""Which pictures suit which answers."""

import pytest

from hrgraph.rdf.terms import XSD
from hrgraph.service.lookups.graph import Row, Value
from hrgraph.service.sparql.pictures import Picture, pictures_of


def thing(name: str) -> Value:
    """A thing."""
    return Value(f"https://w3id.org/hrgraph/id/{name}", is_iri=True)


def number(text: str) -> Value:
    """A whole number."""
    return Value(text, datatype=XSD + "integer")


def date(text: str) -> Value:
    """A day."""
    return Value(text, datatype=XSD + "date")


A, B, C = thing("a"), thing("b"), thing("c")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"t": A, "n": number("1")}, {"t": B, "n": number("2")}], [Picture("bars", label=0, value=1)]),
        (
            [{"t": A, "l": Value("ā"), "n": number("1")}, {"t": B, "l": Value("b"), "n": number("2")}],
            [Picture("bars", label=1, value=2)],
        ),
        (
            [{"d": date("2020-01-01"), "n": number("1")}, {"d": date("2021-01-01"), "n": number("2")}],
            [Picture("line", at=0, value=1)],
        ),
        (
            [{"t": A, "d": date("2020-01-01")}, {"t": B, "d": date("2021-01-01")}],
            [Picture("timeline", at=1, label=0)],
        ),
        ([{"x": A, "y": B}, {"x": A, "y": C}], [Picture("network", source=0, target=1)]),
        (
            [{"s": A, "p": C, "o": B}, {"s": B, "p": C, "o": A}],
            [Picture("network", source=0, target=2, by=1)],
        ),
        ([{"t": A, "n": number("1")}], []),
        ([{"t": A, "n": number("1")}, {"t": B}], []),
        ([{"t": A, "w": Value("x")}, {"t": B, "w": Value("y")}], []),
        ([{"t": A, "n": number("1")}, {"t": B, "n": Value("many")}], []),
    ],
)
def test_pictures(rows: list[Row], expected: list[Picture]) -> None:
    """Numbers make bars or, by dates, a line; dates a timeline; pairs of things a network; gaps nothing."""
    assert pictures_of(list(rows[0]), rows) == expected


def test_too_many_rows_make_no_picture() -> None:
    """Where a picture would be harder to read than the table, there is none."""
    rows: list[Row] = [{"t": thing(str(count)), "n": number(str(count))} for count in range(60)]

    assert [picture.kind for picture in pictures_of(["t", "n"], rows[:40])] == ["bars"]
    assert pictures_of(["t", "n"], rows) == []
