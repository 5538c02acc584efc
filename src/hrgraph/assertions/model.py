"""Assertions and their evidence."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hrgraph.mentions.match import Mention
from hrgraph.structure.units import Unit

ANY_KIND = ""
"""The kind of a unit that stands for parts of all kinds, as in the examples of rules."""


@dataclass(frozen=True)
class Literal:
    """A value: words in a language, or a string, date expression or number of an XSD datatype."""

    value: str
    language: str = ""
    datatype: str = ""


class Evidence(NamedTuple):
    """The words text[start:end] of one unit, and who read what out of them.

    `maker` is the id of an extraction rule, or `curator/NAME`; `status` a review status. When the evidence
    is that a name stands there, `mention` is that name.
    """

    document: str
    unit: str
    start: int
    end: int
    maker: str
    status: str = "automatic"
    reason: str = ""
    mention: Mention | None = None


class Assertion(NamedTuple):
    """Subject and predicate as IRIs, object as IRI or Literal, and the words that say it."""

    subject: str
    predicate: str
    object: str | Literal
    evidence: Evidence

    @property
    def triple(self) -> tuple[str, str, str | Literal]:
        """The statement without its evidence."""
        return self.subject, self.predicate, self.object


@dataclass(frozen=True)
class Node:
    """A thing that a rule or a curator names because the text speaks of it without a name of its own."""

    iri: str
    classes: tuple[str, ...]
    lv: str
    en: str


class Anaphor(NamedTuple):
    """A word that speaks of a thing as a name does and is none, such as 'viņa', 'ministre' or 'A. Liepa'; the
    words that name the thing begin at `since`, or it is named in another unit."""

    mention: Mention
    since: int


@dataclass(frozen=True)
class Reading:
    """One unit with the mentions found in it: what every rule works on. `anaphors` are no mentions."""

    document: str
    unit: Unit
    mentions: tuple[Mention, ...]
    anaphors: tuple[Anaphor, ...] = ()

    @property
    def text(self) -> str:
        """The clean words of the unit."""
        return self.unit.words.text

    @property
    def named(self) -> tuple[Mention, ...]:
        """All that things can be spoken of by: the mentions in order, and then the anaphors."""
        return (*self.mentions, *(one.mention for one in self.anaphors))

    @cached_property
    def places(self) -> dict[tuple[int, int], list[Mention]]:
        """The same by start and end."""
        places: dict[tuple[int, int], list[Mention]] = {}
        for mention in self.named:
            places.setdefault((mention.start, mention.end), []).append(mention)
        return places

    @cached_property
    def since(self) -> dict[Mention, int]:
        """For each anaphor where the words begin that name what it speaks of."""
        return {one.mention: one.since for one in self.anaphors}
