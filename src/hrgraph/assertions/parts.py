"""The part an actor has in an action when no rule says more of it (data/rules/parts.toml).

An action that names a party without making it doer or partner is about that party: it addresses, helps or
engages it, or serves its rights. Which, the party's class tells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from hrgraph.assertions.acts import ActFound
from hrgraph.assertions.model import Assertion, Evidence, Reading
from hrgraph.assertions.sentences import sentence_around
from hrgraph.errors import RuleError
from hrgraph.mentions.lexicon import Entry
from hrgraph.mentions.match import Mention
from hrgraph.rdf.terms import HR, thing
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.text.tables import read_table

FILE = "parts.toml"
_NEEDED = ("id", "lv", "en", "kind", "class", "property", "unless")


@dataclass(frozen=True)
class PartRule:
    """In units of `kind`, a thing of class `cls` gets `property` unless one of `unless` says its part."""

    id: str
    lv: str
    en: str
    kind: str
    cls: str
    property: str
    unless: tuple[str, ...]
    never: frozenset[str]


def read_parts(folder: Path, vocabulary: Vocabulary) -> tuple[PartRule, ...]:
    """The part rules of the folder. Raises RuleError when one is incomplete or contradicts the ontology."""
    file = folder / FILE
    tables = read_table(file, RuleError).get("part")
    if not isinstance(tables, list):
        raise RuleError("the file lacks its rules ([[part]])", file)
    return tuple(_rule(table, vocabulary, file) for table in tables)


def _rule(table: Mapping[str, object], vocabulary: Vocabulary, file: Path) -> PartRule:
    for needed in _NEEDED:
        if needed not in table:
            raise RuleError(f"a part rule lacks `{needed}`", file)
    unless, never = _texts(table["unless"]), _texts(table.get("never", []))
    rule = PartRule(
        str(table["id"]),
        str(table["lv"]),
        str(table["en"]),
        str(table["kind"]),
        str(table["class"]),
        str(table["property"]),
        unless,
        frozenset(never),
    )
    for name in (rule.property, *rule.unless):
        if name not in vocabulary.properties:
            raise RuleError(f"{rule.id}: the ontology has no property {name}", file)
    for cls in (rule.kind, rule.cls):
        if cls not in vocabulary.classes:
            raise RuleError(f"{rule.id}: the ontology has no class {cls}", file)
    return rule


def _in_its_own_right(mention: Mention, entries: Mapping[str, Entry], vocabulary: Vocabulary) -> bool:
    """Whether the action is about this party, and not about a term or another party whose name holds it."""
    if mention.inside is None:
        return True
    return mention.outright and "Actor" not in vocabulary.above(entries[mention.inside.key].classes)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def part_statements(
    readings: Iterable[Reading],
    rules: Sequence[PartRule],
    said: Iterable[Assertion],
    entries: Mapping[str, Entry],
    vocabulary: Vocabulary,
    acts: Mapping[str, Sequence[ActFound]] = MappingProxyType({}),
) -> list[Assertion]:
    """The parts that the rules give to things named in their own right, by mention.

    `said` is what other rules say already; `acts` are those found in the units, by their ids.
    """
    made: dict[Assertion, None] = {}
    concerned = {rule.kind for rule in rules}
    readings = [reading for reading in readings if reading.unit.kind in concerned]
    known = {assertion.triple for assertion in said} if readings else set()
    for reading in readings:
        unit = thing(f"{reading.document}/{reading.unit.id}")
        for rule in rules:
            if rule.kind != reading.unit.kind:
                continue
            for mention in reading.mentions:
                if not _in_its_own_right(mention, entries, vocabulary):
                    continue
                if (
                    rule.cls not in vocabulary.above(entries[mention.key].classes)
                    or mention.key in rule.never
                ):
                    continue
                if any((unit, HR + name, thing(mention.key)) in known for name in rule.unless):
                    continue
                place = _saying(reading.text, mention, acts.get(reading.unit.id, ()))
                evidence = Evidence(reading.document, reading.unit.id, *place, rule.id)
                made.setdefault(Assertion(unit, HR + rule.property, thing(mention.key), evidence))
    return list(made)


def _saying(text: str, mention: Mention, acts: Iterable[ActFound]) -> tuple[int, int]:
    """The words that say it, for a name alone does not: its sentence up to the name, and all of it where no
    verb of an act stands before the name."""
    start, end = sentence_around(text, mention.start, mention.end)
    return start, mention.end if any(start <= act.start < mention.start for act in acts) else end
