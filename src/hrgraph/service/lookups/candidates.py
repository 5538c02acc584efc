"""A name as somebody else wrote it in; the things that it may mean, with scores, out.

100 is the name itself, whatever its capitals and diacritics; 95 a name of one word without its capital, which
may be a common noun; 90 all words of the name in other forms; 60 to 85 a longer name that holds the words;
below 80 a name of much the same letters. Only the name itself is a sure match, and only when it is the name
of one thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from hrgraph.latvian.alphabet import fold
from hrgraph.latvian.forms import WORD, Forms
from hrgraph.service.lookups.search import Entry, Index
from hrgraph.store.names import Named

EXACT = 100.0
_UNCAPITALISED = 95.0
_INFLECTED = 90.0
_HOLDS = 60.0
_HOLDS_MOST = 25.0
_ALIKE = 0.8
_LEAST_ALIKE = 75.0
_OTHER_TYPE = 20.0
"""What a candidate loses that is of none of the types that should be."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant: which of its names is how close."""

    key: str
    name: str
    score: float


class Candidates:
    """All things by their names. `above` gives a class and the classes that it is narrower than."""

    def __init__(self, named: Iterable[Named], forms: Forms, above: Mapping[str, frozenset[str]]) -> None:
        self.things = {thing.key: thing for thing in named}
        self._above = above
        self._names = [
            (thing.key, name)
            for thing in self.things.values()
            for name in dict.fromkeys((thing.lv, thing.en, *thing.others))
            if name
        ]
        self._plain = [_plain(name) for _, name in self._names]
        self._exact: dict[str, dict[str, str]] = defaultdict(dict)
        for (key, name), plain in zip(self._names, self._plain, strict=True):
            self._exact[plain].setdefault(key, name)
        self._index = Index((Entry(key, "name", name, "") for key, name in self._names), forms)

    def classes(self, key: str) -> frozenset[str]:
        """The classes of a thing and all that these are narrower than."""
        direct = self.things[key].classes
        return frozenset(direct).union(*(self.above(name) for name in direct))

    def above(self, name: str) -> frozenset[str]:
        """The classes that a class is narrower than."""
        return self._above.get(name, frozenset())

    def named(self, words: str) -> frozenset[str]:
        """The KEYs of the things with just this name, whatever its capitals and diacritics."""
        return frozenset(self._exact.get(_plain(words), ()))

    def find(self, words: str, types: Sequence[str] = (), strict: str = "any") -> list[Candidate]:
        """The things that the words may name, the likeliest first.

        Of several `types` a thing needs one (`strict` is any) or all (all), or loses by having none (should).
        """
        found: dict[str, Candidate] = {}
        for key, name, score in self._scored(words):
            if key not in found or score > found[key].score:
                found[key] = Candidate(key, name, score)
        kept = (self._judged(candidate, types, strict) for candidate in found.values())
        return sorted((one for one in kept if one), key=lambda one: (-one.score, len(one.name), one.key))

    def starting(self, prefix: str) -> list[Candidate]:
        """The things with a name of which a word, best the first, starts so."""
        wanted = _plain(prefix)
        found: dict[str, Candidate] = {}
        for (key, name), plain in zip(self._names, self._plain, strict=True):
            score = EXACT if plain.startswith(wanted) else _HOLDS if f" {wanted}" in plain else 0
            if wanted and score and (key not in found or score > found[key].score):
                found[key] = Candidate(key, name, score)
        return sorted(found.values(), key=lambda one: (-one.score, len(one.name), one.key))

    def _scored(self, words: str) -> Iterable[tuple[str, str, float]]:
        plain = _plain(words)
        if not plain:
            return
        count = len(plain.split())
        for key, name in self._exact.get(plain, {}).items():
            is_bare = count == 1 and name[:1].isupper() and words.strip()[:1].islower()
            yield key, name, _UNCAPITALISED if is_bare else EXACT
        for hit in self._index.find(words):
            of = len(WORD.findall(hit.entry.words))
            score = _INFLECTED if of == count else _HOLDS + _HOLDS_MOST * count / of
            yield hit.entry.iri, hit.entry.words, score
        for _, likeness, number in process.extract(
            plain, self._plain, scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST_ALIKE, limit=50
        ):
            yield *self._names[number], likeness * _ALIKE

    def _judged(self, candidate: Candidate, types: Sequence[str], strict: str) -> Candidate | None:
        if not types:
            return candidate
        of = self.classes(candidate.key)
        fits = all(name in of for name in types) if strict == "all" else any(name in of for name in types)
        if fits:
            return candidate
        if strict != "should":
            return None
        return Candidate(candidate.key, candidate.name, candidate.score - _OTHER_TYPE)


def sure(candidates: Sequence[Candidate]) -> str | None:
    """The KEY of the one thing that bears just this name; None if there are none or several."""
    exact = [candidate.key for candidate in candidates if candidate.score == EXACT]
    return exact[0] if len(exact) == 1 else None


def _plain(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))
