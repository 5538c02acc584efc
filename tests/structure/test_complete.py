"""When an outline is complete: counts, footnotes with their marks, and every character in one place."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hrgraph.errors import ProfileError
from hrgraph.pipeline import DocumentReading
from hrgraph.structure.complete import require_complete, unassigned
from hrgraph.structure.profile import Profile
from hrgraph.structure.units import Outline, Unit
from hrgraph.text.source import Source
from hrgraph.text.words import Joining, join

RAW = "Head\n\nOne1.\n1 note"
PROFILE = Profile("own", Joining(), None, (), None, re.compile("^$"), None, (), (), {"Heading": 1})


def unit(identifier: str, kind: str, start: int, end: int, parent: str = "", calls: str = "") -> Unit:
    """A unit whose words are RAW[start:end]."""
    return Unit(identifier, kind, parent, 1, join(RAW, [(start, end)], Joining()), calls=calls)


HEAD, PARAGRAPH = unit("h", "Heading", 0, 4), unit("p", "Paragraph", 6, 9)
MARK, NOTE = unit("ref.1", "NoteReference", 9, 10, "p", "fn.1"), unit("fn.1", "Footnote", 14, 18)
WHOLE = Outline(
    Source("d", Path("text.txt"), RAW, len(RAW), ""), (HEAD, PARAGRAPH, MARK, NOTE), ((10, 11), (12, 13))
)


def test_whole_outline_is_complete() -> None:
    """An outline with everything in one place is accepted."""
    require_complete(WHOLE, PROFILE)
    assert unassigned(WHOLE) == []


@pytest.mark.parametrize(
    ("outline", "offsets"),
    [
        pytest.param(replace(WHOLE, units=WHOLE.units[1:]), [0, 1, 2, 3], id="unit lost"),
        pytest.param(replace(WHOLE, artefacts=((10, 11),)), [12], id="layout lost"),
        pytest.param(
            replace(WHOLE, artefacts=(*WHOLE.artefacts, (0, 1))), [0], id="layout and unit claim it"
        ),
        pytest.param(
            replace(WHOLE, units=(*WHOLE.units, unit("q", "Paragraph", 6, 7))), [6], id="two units claim it"
        ),
        pytest.param(
            replace(WHOLE, units=(*WHOLE.units, unit("p.1", "ListItem", 6, 8, "p"))), [], id="item of a list"
        ),
    ],
)
def test_unassigned_offsets(outline: Outline, offsets: list[int]) -> None:
    """Gaps and double claims are found by offset; an item inside a listing paragraph is no double claim."""
    assert unassigned(outline) == offsets


@pytest.mark.parametrize(
    ("outline", "message", "line"),
    [
        pytest.param(
            replace(WHOLE, units=WHOLE.units[1:]),
            "expects 1 units of kind Heading, the text has 0",
            None,
            id="count",
        ),
        pytest.param(
            replace(WHOLE, units=(HEAD, PARAGRAPH, MARK)), "do not agree: fn.1", None, id="no footnote"
        ),
        pytest.param(replace(WHOLE, units=(HEAD, PARAGRAPH, NOTE)), "do not agree: fn.1", None, id="no mark"),
        pytest.param(
            replace(WHOLE, units=(HEAD, MARK, NOTE)),
            "3 characters belong to no unit, first 'O'",
            3,
            id="left over",
        ),
    ],
)
def test_incomplete_outline_is_refused(outline: Outline, message: str, line: int | None) -> None:
    """What is missing is said in words, with the file and the line of the first character left over."""
    with pytest.raises(ProfileError, match=message) as caught:
        require_complete(outline, PROFILE)
    assert (caught.value.file, caught.value.line) == (Path("text.txt"), line)


@pytest.mark.parametrize("name", ["eu-action-plan-hrd-2020-2024", "press-release-act"])
def test_real_texts_are_covered(readings: dict[str, DocumentReading], name: str) -> None:
    """Every character of the real texts that is no white space belongs to exactly one unit or artefact."""
    assert unassigned(readings[name].outline) == []
