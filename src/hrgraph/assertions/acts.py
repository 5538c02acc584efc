"""The acts of an action: its leading verbs in order, the kind of each, and the aims they serve.

Latvian action plans speak in infinitives: a sentence opens with the leading infinitive ('Atbalstīt …'),
further ones are joined to it ('… un stiprināt …'). An infinitive that another word governs ('spējas
īstenot') is no act of its own; what is joined to such an infinitive without a comma is governed too.
An auxiliary that opens the sentence ('Turpināt iestāties … un atbalstīt') holds for what is joined by 'un';
one further on for its own verb only; one that no verb follows ('Turpināt darbu') is the act itself.
An aim may stand in the passive ('lai tiktu izskausta un novērsta vardarbība').
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from hrgraph.assertions.model import ANY_KIND, Assertion, Evidence, Literal, Node, Reading
from hrgraph.assertions.values import Value
from hrgraph.errors import LexiconError
from hrgraph.mentions.lexicon import Lexicon
from hrgraph.mentions.tokens import Token, tokenise
from hrgraph.rdf.terms import HR, RDF_TYPE, XSD, thing
from hrgraph.text.finder import Finder

RULE = "leading-verbs"
_SENTENCE_END = Finder(re.compile(r"(?<!sk)(?<!\d)\.(?= [^\Wa-zāčēģīķļņšūž])"))
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

    `again`: start and end of each place where the verb comes back in that position.
    """

    verb: str
    kind: str
    position: str
    start: int
    end: int
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
    start = 0
    ends = [*(match.end() for match in _SENTENCE_END.matches(text)), len(text)]
    for end in ends:
        found += _Sentence(text[start:end], start, verbs).acts()
        start = end
    once: dict[tuple[str, str], list[ActFound]] = {}
    for act in found:
        once.setdefault((act.verb, act.position), []).append(act)
    return [
        replace(first, again=tuple((act.start, act.end) for act in others))
        for first, *others in once.values()
    ]


class _Sentence:
    def __init__(self, text: str, offset: int, verbs: Verbs) -> None:
        self.tokens = tokenise(text)
        self.words = [token.text.lower() for token in self.tokens]
        self.offset = offset
        self.verbs = verbs

    def acts(self) -> list[ActFound]:
        found: list[ActFound] = []
        level = ""
        auxiliary = opening = ""
        in_aim = passive = False
        alone = 0
        for place, word in enumerate(self.words):
            if word == "lai":
                in_aim, passive = True, False
            elif in_aim and self._ends_aim(place):
                in_aim = False
            if in_aim:
                passive = passive or word == "tiktu"
                aim = self._participle(word) if passive else self._conditional(word)
                if aim is not None:
                    found.append(self._act(place, aim, "purpose", ""))
                continue
            verb = self.verbs.infinitive(word)
            if verb is None:
                continue
            if verb in self.verbs.auxiliaries:
                auxiliary, alone = verb, place
                continue
            level = self._level(place, level, found, bool(auxiliary))
            if not found:
                opening = auxiliary
            elif level == "main" and not auxiliary and self._joint(place - 1) == "and":
                auxiliary = opening
            if level in ("main", "secondary"):
                found.append(self._act(place, verb, level, auxiliary))
            auxiliary = ""
        if auxiliary and not found:
            found.append(self._act(alone, auxiliary, "main", ""))
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

    def _act(self, place: int, verb: str, position: str, auxiliary: str) -> ActFound:
        token: Token = self.tokens[place]
        kind = self.verbs.kinds.get(verb, "other")
        for stem, key in self.verbs.by_object.get(verb, ()):
            if any(word.startswith(stem) for word in self.words[place + 1 :]):
                kind = key
                break
        start, end = token.start + self.offset, token.end + self.offset
        return ActFound(verb, kind, position, start, end, auxiliary)


def acts_of(readings: Iterable[Reading], verbs: Verbs) -> dict[str, list[ActFound]]:
    """The acts of every action among the readings, by the id of the unit."""
    return {
        reading.unit.id: find_acts(reading.text, verbs)
        for reading in readings
        if reading.unit.kind in ("Action", ANY_KIND)
    }


def act_iri(document: str, unit: str, number: int) -> str:
    """The IRI of an act, by its number in the unit."""
    return thing(f"{document}/{unit}/act.{number}")


def act_values(reading: Reading, acts: Iterable[ActFound]) -> list[Value]:
    """Where the verbs of the acts stand in the words of a unit, for rules that speak of acts."""
    return [
        Value("Act", act.verb, start, end, act_iri(reading.document, reading.unit.id, number))
        for number, act in enumerate(acts, start=1)
        for start, end in ((act.start, act.end), *act.again)
    ]


def act_statements(
    readings: Iterable[Reading], acts: Mapping[str, Sequence[ActFound]]
) -> tuple[list[Assertion], list[Node]]:
    """The acts found in the readings, by the id of the unit, as statements and nodes."""
    made: list[Assertion] = []
    nodes: list[Node] = []
    for reading in readings:
        unit = thing(f"{reading.document}/{reading.unit.id}")
        for number, act in enumerate(acts.get(reading.unit.id, ()), start=1):
            evidence = Evidence(reading.document, reading.unit.id, act.start, act.end, RULE)
            node = act_iri(reading.document, reading.unit.id, number)
            nodes.append(
                Node(
                    node,
                    ("Act",),
                    f"{act.verb} ({reading.unit.id})",
                    f"act {number} of {reading.unit.id}: {act.verb}",
                )
            )
            pairs: list[tuple[str, str, str | Literal]] = [
                (node, RDF_TYPE, HR + "Act"),
                (unit, HR + "hasAct", node),
                (node, HR + "ordinal", Literal(str(number), datatype=XSD + "positiveInteger")),
                (node, HR + "verb", Literal(act.verb, datatype=XSD + "string")),
                (node, HR + "hasActType", thing(act.kind)),
                (node, HR + "hasActPosition", thing(act.position)),
            ]
            if act.auxiliary:
                pairs.append((node, HR + "auxiliaryVerb", Literal(act.auxiliary, datatype=XSD + "string")))
            if number == 1:
                pairs.append((unit, HR + "hasLeadingActType", thing(act.kind)))
            made += [Assertion(*pair, evidence) for pair in pairs]
    return made, nodes
