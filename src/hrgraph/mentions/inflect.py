"""Every inflected form of a Latvian noun, adjective or participle, from its dictionary form.

The paradigms are data (data/lexicon/paradigms.toml). The word class of a dictionary form is not known, so
all paradigms its ending allows are applied: a form that no reader ever writes does no harm, a missing one
does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hrgraph.errors import LexiconError
from hrgraph.text.tables import read_table


@dataclass(frozen=True)
class _Ending:
    ends: str
    cut: str
    paradigms: tuple[str, ...]
    hardened: str | None = None
    singular: bool = False


class Inflector:
    """Makes forms by the paradigms of one file."""

    def __init__(
        self,
        paradigms: Mapping[str, Sequence[str]],
        singular: Mapping[str, Sequence[str]],
        endings: Sequence[_Ending],
        softening: Sequence[tuple[str, str]],
        sixth: Sequence[str],
        irregular: Mapping[str, Sequence[str]],
    ) -> None:
        self._paradigms = paradigms
        self._singular = singular
        self._endings = endings
        self._softening = softening
        self._sixth = tuple(sixth)
        self._irregular = irregular
        self.forms = cache(self._forms)
        self.singular = cache(self._forms_of_one)

    def _forms(self, word: str) -> frozenset[str]:
        """All forms of the dictionary form `word`, in lower case, the word itself among them."""
        word = word.lower()
        if word in self._irregular:
            return frozenset(self._irregular[word]) | {word}
        if stem := self._sixth_stem(word):
            return frozenset(self._with_endings(stem, "sixth")) | {word}
        for ending in self._endings:
            if word.endswith(ending.ends) and len(word) > len(ending.ends) + 1:
                stem = word.removesuffix(ending.cut)
                forms = {form for name in ending.paradigms for form in self._with_endings(stem, name)}
                if ending.hardened is not None:
                    for hard in self._hard(stem):
                        forms.update(self._with_endings(hard, ending.hardened))
                return frozenset(forms) | {word}
        return frozenset({word})

    def _forms_of_one(self, word: str) -> frozenset[str]:
        """The forms of `word` in the singular; all its forms when it is a plural or irregular."""
        lower = word.lower()
        for ending in self._endings:
            if lower.endswith(ending.ends) and len(lower) > len(ending.ends) + 1:
                if not ending.singular or lower in self._irregular or self._sixth_stem(lower):
                    break
                stem = lower.removesuffix(ending.cut)
                return frozenset(
                    form for name in ending.paradigms for form in self._ended(stem, self._singular[name])
                )
        return self.forms(word)

    def _sixth_stem(self, word: str) -> str | None:
        singular = word[:-2] + "s" if word.endswith("is") else word
        return singular.removesuffix("s") if singular.endswith(self._sixth) else None

    def _with_endings(self, stem: str, paradigm: str) -> set[str]:
        return self._ended(stem, self._paradigms[paradigm])

    def _ended(self, stem: str, endings: Sequence[str]) -> set[str]:
        return {
            self._soft(stem) + ending[1:] if ending.startswith("~") else stem + ending for ending in endings
        }

    def _soft(self, stem: str) -> str:
        for hard, soft in self._softening:
            if stem.endswith(hard):
                return stem.removesuffix(hard) + soft
        return stem

    def _hard(self, stem: str) -> list[str]:
        """The stems that soften to `stem`, and itself where nothing softens it (praktiķi from praktiķis)."""
        hard = [stem.removesuffix(soft) + plain for plain, soft in self._softening if stem.endswith(soft)]
        return hard or ([stem] if stem.endswith(("r", "j", "ķ", "ģ")) else [])


def read_inflector(file: Path) -> Inflector:
    """The inflector whose paradigms `file` holds. Raises LexiconError when the file is malformed."""
    table = read_table(file, LexiconError)
    try:
        paradigms = {name: (*p["singular"], *p["plural"]) for name, p in table["paradigm"].items()}
        singular = {name: p["singular"] for name, p in table["paradigm"].items()}
        endings = [
            _Ending(
                rule["ends"],
                rule["cut"],
                tuple(rule["paradigms"]),
                rule.get("hardened"),
                rule.get("singular", False),
            )
            for rule in table["ending"]
        ]
        unknown = {name for ending in endings for name in ending.paradigms} - set(paradigms)
        if unknown:
            raise LexiconError(f"no such paradigm: {', '.join(sorted(unknown))}", file)
        softening = [(hard, soft) for hard, soft in table["softening"]["pairs"]]
        return Inflector(paradigms, singular, endings, softening, table["sixth"]["words"], table["irregular"])
    except KeyError as problem:
        raise LexiconError(f"the paradigms are malformed: {problem}", file) from problem
