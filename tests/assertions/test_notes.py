"""What the mark of a footnote is attached to: the name right before it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.assertions.model import Assertion, Reading
from hrgraph.assertions.notes import note_statements
from hrgraph.mentions.match import Mention
from hrgraph.pipeline import DocumentReading
from hrgraph.structure.units import Outline, Unit
from hrgraph.text.source import Source
from hrgraph.text.words import Words

Short = Callable[[Assertion], tuple[str, str, str]]


def with_mark(
    raw: str, mark: str, *mentions: Mention, parent: str = "I.A.1"
) -> tuple[Outline, list[Reading]]:
    """The outline of a text with one mark in it, and the reading of its words without the mark."""
    place = raw.index(mark)
    words = Words(raw[:place] + raw[place + 1 :], ((0, 0), (place, place + 1)))
    unit = Unit("I.A.1", "Action", "I.A", 1, words)
    note = Unit("ref.1", "NoteReference", parent, 1, Words(mark, ((0, place),)), mark, "fn.1")
    outline = Outline(Source("d", Path("text.txt"), raw, len(raw), "00"), (unit, note), ())
    return outline, [Reading("d", unit, mentions)]


LONG = Mention("treaty", 6, 20, "miera līgumu")
PEACE = Mention("peace", 14, 20, "mieram", LONG)


@pytest.mark.parametrize(
    ("raw", "mentions", "attached"),
    [
        pytest.param("Sekot līgumu mieram4 un ziņot.", (LONG, PEACE), ["treaty"], id="the longest name"),
        pytest.param("Sekot līgumu mieram)4.", (LONG,), ["treaty"], id="a bracket between"),
        pytest.param("Sekot līgumu mieram.4", (LONG,), ["treaty"], id="the end of a sentence between"),
        pytest.param("Sekot līgumu mieram rīt4.", (LONG,), [], id="a word between"),
        pytest.param("Sekot4 līgumu mieram.", (LONG,), [], id="before the name"),
        pytest.param("Sekot līgumu mieram4.", (LONG, LONG._replace(key="talks")), [], id="two things"),
    ],
)  # fmt: skip
def test_what_a_mark_follows(
    raw: str, mentions: tuple[Mention, ...], attached: list[str], short: Short
) -> None:
    """A mark is attached to the one thing whose name ends right before it, if there is one."""
    end = raw.replace("4", "").index("mieram") + len("mieram")
    placed = [mention._replace(start=end - mention.end + mention.start, end=end) for mention in mentions]
    made = note_statements(*with_mark(raw, "4", *placed))
    assert [short(one) for one in made] == [("d/ref.1", "isAttachedTo", key) for key in attached]
    assert {(one.evidence.unit, one.evidence.end) for one in made} <= {("I.A.1", end)}


def test_another_part(short: Short) -> None:
    """A mark of another part, or of the part that holds this one, is told from a mark of this one."""
    text = "Sekot līgumu mieram4."
    mention = LONG._replace(start=6, end=19)
    assert note_statements(*with_mark(text, "4", mention, parent="I.B.1")) == []
    assert len(note_statements(*with_mark(text, "4", mention, parent="I.A"))) == 1


def test_the_plan(plan: DocumentReading, short: Short) -> None:
    """Each of the eight marks of the plan is attached to what its note is about, one of them by a curator."""
    made = [one for one in plan.merged.assertions if one.predicate.endswith("isAttachedTo")]
    assert {short(one)[0][-5:]: short(one)[2] for one in made} == {
        "ref.1": "eu-human-rights-guidelines",
        "ref.2": "icpd-programme-of-action",
        "ref.3": "responsibility-to-protect",
        "ref.4": "action-plan-against-disinformation",
        "ref.5": "commission-electoral-package",
        "ref.6": "code-of-practice-on-disinformation",
        "ref.7": "rights-based-approach-toolbox",
        "ref.8": "eu-approach-to-ethical-ai",
    }
    assert {short(one)[0][-5:] for one in made if one.evidence.maker != "note-marks"} == {"ref.3"}
