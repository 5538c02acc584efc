"""Units and outlines as values."""

from pathlib import Path

import pytest

from hrgraph.structure.units import Outline, Unit
from hrgraph.text.source import Source

OUTLINE = Outline(
    Source("d", Path("t"), "", 0, ""), (Unit("I", "Priority", "", 1), Unit("I.A", "Area", "I", 1)), ()
)


def test_unit_is_found_by_its_id() -> None:
    """An outline gives the unit of an id; a section has no words of its own."""
    assert OUTLINE.unit("I.A").parent == "I"
    assert OUTLINE.unit("I").words.text == ""


def test_unknown_unit() -> None:
    """An id that no unit has is a KeyError that names it."""
    with pytest.raises(KeyError, match=r"I\.B"):
        OUTLINE.unit("I.B")
