"""The grammatical case in which a name stands, by the endings of its words (data/rules/patterns.toml).

Word order is free in Latvian: in 'Ukrainu atbalsta Vācija' the case alone tells who supports whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hrgraph.mentions.tokens import tokenise


@dataclass(frozen=True)
class Cases:
    """`endings`: case → ending of the dictionary form → endings in that case. `told`: the cases of a phrase
    and a form of it in small letters, where no ending tells them.

    The word that tells is the last one that changed, else the last one before any of the `prepositions`.
    """

    endings: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    prepositions: frozenset[str] = frozenset()
    told: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def of(self, phrase: str, words: str) -> str:
        """The cases that `words`, a form of the dictionary form `phrase`, can stand in: '@nom', '@acc' …

        What is not inflected, or cannot be told, can stand in any.
        """
        place = phrase, words
        if place not in self._known:
            told = self.told.get((phrase, words.lower())) if self.told else None
            if told is None:
                told = "".join(f"@{case}" for case in self.endings if self._fits(case, *place))
            self._known[place] = told
        return self._known[place]

    def _fits(self, case: str, phrase: str, words: str) -> bool:
        base = [token.text for token in tokenise(phrase)]
        form = [token.text for token in tokenise(words)]
        if len(base) != len(form) or words.isupper():
            return True
        changed = [
            (a, b)
            for a, b in zip(base, form, strict=True)
            if a.casefold() != b.casefold() and not b.isdecimal()
        ]
        head = next(
            (place for place, word in enumerate(base) if place and word in self.prepositions), len(base)
        )
        last, here = changed[-1] if changed else (base[head - 1], form[head - 1])
        table = self.endings[case]
        ending = max((one for one in table if last.endswith(one)), key=len, default=None)
        if ending is None:
            return True
        told = [one for other in self.endings.values() for one in other.get(ending, ()) if here.endswith(one)]
        longest = max(map(len, told), default=0)
        return any(
            here.endswith(one) and len(one) == longest and (bool(changed) == (one != ending))
            for one in table[ending]
        )
