"""The acts of an action: its leading verbs in order, the kind of each, and the aims they serve.

Latvian action plans speak in infinitives: a sentence opens with the leading infinitive ('Atbalstīt …'),
further ones are joined to it ('… un stiprināt …'). An infinitive that another word governs ('spējas
īstenot') is no act of its own; what is joined to such an infinitive without a comma is governed too.
An auxiliary that opens the sentence ('Turpināt iestāties … un atbalstīt') holds for what is joined by 'un';
one further on for its own verb only; one that no verb follows ('Turpināt darbu') is the act itself.
An aim may stand in the passive ('lai tiktu izskausta un novērsta vardarbība').
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from hrgraph.assertions.sentences import sentences
from hrgraph.errors import LexiconError
from hrgraph.mentions.lexicon import Lexicon
from hrgraph.mentions.tokens import Token, tokenise

_REMEMBERED = 1 << 14
"""Different words that are kept with what they are."""
_INFINITIVE = re.compile(r"\w{2,}(?:[āēīkpszrnldm]t|(?:[āēī]|[kpszrnldm])ties)$")

_PASSIVE = re.compile(r"(?<=t)(?:a|as|i|s)$")


@dataclass(frozen=True)
class Verbs:
    """What the lexicon knows of verbs.

    kinds: infinitive → KEY of its kind of act. by_object: infinitive → list of (stem of a following word,
    KEY). auxiliaries: infinitives that only modify the next one. finite: other forms → infinitive.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    by_object: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    auxiliaries: frozenset[str] = frozenset()
    finite: Mapping[str, str] = field(default_factory=dict)
    calling: frozenset[str] = frozenset()
    governed: frozenset[str] = frozenset()

    @cached_property
    def infinitive(self) -> Callable[[str], str | None]:
        """The infinitive that a word in lower case is, or stands for; None when it is no such verb."""
        return lru_cache(_REMEMBERED)(self._infinitive)

    def _infinitive(self, word: str) -> str | None:
        if word in self.finite:
            return self.finite[word]
        known = word in self.kinds or word in self.by_object
        known = known or word in self.auxiliaries or word in self.governed
        return word if known or _INFINITIVE.search(word) else None


@dataclass(frozen=True)
class ActFound:
    """One act: infinitive, kind (KEY), position (main, secondary or purpose) and where its verb stands.

    `since`: where the verb or its auxiliary begins. `until`: where the verb ends, or its object if that tells
    the kind. `again`: start and end of each place where the verb comes back in that position.
    """

    verb: str
    kind: str
    position: str
    start: int
    end: int
    since: int
    until: int
    auxiliary: str = ""
    again: tuple[tuple[int, int], ...] = ()


def verbs_of(lexicon: Lexicon) -> Verbs:
    """The verbs of the lexicon. Raises LexiconError when one infinitive has two kinds."""
    kinds: dict[str, str] = {}
    for entry in lexicon.entries.values():
        for verb in entry.verbs:
            if kinds.setdefault(verb, entry.key) != entry.key:
                raise LexiconError(f"{verb!r} is both {kinds[verb]} and {entry.key}", entry.file, entry.line)
    settings: Mapping[str, Any] = lexicon.settings.get("verbs", {})
    by_object = {
        verb: [(stem, key) for key, stems in table.items() for stem in stems]
        for verb, table in settings.get("by_object", {}).items()
    }
    return Verbs(
        kinds,
        by_object,
        frozenset(settings.get("auxiliaries", ())),
        settings.get("finite", {}),
        frozenset(settings.get("calling", ())),
        frozenset(settings.get("governed", ())),
    )


def find_acts(text: str, verbs: Verbs) -> list[ActFound]:
    """The acts of one action in reading order: a leading verb that comes back counts once."""
    found: list[ActFound] = []
    for start, end in sentences(text):
        found += _Sentence(text[start:end], start, verbs).acts()
    once: dict[tuple[str, str], list[ActFound]] = {}
    for act in found:
        once.setdefault((act.verb, act.position), []).append(act)
    return [
        replace(first, again=tuple((act.start, act.end) for act in others))
        for first, *others in once.values()
    ]


class _Word(NamedTuple):
    """A verb in the infinitive and its place among the words of its sentence."""

    verb: str
    place: int


_NONE = _Word("", -1)


class _Sentence:
    def __init__(self, text: str, offset: int, verbs: Verbs) -> None:
        self.tokens = tokenise(text)
        self.words = [token.text.lower() for token in self.tokens]
        self.offset = offset
        self.verbs = verbs

    def acts(self) -> list[ActFound]:
        found: list[ActFound] = []
        level = ""
        auxiliary = opening = _NONE
        in_aim = passive = False
        for place, word in enumerate(self.words):
            if word == "lai":
                in_aim, passive = True, False
            elif in_aim and self._ends_aim(place):
                in_aim = False
            if in_aim:
                passive = passive or word == "tiktu"
                aim = self._participle(word) if passive else self._conditional(word)
                if aim is not None:
                    found.append(self._act(place, aim, "purpose"))
                continue
            verb = self.verbs.infinitive(word)
            if verb is None:
                continue
            if verb in self.verbs.auxiliaries:
                auxiliary = _Word(verb, place)
                continue
            level = self._level(place, level, found, bool(auxiliary.verb))
            if not found:
                opening = auxiliary
            elif level == "main" and not auxiliary.verb and self._joint(place - 1) == "and":
                auxiliary = opening
            if level in ("main", "secondary"):
                found.append(self._act(place, verb, level, auxiliary))
            auxiliary = _NONE
        if auxiliary.verb and not found:
            found.append(self._act(auxiliary.place, auxiliary.verb, "main"))
        return found

    def _ends_aim(self, place: int) -> bool:
        word = self.words[place]
        if word in (";", "—") or word in self.verbs.finite:
            return True
        if self.verbs.infinitive(word) is not None and self._joint(place - 1) == "including":
            return True
        return word == "un" and self._before(place) == ","

    def _level(self, place: int, previous: str, found: Sequence[ActFound], helped: bool) -> str:
        leading = [act.verb for act in found if act.position == "main"]
        if not leading:
            return "main"
        if leading[-1] in self.verbs.calling:
            return "governed"
        opener = place - 2 if helped else place - 1
        joint = self._joint(opener)
        if joint == "including":
            return "secondary"
        if joint == "and":
            return previous
        if joint == "new":
            return "main"
        return "governed"

    def _joint(self, place: int) -> str:
        """How what follows `place` is joined on, past adverbs: `and`, `new`, `including` or nothing."""
        while (
            place > 0
            and re.fullmatch(r"\w+(?:i|āk|vairāk)", self.words[place])
            and self.words[place] != "arī"
        ):
            place -= 1
        word, before = self.words[place], self._before(place)
        if word == "skaitā" and before == "tai":
            return "including"
        if word in ("un", "arī") and self._comma(place):
            return "new"
        return "and" if word in ("un", ",", "vai") else ""

    def _comma(self, place: int) -> bool:
        start = place - 1 if self.words[place] == "un" else place - 2
        return start >= 0 and self.words[start] == ","

    def _before(self, place: int) -> str:
        return self.words[place - 1] if place > 0 else ""

    def _conditional(self, word: str) -> str | None:
        """The infinitive of 'novērstu', 'sagatavotos' when it is a verb of the lexicon."""
        infinitive = word.removesuffix("os") + "ies" if word.endswith("tos") else word.removesuffix("u")
        known = infinitive in self.verbs.kinds or infinitive in self.verbs.by_object
        return infinitive if infinitive != word and known else None

    def _participle(self, word: str) -> str | None:
        """The infinitive of 'izskausta', 'novērsti' when it is a verb of the lexicon."""
        infinitive = _PASSIVE.sub("", word)
        known = infinitive in self.verbs.kinds or infinitive in self.verbs.by_object
        return infinitive if infinitive != word and known else None

    def _act(self, place: int, verb: str, position: str, auxiliary: _Word = _NONE) -> ActFound:
        token: Token = self.tokens[place]
        told, kind = place, self.verbs.kinds.get(verb, "other")
        for stem, key in self.verbs.by_object.get(verb, ()):
            later = range(place + 1, len(self.words))
            found = next((one for one in later if self.words[one].startswith(stem)), None)
            if found is not None:
                told, kind = found, key
                break
        since = self.tokens[auxiliary.place if auxiliary.verb else place].start + self.offset
        until = self.tokens[told].end + self.offset
        start, end = token.start + self.offset, token.end + self.offset
        return ActFound(verb, kind, position, start, end, since, until, auxiliary.verb)
