"""Marks of footnotes and mentions in, what each mark is attached to out."""

from collections import defaultdict
from collections.abc import Sequence

from hrgraph.assertions.model import Assertion, Evidence, Reading
from hrgraph.mentions.match import Mention
from hrgraph.rdf.terms import HR, thing
from hrgraph.structure.units import Outline

RULE = "note-marks"
_BETWEEN = ' \n)"”“»,.;'
"""What may stand between a name and the mark behind it."""


def note_statements(outline: Outline, readings: Sequence[Reading]) -> list[Assertion]:
    """The statements `isAttachedTo`: from each note reference to the longest name that ends right before it.

    Offsets are compared in the source, since the clean words of a part have no marks. A mark behind no name,
    or behind words that name several things, gives nothing.
    """
    raw = outline.source.raw
    of_part: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        of_part[reading.unit.id].append(reading)
        of_part[reading.unit.parent].append(reading)
    made: list[Assertion] = []
    for mark in (unit for unit in outline.units if unit.kind == "NoteReference"):
        start = mark.words.runs(raw)[0][0]
        named = [
            (mention.key, Evidence(reading.document, reading.unit.id, mention.start, mention.end, RULE))
            for reading in of_part[mark.parent]
            for mention in reading.mentions
            if mention.inside is None and _is_right_before(raw, _end(raw, reading, mention), start)
        ]
        if len(named) == 1:
            [(key, words)] = named
            subject = thing(f"{outline.source.document}/{mark.id}")
            made.append(Assertion(subject, HR + "isAttachedTo", thing(key), words))
    return made


def _end(raw: str, reading: Reading, mention: Mention) -> int:
    return reading.unit.words.runs(raw, mention.start, mention.end)[-1][1]


def _is_right_before(raw: str, end: int, mark: int) -> bool:
    return end <= mark and not raw[end:mark].strip(_BETWEEN)
