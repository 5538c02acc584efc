"""The words of a unit with slots for what patterns can catch: things, dates, numbers, verbs of acts.

A slot is written between two marks, with its number, and with the cases, classes and KEYs of what stands
there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from hrgraph.assertions.cases import Cases
from hrgraph.assertions.model import Reading
from hrgraph.assertions.values import Value
from hrgraph.mentions.match import Mention
from hrgraph.rdf.vocabulary import Vocabulary

OPEN, CLOSE, BAR = "\ue000", "\ue001", "\ue002"
_SLOT = re.compile(f"{OPEN}(\\d+){BAR}[^{CLOSE}]*{CLOSE}")


@dataclass(frozen=True)
class Kinds:
    """The classes of every thing of the lexicon, those whose names are not looked into, and the cases."""

    vocabulary: Vocabulary
    classes: Mapping[str, tuple[str, ...]]
    opaque: frozenset[str]
    cases: Cases = field(default_factory=Cases)

    def of(self, key: str) -> frozenset[str]:
        """The classes of the thing KEY with everything above them."""
        return self.above[key]

    @cached_property
    def above(self) -> dict[str, frozenset[str]]:
        """For each KEY the classes of the thing with everything above them."""
        return {key: self.vocabulary.above(classes) for key, classes in self.classes.items()}

    @cached_property
    def bits(self) -> dict[str, int]:
        """For each KEY the same as a number with one bit for each class: quick to compare with others."""
        bits = {classes: self.mask(self.vocabulary.above(classes)) for classes in set(self.classes.values())}
        return {key: bits[classes] for key, classes in self.classes.items()}

    def mask(self, kinds: frozenset[str]) -> int:
        """The number of these kinds."""
        if kinds not in self._masks:
            self._masks[kinds] = sum(1 << self._numbers.setdefault(one, len(self._numbers)) for one in kinds)
        return self._masks[kinds]

    @cached_property
    def _masks(self) -> dict[frozenset[str], int]:
        return {}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {}

    @cached_property
    def marks(self) -> dict[tuple[tuple[str, ...], str, str], str]:
        """The marks made so far for things, by their KEYs, the phrase and its form."""
        return {}


class Slot(NamedTuple):
    """What stands at text[start:end] of a unit: the things named there, or a value."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    value: Value | None = None


class SlottedText:
    """Words with the slots given, in order, in place of what stands there."""

    def __init__(self, words: str, slots: Sequence[Slot], kinds: Kinds) -> None:
        self.slots = slots
        self._written: list[str] = []
        pieces: list[str] = []
        position = 0
        for number, slot in enumerate(slots):
            mark = f"{OPEN}{number}{_mark(slot, words, kinds)}"
            self._written.append(mark)
            pieces += (words[position : slot.start], mark)
            position = slot.end
        pieces.append(words[position:])
        self.text = "".join(pieces)

    @cached_property
    def _marks(self) -> list[int]:
        """Where the mark of each slot begins and ends in the slotted text, two numbers a slot."""
        marks: list[int] = []
        longer = 0
        for slot, mark in zip(self.slots, self._written, strict=True):
            marks += (slot.start + longer, slot.start + longer + len(mark))
            longer += len(mark) - (slot.end - slot.start)
        return marks

    def within(self, span: tuple[int, int]) -> tuple[Slot, ...]:
        """The slots in a part of the slotted text."""
        return tuple(self.slots[int(slot[1])] for slot in _SLOT.finditer(self.text, *span))

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """The place in the unit of a place in the slotted text; what ends with a slot ends with its words."""
        start, end = span
        first = self._place(start)
        if end <= start:
            return first, first
        number, inside = divmod(bisect_right(self._marks, end - 1), 2)
        if inside and end == self._marks[2 * number + 1]:
            return first, self.slots[number].end
        return first, self._place(end - 1) + 1

    def _place(self, place: int) -> int:
        number, inside = divmod(bisect_right(self._marks, place), 2)
        if inside:
            return self.slots[number].start
        return place - self._marks[2 * number - 1] + self.slots[number - 1].end if number else place


class UnitSlots:
    """All that can be a slot in one unit, of which patterns see those of the kinds that they speak of."""

    def __init__(self, reading: Reading, values: Iterable[Value], kinds: Kinds) -> None:
        self._words = reading.text
        self._kinds = kinds
        bits = kinds.bits
        self._named: list[tuple[Slot, int, bool]] = []
        """Each with all its kinds, and whether it is one thing and inside no other."""
        for (start, end), mentions in reading.places.items():
            slot = Slot(start, end, tuple(mentions))
            if len(mentions) == 1:
                self._named.append((slot, bits[mentions[0].key], mentions[0].inside is None))
            else:
                several = 0
                for one in mentions:
                    several |= bits[one.key]
                self._named.append((slot, several, False))
        self._values = [Slot(value.start, value.end, value=value) for value in values]
        self._texts: dict[tuple[int, ...], SlottedText] = {}

    def text(self, wanted: frozenset[str]) -> SlottedText:
        """The words with what is of the `wanted` kinds in slots; the same where the same slots are."""
        slots = self._of(wanted)
        same = tuple(map(id, slots))  # none of them goes while the text that holds it is kept
        if same not in self._texts:
            self._texts[same] = SlottedText(self._words, slots, self._kinds)
        return self._texts[same]

    def _of(self, wanted: frozenset[str]) -> list[Slot]:
        mask = self._kinds.mask(wanted)
        slots: list[Slot] = []
        for slot, kinds, plain in self._named:
            if not kinds & mask:
                continue
            if plain:
                slots.append(slot)
            elif shown := tuple([one for one in slot.mentions if self._shown(one, mask)]):
                slots.append(slot._replace(mentions=shown))
        for slot in self._values:
            if slot.value and slot.value.kind in wanted and _apart(slot, slots):
                slots.append(slot)
        slots.sort(key=itemgetter(0))
        return slots

    def _shown(self, mention: Mention, mask: int) -> bool:
        """Whether the mention is of one of the kinds, and inside no slot and no name of an opaque class."""
        bits = self._kinds.bits
        if not bits[mention.key] & mask:
            return False
        closed = mask | self._kinds.mask(self._kinds.opaque)
        holder = mention.inside
        while holder is not None:
            if bits[holder.key] & closed:
                return False
            holder = holder.inside
        return True


def _apart(slot: Slot, others: Iterable[Slot]) -> bool:
    return all(slot.end <= other.start or other.end <= slot.start for other in others)


def _mark(slot: Slot, text: str, kinds: Kinds) -> str:
    """How a slot is written after its number: cases, classes, KEYs (of an act its infinitive), and at the
    end 'g' for a genitive, 'u' for what else ends so and might be one of the plural."""
    if slot.value is not None:
        verb = f"#{slot.value.text}{BAR}" if slot.value.iri else ""
        return f"{BAR}{BAR}{slot.value.kind}{BAR}{verb}{CLOSE}"
    keys = tuple([mention.key for mention in slot.mentions])
    place = keys, slot.mentions[0].phrase, text[slot.start : slot.end]
    if place not in kinds.marks:
        cases = kinds.cases.of(*place[1:])
        shown = [*sorted({kind for key in keys for kind in kinds.of(key)}), *(f"#{key}" for key in keys)]
        owner = "g" if "@gen" in cases else "u" if place[2].endswith("u") else ""
        kinds.marks[place] = f"{BAR}{cases}{BAR}{BAR.join(shown)}{BAR}{owner}{CLOSE}"
    return kinds.marks[place]
