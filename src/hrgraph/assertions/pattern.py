"""Patterns over words and named things.

A pattern is a Python regular expression over the clean words of a unit in which every mention, date and
number of a kind that the pattern speaks of has been replaced by one slot. What stands inside the name of a
thing of an opaque class (a treaty, another actor) is no slot; a topic such as 'sadarbība ar pilsonisko
sabiedrību' still shows the civil society in it. On top of that a pattern knows:

- `{name:Class}`   one thing of that class or a class below it; `{name:Class|Other}` of either
- `{name:Class+}`  several such things joined as the list settings say (commas, 'un', 'kā arī' …)
- `{name:Class*}`  a list of two or more that is complete: nothing of its sentence part follows
- `{name:Date}`, `{name:Number}`   a value
- `{name:"…"}`     words that match the inner expression, kept as words; around other places of the pattern
  an ordinary named group `(?P<name>…)` does the same
- `{..}`           anything up to the end of the sentence, as little as possible
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hrgraph.assertions.model import Reading
from hrgraph.assertions.values import Value
from hrgraph.mentions.match import Mention
from hrgraph.rdf.vocabulary import Vocabulary

_OPEN, _CLOSE, _BAR = "\ue000", "\ue001", "\ue002"
_SLOT = re.compile(f"{_OPEN}(\\d+){_BAR}[^{_CLOSE}]*{_CLOSE}")
_PLACE = re.compile(
    r'\{(?P<name>[a-z_]+):(?:"(?P<words>(?:[^"])*)"|(?P<classes>[A-Za-z|]+)(?P<many>[+*]?))\}|\{\.\.\}'
)


@dataclass(frozen=True)
class Kinds:
    """The classes of every thing of the lexicon, and the classes whose names are not looked into."""

    vocabulary: Vocabulary
    classes: Mapping[str, tuple[str, ...]]
    opaque: frozenset[str]

    def of(self, key: str) -> frozenset[str]:
        """The classes of the thing KEY with everything above them."""
        return self.vocabulary.above(self.classes[key])


@dataclass(frozen=True)
class Slot:
    """What stands at text[start:end] of a unit: the things named there, or a value."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    value: Value | None = None


@dataclass(frozen=True)
class Bound:
    """What a name of the pattern caught: slots, or (for words) only the place of the words."""

    start: int
    end: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Match:
    """One match of a pattern, as places in the clean words of the unit."""

    start: int
    end: int
    bound: Mapping[str, Bound]


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern. `kinds` gives for each name the classes it may catch (none for words)."""

    source: str
    regex: re.Pattern[str]
    kinds: Mapping[str, frozenset[str]]

    @property
    def wanted(self) -> frozenset[str]:
        """All kinds that the pattern speaks of."""
        return frozenset(kind for kinds in self.kinds.values() for kind in kinds)


def compile_pattern(source: str, macros: Mapping[str, str]) -> Pattern:
    """Compile `source`; raises re.error when it is no pattern. `macros` holds `separator` and `sentence`."""
    kinds: dict[str, frozenset[str]] = {}

    def replaced(place: re.Match[str]) -> str:
        if place["name"] is None:
            return macros["sentence"]
        if place["words"] is not None:
            kinds[place["name"]] = frozenset()
            return f"(?P<{place['name']}>{place['words']})"
        classes = place["classes"].split("|")
        kinds[place["name"]] = frozenset(classes)
        either = "|".join(classes)
        slot = f"{_OPEN}\\d+{_BAR}[^{_CLOSE}]*{_BAR}(?:{either}){_BAR}[^{_CLOSE}]*{_CLOSE}"
        if place["many"] == "*":
            slot += f"(?:{macros['item']}{slot})*{macros['last']}{slot}{macros['closed']}"
        elif place["many"]:
            slot += f"(?:{macros['separator']}{slot})*"
        return f"(?P<{place['name']}>{slot})"

    regex = re.compile(_PLACE.sub(replaced, source))
    for name in regex.groupindex:
        kinds.setdefault(name, frozenset())
    return Pattern(source, regex, kinds)


class SlottedText:
    """The words of a unit with the mentions and values of the `wanted` kinds replaced by slots."""

    def __init__(
        self, reading: Reading, values: Sequence[Value], kinds: Kinds, wanted: frozenset[str]
    ) -> None:
        self.reading = reading
        self.slots = _slots(reading.mentions, values, kinds, wanted)
        pieces: list[str] = []
        self._places: list[int] = []
        position = 0
        for number, slot in enumerate(self.slots):
            self._copy(pieces, reading.text, position, slot.start)
            named = {cls for mention in slot.mentions for cls in kinds.of(mention.key)}
            shown = {slot.value.kind} if slot.value else named
            marker = f"{_OPEN}{number}{_BAR}{_BAR}{_BAR.join(sorted(shown))}{_BAR}{_CLOSE}"
            pieces.append(marker)
            self._places += [slot.start] * len(marker)
            position = slot.end
        self._copy(pieces, reading.text, position, len(reading.text))
        self._places.append(len(reading.text))
        self.text = "".join(pieces)

    def _copy(self, pieces: list[str], text: str, start: int, end: int) -> None:
        pieces.append(text[start:end])
        self._places += range(start, end)

    def find(self, pattern: Pattern) -> list[Match]:
        """All matches of the pattern, left to right."""
        matches = []
        for found in pattern.regex.finditer(self.text):
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
        start, end = span
        last = max(start, end - 1)
        inside = next((slot for slot in self.slots if slot.start == self._places[last]), None)
        stop = inside.end if inside and self.text[last] == _CLOSE else self._places[last] + 1
        return self._places[start], stop if end > start else self._places[start]


def _slots(
    mentions: Sequence[Mention], values: Sequence[Value], kinds: Kinds, wanted: frozenset[str]
) -> list[Slot]:
    outer: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        if kinds.of(mention.key) & wanted and _open(mention, kinds, wanted):
            outer.setdefault((mention.start, mention.end), []).append(mention)
    slots = [Slot(start, end, tuple(found)) for (start, end), found in outer.items()]
    for value in values:
        if value.kind in wanted and all(value.end <= slot.start or slot.end <= value.start for slot in slots):
            slots.append(Slot(value.start, value.end, value=value))
    return sorted(slots, key=lambda slot: slot.start)


def _open(mention: Mention, kinds: Kinds, wanted: frozenset[str]) -> bool:
    """Whether the mention lies inside no name that is a slot itself or of an opaque class."""
    holder = mention.inside
    while holder is not None:
        above = kinds.of(holder.key)
        if above & wanted or above & kinds.opaque:
            return False
        holder = holder.inside
    return True
