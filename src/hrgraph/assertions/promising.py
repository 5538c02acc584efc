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
        self._members = frozenset(one for one in asked if one.startswith(MEMBER))
        self._words = WordFinder(asked - self._members)
        clauses: dict[Clause, int] = {}
        for rule in self.rules:
            for clause in rule.required:
                clauses.setdefault(clause, 1 << len(clauses))
        self._required = [_all(clauses[clause] for clause in rule.required) for rule in self.rules]
        self._fulfilled = {
            one: _all(bit for clause, bit in clauses.items() if one in clause) for one in asked
        }
        self._needing = dict.fromkeys(asked, 0)
        self._always = 0
        for number, rule in enumerate(self.rules):
            of_words = [clause for clause in rule.required if clause.isdisjoint(self._members)]
            for word in max(of_words, key=weight, default=()):
                self._needing[word] |= 1 << number
            if not of_words:
                self._always |= 1 << number
        self._allowed = lru_cache(1 << 12)(self._allowed_in)
        self._shown = lru_cache(1 << 14)(self._shown_by)
        self._numbered = lru_cache(1 << 12)(self._numbers)

    def promising(
        self, reading: Reading, values: Iterable[Value], document: frozenset[str]
    ) -> Iterator[Rule]:
        """The rules, in order, that may look at this unit of a document of these classes, and require
        nothing that it lacks."""
        rules, fulfilled = self._always, 0
        for word in self._words.found(reading.text):
            fulfilled |= self._fulfilled[word]
            rules |= self._needing[word]
        rules &= self._allowed(reading.unit.id, reading.unit.kind, document)
        if not rules:
            return
        for value in values:
            fulfilled |= self._fulfilled.get(member(value.kind), 0)
        for (start, end), mentions in reading.places.items():
            words = reading.text[start:end]
            for one in mentions:
                for other in mentions:
                    fulfilled |= self._shown(one.key, other.phrase, words)
        for number in self._numbered(rules):
            if not self._required[number] & ~fulfilled:
                yield self.rules[number]

    def _numbers(self, rules: int) -> tuple[int, ...]:
        return tuple(number for number in range(len(self.rules)) if rules >> number & 1)

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
        """What a thing fulfils where these words, a form of the phrase, name it."""
        cases = self.kinds.cases.of(phrase, words).split("@")  # the first is empty: without a case
        kinds = self.kinds.of(key)
        return _all(self._fulfilled.get(member(kind, case), 0) for kind in kinds for case in cases)


def _all(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
