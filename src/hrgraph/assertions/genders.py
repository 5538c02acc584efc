"""The grammatical gender of a thing by its name: 'tieslietu ministre' is a woman, 'padome' is feminine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hrgraph.mentions.tokens import TOKEN

ANY = ""
"""A gender that cannot be told."""


@dataclass(frozen=True)
class Genders:
    """`endings` gives for each gender how the head of a name ends in its dictionary form; one of them may be
    the plural. `sure` are those that a surname tells: 'Kalns' is a man, 'Liepa' may be either.

    `heads` are nouns that are the head wherever they stand in a name; else it is the last word before one of
    the `prepositions`.
    """

    endings: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, phrase: str, label: str) -> frozenset[str]:
        """The genders that the thing of this `label` can have that is called `phrase` in dictionary form.

        What is short for the label has its gender; the name of who fills a post may tell none.
        """
        place = phrase, label
        if place not in self._known:
            self._known[place] = self._of(phrase, label)
        return self._known[place]

    def may_be(self, noun: str, phrase: str, label: str) -> bool:
        """Whether the thing can be called by the noun alone: it is a word of its name, or of the label if
        the name is short for it, such as 'ECRI' and 'Konvenciju', or is that of who fills a post."""
        return noun in self._called(phrase, label) or self._holds(noun, phrase, label)

    def may_end_in(self, noun: str, phrase: str, label: str) -> bool:
        """The same where the noun may also end a longer one: 'apgabaltiesa' is a 'tiesa'."""
        return self.may_be(noun, phrase, label) or any(
            word.endswith(noun) for word in self._called(phrase, label)
        )

    def _called(self, phrase: str, label: str) -> list[str]:
        return words_of(phrase) + ([] if self._listed(phrase) else words_of(label))

    def _holds(self, noun: str, phrase: str, label: str) -> bool:
        return not self._listed(phrase) and self._listed(label)[:-1] == noun[:-1]

    def _of(self, phrase: str, label: str) -> frozenset[str]:
        head, whole = self._listed(phrase), self._listed(label)
        if head or self._short(phrase, label):
            return self._told(head or whole or self._last(label))
        told = self._told(self._last(phrase))
        return frozenset(self.endings) if whole and not told <= self.sure else told

    def _short(self, phrase: str, label: str) -> bool:
        whole = self._listed(label)
        form = bool(whole) and phrase.lower().startswith(whole[:-1])
        return not self._listed(phrase) and (phrase.isupper() or form)

    def _told(self, word: str) -> frozenset[str]:
        told = (gender for gender, ending in self.endings.items() if ending.search(word.lower()))
        return frozenset(told) or frozenset({ANY})

    def _listed(self, name: str) -> str:
        return next((word for word in words_of(name) if word in self.heads), "")

    def _last(self, name: str) -> str:
        words = words_of(name)
        end = next((place for place, word in enumerate(words) if place and word in self.prepositions), None)
        return (words[:end] or [""])[-1]


def words_of(name: str) -> list[str]:
    """The words of a name in small letters, without numbers and marks."""
    return [word.lower() for word in TOKEN.findall(name) if word[0].isalpha()]
