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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from hrgraph.assertions.model import Reading
from hrgraph.assertions.required import MEMBER, Asked
from hrgraph.assertions.slots import BAR, CLOSE, OPEN, Kinds, Slot, SlottedText, UnitSlots
from hrgraph.assertions.values import Value
from hrgraph.text.finder import Finder

_PLACE = re.compile(
    r'\{(?P<name>[a-z_]+):(?:"(?P<words>(?:[^"])*)"|(?P<classes>[A-Za-z|#0-9-]+)'
    r"(?:@(?P<case>[a-z]+))?(?P<many>[+*]?))\}|\{\.\.\}"
)
_FRAGMENT = re.compile(r"\{=(?P<name>[a-z_]+)\}")


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
        case = f"[^{BAR}]*@{place['case']}" if place["case"] else ""
        if place["case"] and place["case"] not in settings.get("case", {}):
            raise re.error(f"there is no case {place['case']!r}")
        slot = f"{OPEN}\\d+{BAR}{case}[^{CLOSE}]*{BAR}(?:{either}){BAR}[^{CLOSE}]*{CLOSE}"
        if place["many"] == "*":
            slot += f"(?:{macros['item']}{slot})*{macros['last']}{slot}{macros['closed']}"
        elif place["many"]:
            slot += f"(?:{macros['separator']}{slot})*"
        return f"(?P<{place['name']}>{slot})"

    asked = Asked(OPEN, CLOSE)

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


class SlottedUnit:
    """A unit with the values in it, as patterns see it. Patterns that ask for kinds of which the same things
    are there share one text."""

    def __init__(self, reading: Reading, values: Sequence[Value], kinds: Kinds) -> None:
        self._slots = UnitSlots(reading, values, kinds)
        self._texts: dict[frozenset[str], SlottedText] = {}

    def find(self, pattern: Pattern) -> list[Match]:
        """All matches of the pattern, left to right."""
        slotted = self._texts.get(pattern.wanted)
        if slotted is None:
            slotted = self._texts[pattern.wanted] = self._slots.text(pattern.wanted)
        matches = []
        for found in pattern.finder.matches(slotted.text):
            bound = {
                name: Bound(*slotted.span(found.span(name)), slotted.within(found.span(name)))
                for name in pattern.kinds
                if found.start(name) >= 0
            }
            matches.append(Match(*slotted.span(found.span()), bound))
        return matches
