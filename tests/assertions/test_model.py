"""Assertions and readings as values."""

from collections.abc import Callable

from hrgraph.assertions.model import Assertion, Evidence, Literal, Reading


def test_statement_without_its_evidence() -> None:
    """Two assertions with other words behind them are one statement."""
    one = Assertion("s", "p", Literal("2013"), Evidence("d", "p1", 0, 4, "rule"))
    two = Assertion("s", "p", Literal("2013"), Evidence("d", "p2", 9, 13, "rule"))
    assert one != two
    assert one.triple == two.triple == ("s", "p", Literal("2013"))


def test_literals_differ_by_language_and_datatype() -> None:
    """Words, a string and a date expression of the same letters are three values."""
    assert len({Literal("a"), Literal("a", language="lv"), Literal("a", datatype="x")}) == 3


def test_text_of_a_reading(reading: Callable[..., Reading]) -> None:
    """The text of a reading is the clean words of its unit."""
    assert reading("Vārdi").text == "Vārdi"
