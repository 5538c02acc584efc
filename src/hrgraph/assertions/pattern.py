"""Patterns over words and named things.

A pattern is a Python regular expression over the clean words of a unit in which every mention, date and
number of a kind that the pattern speaks of has been replaced by one slot. What stands inside the name of a
thing of an opaque class (a treaty, another actor) is no slot; a topic such as 'sadarbība ar pilsonisko
sabiedrību' still shows the civil society in it. On top of that a pattern knows:

- `{name:Class}`   one thing of that class or a class below it; `{name:Class|Other}` of either
- `{name:Class+}`  several such things joined as the list settings say (commas, 'un', 'kā arī' …)
- `{name:#key}`    the thing of that KEY of the lexicon, where the pattern speaks of its class anywhere
- `{name:Class@case}` one in that grammatical case (also before `+` and `*`); the cases are settings too
- `{name:Class*}`  a list of two or more that is complete: nothing of its sentence part follows
- `{name:Date}`, `{name:Number}`   a value; `{name:Act}` the verb of an act
- `{name:"…"}`     words that match the inner expression, kept as words; around other places of the pattern
  an ordinary named group `(?P<name>…)` does the same
- `{..}`           anything up to the end of the sentence, as little as possible
- `{=name}`        a piece of pattern that several patterns share (the table `fragment` of the settings)
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from hrgraph.assertions.cases import Cases
from hrgraph.assertions.model import Reading
from hrgraph.assertions.required import MEMBER, Asked
from hrgraph.assertions.values import Value
from hrgraph.mentions.match import Mention
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.text.finder import Finder

_OPEN, _CLOSE, _BAR = "\ue000", "\ue001", "\ue002"
_SLOT = re.compile(f"{_OPEN}(\\d+){_BAR}[^{_CLOSE}]*{_CLOSE}")
_PLACE = re.compile(
    r'\{(?P<name>[a-z_]+):(?:"(?P<words>(?:[^"])*)"|(?P<classes>[A-Za-z|#0-9-]+)'
    r"(?:@(?P<case>[a-z]+))?(?P<many>[+*]?))\}|\{\.\.\}"
)
_FRAGMENT = re.compile(r"\{=(?P<name>[a-z_]+)\}")


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
    def marks(self) -> dict[tuple[tuple[str, ...], str, str], str]:
        """The marks made so far for things, by their KEYs, the phrase and its form."""
        return {}


class Slot(NamedTuple):
    """What stands at text[start:end] of a unit: the things named there, or a value."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    value: Value | None = None


class Bound(NamedTuple):
    """What a name of the pattern caught: slots, or (for words) only the place of the words."""

    start: int
    end: int
    slots: tuple[Slot, ...]


class Match(NamedTuple):
    """One match of a pattern, as places in the clean words of the unit."""

    start: int
    end: int
    bound: Mapping[str, Bound]


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern. `kinds` gives for each name the classes it may catch (none for words); without one
    of each of `required`, which are words and members as `member` writes them, it cannot match."""

    source: str
    regex: re.Pattern[str]
    kinds: Mapping[str, frozenset[str]]
    required: tuple[frozenset[str], ...] = ()

    @cached_property
    def wanted(self) -> frozenset[str]:
        """All kinds that the pattern speaks of."""
        return frozenset(kind for kinds in self.kinds.values() for kind in kinds)

    @cached_property
    def finder(self) -> Finder:
        """Finds the matches in slotted texts."""
        return Finder(self.regex)


def member(kind: str, case: str | None = "") -> str:
    """How what a pattern requires names a thing or value of a kind, in a grammatical case if one is given."""
    return f"{MEMBER}{kind}@{case}}}" if case else f"{MEMBER}{kind}}}"


def compile_pattern(source: str, settings: Mapping[str, Any]) -> Pattern:
    """Compile `source`; raises re.error when it is no pattern. `settings` are what all patterns share."""
    kinds: dict[str, frozenset[str]] = {}
    fragments: Mapping[str, str] = settings.get("fragment", {})

    def filled(text: str) -> str:
        """`text` with the shared pieces in their places; a piece may hold others that stand before it."""
        for name in reversed(list(fragments)):
            text = text.replace(f"{{={name}}}", fragments[name])
        if unknown := _FRAGMENT.search(text):
            raise re.error(f"there is no fragment {unknown['name']!r}")
        return text

    macros = {name: filled(text) for name, text in settings.items() if isinstance(text, str)}

    def replaced(place: re.Match[str]) -> str:
        if place["name"] is None:
            return macros["sentence"]
        if place["words"] is not None:
            kinds[place["name"]] = frozenset()
            return f"(?P<{place['name']}>{place['words']})"
        classes = place["classes"].split("|")
        kinds[place["name"]] = frozenset(one for one in classes if not one.startswith("#"))
        either = "|".join(classes)
        case = f"[^{_BAR}]*@{place['case']}" if place["case"] else ""
        if place["case"] and place["case"] not in settings.get("case", {}):
            raise re.error(f"there is no case {place['case']!r}")
        slot = f"{_OPEN}\\d+{_BAR}{case}[^{_CLOSE}]*{_BAR}(?:{either}){_BAR}[^{_CLOSE}]*{_CLOSE}"
        if place["many"] == "*":
            slot += f"(?:{macros['item']}{slot})*{macros['last']}{slot}{macros['closed']}"
        elif place["many"]:
            slot += f"(?:{macros['separator']}{slot})*"
        return f"(?P<{place['name']}>{slot})"

    asked = Asked(_OPEN, _CLOSE)

    def as_asked(place: re.Match[str]) -> str:
        """What stands for a place where only what the pattern requires is asked."""
        if not place["classes"]:
            return replaced(place)
        members = [member(kind, place["case"]) for kind in place["classes"].split("|")]
        return f"(?P<{place['name']}>{asked.place(members) if '#' not in place['classes'] else '.'})"

    whole = filled(source)
    regex = re.compile(_PLACE.sub(replaced, whole))
    for name in regex.groupindex:
        kinds.setdefault(name, frozenset())
    return Pattern(source, regex, kinds, asked.required(_PLACE.sub(as_asked, whole)))


class SlottedText:
    """The words of a unit with the mentions and values of the `wanted` kinds replaced by slots."""

    def __init__(
        self, reading: Reading, values: Sequence[Value], kinds: Kinds, wanted: frozenset[str]
    ) -> None:
        self.slots = _slots(reading, values, kinds, wanted)
        words = reading.text
        self._written = [
            f"{_OPEN}{number}{_mark(slot, words, kinds)}" for number, slot in enumerate(self.slots)
        ]
        pieces: list[str] = []
        position = 0
        for slot, mark in zip(self.slots, self._written, strict=True):
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

    def find(self, pattern: Pattern) -> list[Match]:
        """All matches of the pattern, left to right."""
        matches = []
        for found in pattern.finder.matches(self.text):
            bound = {
                name: self._bound(found.span(name)) for name in pattern.kinds if found.group(name) is not None
            }
            start, end = self._span(found.span())
            matches.append(Match(start, end, bound))
        return matches

    def _bound(self, span: tuple[int, int]) -> Bound:
        slots = tuple(self.slots[int(slot[1])] for slot in _SLOT.finditer(self.text, *span))
        return Bound(*self._span(span), slots)

    def _span(self, span: tuple[int, int]) -> tuple[int, int]:
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


def _mark(slot: Slot, text: str, kinds: Kinds) -> str:
    """How a slot is written after its number: cases, classes, KEYs (of an act its infinitive), and at the
    end 'g' for a genitive, 'u' for what else ends so and might be one of the plural."""
    if slot.value is not None:
        verb = f"#{slot.value.text}{_BAR}" if slot.value.iri else ""
        return f"{_BAR}{_BAR}{slot.value.kind}{_BAR}{verb}{_CLOSE}"
    keys = tuple([mention.key for mention in slot.mentions])
    place = keys, slot.mentions[0].phrase, text[slot.start : slot.end]
    if place not in kinds.marks:
        cases = kinds.cases.of(*place[1:])
        shown = [*sorted({kind for key in keys for kind in kinds.of(key)}), *(f"#{key}" for key in keys)]
        owner = "g" if "@gen" in cases else "u" if place[2].endswith("u") else ""
        kinds.marks[place] = f"{_BAR}{cases}{_BAR}{_BAR.join(shown)}{_BAR}{owner}{_CLOSE}"
    return kinds.marks[place]


def _slots(reading: Reading, values: Sequence[Value], kinds: Kinds, wanted: frozenset[str]) -> list[Slot]:
    slots: list[Slot] = []
    above = kinds.above
    for (start, end), mentions in reading.places.items():
        shown = [
            one
            for one in mentions
            if not wanted.isdisjoint(above[one.key]) and (one.inside is None or _open(one, kinds, wanted))
        ]
        if shown:
            slots.append(Slot(start, end, tuple(shown)))
    for value in values:
        if value.kind in wanted and all(value.end <= slot.start or slot.end <= value.start for slot in slots):
            slots.append(Slot(value.start, value.end, value=value))
    slots.sort(key=itemgetter(0))
    return slots


def _open(mention: Mention, kinds: Kinds, wanted: frozenset[str]) -> bool:
    """Whether the mention lies inside no name that is a slot itself or of an opaque class."""
    holder = mention.inside
    while holder is not None:
        above = kinds.of(holder.key)
        if above & wanted or above & kinds.opaque:
            return False
        holder = holder.inside
    return True
