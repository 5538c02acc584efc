"""Which rules are worth trying with the words of a unit, told by what their patterns require.

A set of rules, or of clauses, is a number with one bit for each: to join two of them or to ask whether one
holds the other then costs next to nothing.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_

from hrgraph.assertions.model import Reading
from hrgraph.assertions.needs import WordFinder
from hrgraph.assertions.pattern import member
from hrgraph.assertions.required import MEMBER, Clause, weight
from hrgraph.assertions.rules import Rule
from hrgraph.assertions.slots import Kinds
from hrgraph.assertions.values import Value


class RuleIndex:
    """Finds the rules for a unit by its words: rules whose words are not there cost nothing."""

    def __init__(self, rules: Iterable[Rule], kinds: Kinds) -> None:
        self.rules = tuple(rules)
        self.kinds = kinds
        asked = {one for rule in self.rules for clause in rule.required for one in clause}
        members = frozenset(one for one in asked if one.startswith(MEMBER))
        self._words = WordFinder(asked - members)
        clauses: dict[Clause, int] = {}
        """A bit for each, above those of the rules."""
        for rule in self.rules:
            for clause in rule.required:
                clauses.setdefault(clause, 1 << len(self.rules) + len(clauses))
        self._required = [_all(clauses[clause] for clause in rule.required) for rule in self.rules]
        self._shows = {one: _all(bit for clause, bit in clauses.items() if one in clause) for one in asked}
        """For a word, thing or value the clauses that it fulfils, and the rules to try because of it."""
        self._always = 0
        for number, rule in enumerate(self.rules):
            of_words = [clause for clause in rule.required if clause.isdisjoint(members)]
            for one in max(of_words or rule.required, key=weight, default=()):
                self._shows[one] |= 1 << number
            if not rule.required:
                self._always |= 1 << number
        self._allowed = lru_cache(1 << 12)(self._allowed_in)
        self._shown = lru_cache(1 << 14)(self._shown_by)

    def promising(
        self, reading: Reading, values: Iterable[Value], document: frozenset[str]
    ) -> Iterator[Rule]:
        """The rules, in order, that may look at this unit of a document of these classes, and require
        nothing that it lacks."""
        shown = self._always
        text = reading.text
        for word in self._words.found(text):
            shown |= self._shows[word]
        for value in values:
            shown |= self._shows.get(member(value.kind), 0)
        for (start, end), mentions in reading.places.items():
            words = text[start:end]
            for one in mentions:
                for other in mentions:
                    shown |= self._shown(one.key, other.phrase, words)
        missing = ~shown
        rules = shown & self._allowed(reading.unit.id, reading.unit.kind, document)
        while rules:
            number = (rules & -rules).bit_length() - 1
            rules &= rules - 1
            if not self._required[number] & missing:
                yield self.rules[number]

    def _allowed_in(self, unit: str, kind: str, document: frozenset[str]) -> int:
        """The rules that may look at a unit of this id and kind in a document of these classes."""
        above = self.kinds.vocabulary.above((kind,))
        return _all(
            1 << number
            for number, rule in enumerate(self.rules)
            if (not rule.document or rule.document in document)
            and (not rule.kind or rule.kind in above)
            and (rule.within is None or rule.within.search(unit))
        )

    def _shown_by(self, key: str, phrase: str, words: str) -> int:
        """What a thing shows where these words, a form of the phrase, name it."""
        cases = self.kinds.cases.of(phrase, words).split("@")  # the first is empty: without a case
        kinds = self.kinds.of(key)
        return _all(self._shows.get(member(kind, case), 0) for kind in kinds for case in cases)


def _all(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
