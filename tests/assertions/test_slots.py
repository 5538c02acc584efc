"""Slots: what of a unit is put into them, and where a place of the slotted text stands in the unit."""

from collections.abc import Callable

from hrgraph.assertions.apply import Context
from hrgraph.assertions.model import Reading
from hrgraph.assertions.slots import CLOSE, OPEN, Slot, SlottedText, UnitSlots
from hrgraph.assertions.values import Value

Read = Callable[..., Reading]
NAMES = [("Latvija", "latvia"), ("grupa", "group")]


def test_places_lead_back_to_the_words(context: Context) -> None:
    """Each place of the slotted text has its place in the unit; a mark stands for all of its words."""
    words = "Ik 3. martā Rīgā."
    slots = [
        Slot(3, 11, value=Value("Date", "--03-03", 3, 11)),
        Slot(12, 16, value=Value("Number", "4", 12, 16)),
    ]
    slotted = SlottedText(words, slots, context.kinds)
    first, last = slotted.text.index(OPEN), slotted.text.rindex(CLOSE) + 1

    assert [
        words[slice(*slotted.span(span))] for span in ((0, first), (first, last), (last, len(slotted.text)))
    ] == [
        "Ik ",
        "3. martā Rīgā",
        ".",
    ]
    assert slotted.span((first, first + 2)) == (3, 4)
    assert slotted.span((first, first)) == (3, 3)
    assert slotted.within((0, len(slotted.text))) == tuple(slots)
    assert slotted.within((last, len(slotted.text))) == ()


def test_kinds_with_the_same_slots_share_a_text(reading: Read, context: Context) -> None:
    """What is wanted decides what is a slot; where the same things are slots the text is made once."""
    unit = UnitSlots(reading("Latvija un grupa", *NAMES), [], context.kinds)
    states = unit.text(frozenset({"State"}))

    assert [slot.start for slot in states.slots] == [0]
    assert [slot.start for slot in unit.text(frozenset({"Actor"})).slots] == [0, 11]
    assert unit.text(frozenset({"State", "Treaty"})) is states
    assert unit.text(frozenset({"Treaty"})).text == "Latvija un grupa"


def test_a_value_stands_beside_names_only(reading: Read, context: Context) -> None:
    """A value is a slot where it is wanted and lies in no other slot."""
    values = [Value("Number", "1", 0, 7), Value("Number", "2", 8, 10)]
    unit = UnitSlots(reading("Latvija un grupa", *NAMES), values, context.kinds)

    assert [slot.start for slot in unit.text(frozenset({"State", "Number"})).slots] == [0, 8]
    assert unit.text(frozenset({"State", "Number"})).slots[0].value is None
    assert [slot.start for slot in unit.text(frozenset({"State", "Date"})).slots] == [0]
