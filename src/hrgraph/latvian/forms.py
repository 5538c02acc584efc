"""A word in any inflected form in; keys that it shares with the other forms of the same word out.

A key is a paradigm and a stem: two words share one if both can be forms of one word of that paradigm. So a
word need not stand in any dictionary, and now and then two words share a key that have nothing to do with
each other (`runa`, `runāt`).
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from hrgraph.errors import StoreError
from hrgraph.latvian.alphabet import fold

FILE = "forms.json"
"""The file of a build that holds the endings."""

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST = 3
"""Letters that a stem has at least; shorter words match only as they stand."""

_REMEMBERED = 1 << 16
"""How many different words are kept with their keys: some 20 MB at most."""

Key = tuple[str, str]


class Forms:
    """The endings of one language.

    `paradigms` are the folded endings of each paradigm; `~` before one softens the stem. `softened` are
    pairs of how a stem ends, hard and soft. `irregular` lists all forms of a word.
    """

    def __init__(
        self,
        paradigms: Mapping[str, Sequence[str]],
        softened: Sequence[Sequence[str]] = (),
        irregular: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._table = {"paradigms": paradigms, "softened": softened, "irregular": dict(irregular)}
        self._softened = softened
        self._endings: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for paradigm, endings in paradigms.items():
            for ending in endings:
                self._endings[ending.removeprefix("~")].append((paradigm, ending.startswith("~")))
        self._irregular: dict[str, set[Key]] = defaultdict(set)
        for word, forms in irregular.items():
            for form in (word, *forms):
                self._irregular[form].add(("irregular", word))
        self._longest = max(map(len, self._endings), default=0)
        self.keys = lru_cache(_REMEMBERED)(self._keys)

    def _keys(self, word: str) -> frozenset[Key]:
        """The keys of one word."""
        folded = fold(word)
        keys = {("", folded)} | self._irregular.get(folded, set())
        for length in range(min(self._longest, len(folded) - _SHORTEST) + 1):
            stem = folded[: len(folded) - length]
            for paradigm, softens in self._endings.get(folded[len(stem) :], ()):
                keys.update((paradigm, hard) for hard in self._hard(stem, softens))
        return frozenset(keys)

    def _hard(self, stem: str, softens: bool) -> list[str]:
        hard = [stem.removesuffix(soft) + plain for plain, soft in self._softened if stem.endswith(soft)]
        return [stem, *hard] if softens else [stem]

    def found(self, words: str, text: str) -> tuple[str, ...]:
        """The words of the text that are forms of these words, or none if one of them is not found."""
        spoken = {word: self.keys(word) for word in WORD.findall(text)}
        found: dict[str, None] = {}
        for wanted in WORD.findall(words):
            keys = self.keys(wanted)
            same = [word for word, others in spoken.items() if keys & others]
            if not same:
                return ()
            found |= dict.fromkeys(same)
        return tuple(found)

    def as_json(self) -> bytes:
        """The endings as a file of the build, always the same bytes for the same endings."""
        return (json.dumps(self._table, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read_forms(file: Path) -> Forms:
    """The endings that a build wrote; StoreError if the file is there and holds none.

    A build of another make may lack the file: words then match only as they stand.
    """
    try:
        table = json.loads(file.read_bytes())
        return Forms(table["paradigms"], table["softened"], table["irregular"])
    except FileNotFoundError:
        return Forms({})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise StoreError(f"{file}: holds no endings of words; build again with `hrgraph build`") from problem
