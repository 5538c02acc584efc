"""Which rules are worth trying with the words of a unit, told by what their patterns require."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from hrgraph.assertions.model import Reading
from hrgraph.assertions.needs import WordFinder
from hrgraph.assertions.pattern import Kinds, member
from hrgraph.assertions.required import MEMBER, Clause, weight
from hrgraph.assertions.rules import VALUE_KINDS, Rule
from hrgraph.assertions.values import Value
from hrgraph.mentions.match import Mention


class RuleIndex:
    """Finds the rules for a unit by its words: rules whose words are not there cost nothing."""

    def __init__(self, rules: Iterable[Rule], kinds: Kinds) -> None:
        self.rules = tuple(rules)
        self.kinds = kinds
        asked = {one for rule in self.rules for clause in rule.required for one in clause}
        self._members = frozenset(one for one in asked if one.startswith(MEMBER))
        self._words = WordFinder(asked - self._members)
        self._needing: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._allowed = lru_cache(1 << 12)(self._allowed_in)
        self._shown = lru_cache(1 << 14)(self._shown_by)
        self._required = [self._in_turn(rule) for rule in self.rules]
        for number, rule in enumerate(self.rules):
            clauses = [clause for clause in rule.required if clause.isdisjoint(self._members)]
            for word in max(clauses, key=weight, default=()):
                self._needing[word].append(number)
            if not clauses:
                self._always.append(number)

    def promising(
        self, reading: Reading, values: Iterable[Value], document: frozenset[str]
    ) -> Iterator[Rule]:
        """The rules, in order, that may look at this unit of a document of these classes, and require
        nothing that it lacks."""
        numbers = set(self._always)
        text = reading.text
        present = self._words.found(text)
        for word in present:
            numbers.update(self._needing.get(word, ()))
        numbers &= self._allowed(reading.unit.id, reading.unit.kind, document)
        present.update(member(value.kind) for value in values)
        left = [one for one in sorted(numbers) if not any(map(present.isdisjoint, self._required[one][0]))]
        if not left:
            return
        places: dict[tuple[int, int], list[Mention]] = {}
        for mention in reading.mentions:
            places.setdefault((mention.start, mention.end), []).append(mention)
        for (start, end), mentions in places.items():
            words = text[start:end]
            for one in mentions:
                for other in mentions:
                    present |= self._shown(one.key, other.phrase, words)
        for number in left:
            if not any(map(present.isdisjoint, self._required[number][1])):
                yield self.rules[number]

    def _in_turn(self, rule: Rule) -> tuple[list[Clause], list[Clause]]:
        """What the rule requires of words and values alone, which is asked first, and what of things."""
        things = self._members.difference(map(member, VALUE_KINDS))
        first = [clause for clause in rule.required if clause.isdisjoint(things)]
        return first, [clause for clause in rule.required if clause not in first]

    def _allowed_in(self, unit: str, kind: str, document: frozenset[str]) -> frozenset[int]:
        """The rules that may look at a unit of this id and kind in a document of these classes."""
        above = self.kinds.vocabulary.above((kind,))
        return frozenset(
            number
            for number, rule in enumerate(self.rules)
            if (not rule.document or rule.document in document)
            and (not rule.kind or rule.kind in above)
            and (rule.within is None or rule.within.search(unit))
        )

    def _shown_by(self, key: str, phrase: str, words: str) -> frozenset[str]:
        """The members that a thing is where these words, a form of the phrase, name it."""
        cases = self.kinds.cases.of(phrase, words).split("@")  # the first is empty: without a case
        return self._members.intersection(member(kind, case) for kind in self.kinds.of(key) for case in cases)
