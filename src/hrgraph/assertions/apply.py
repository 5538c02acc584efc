"""Runs the extraction rules over the units of a document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from hrgraph.assertions.act_statements import act_values
from hrgraph.assertions.acts import ActFound, Verbs
from hrgraph.assertions.anaphors import Anaphors
from hrgraph.assertions.cases import Cases
from hrgraph.assertions.doubt import Doubt
from hrgraph.assertions.model import ANY_KIND, Assertion, Evidence, Literal, Node, Reading
from hrgraph.assertions.pattern import Bound, Match, SlottedUnit
from hrgraph.assertions.promising import RuleIndex
from hrgraph.assertions.rules import NodeRule, Rule
from hrgraph.assertions.slots import Kinds
from hrgraph.assertions.values import ValueRules
from hrgraph.errors import RuleError
from hrgraph.mentions.lexicon import Entry
from hrgraph.rdf.terms import HR, RDF_TYPE, XSD, thing
from hrgraph.rdf.vocabulary import Vocabulary


@dataclass(frozen=True)
class Context:
    """What the rules need beside the words: entries and verbs of the lexicon, ontology, rules of values.

    `opaque` names the classes whose names a pattern does not look into; `doubt` tells where words do not say
    that something is so; `anaphors` which words speak of what was named before.
    """

    entries: Mapping[str, Entry]
    vocabulary: Vocabulary
    values: ValueRules
    opaque: frozenset[str] = frozenset()
    cases: Cases = field(default_factory=Cases)
    doubt: Doubt = field(default_factory=Doubt)
    verbs: Verbs = field(default_factory=Verbs)
    anaphors: Anaphors = field(default_factory=Anaphors)

    @cached_property
    def levels(self) -> frozenset[str]:
        """The KEYs of the entries that are levels."""
        above = self.vocabulary.above
        return frozenset(key for key, entry in self.entries.items() if "Level" in above(entry.classes))

    @cached_property
    def kinds(self) -> Kinds:
        """The ontology classes of every entry."""
        classes = {key: entry.classes for key, entry in self.entries.items()}
        return Kinds(self.vocabulary, classes, self.opaque, self.cases)


@dataclass(frozen=True)
class Applied:
    """What the rules made: assertions and the things they named."""

    assertions: tuple[Assertion, ...]
    nodes: tuple[Node, ...]


class Rulebook:
    """Rules made ready for many documents: which of them a unit is worth trying with is known at once."""

    def __init__(self, rules: Iterable[Rule], context: Context) -> None:
        self.rules = tuple(rules)
        self.context = context
        self._index = RuleIndex(self.rules, context.kinds)

    def apply(
        self,
        readings: Iterable[Reading],
        document_class: str,
        acts: Mapping[str, Sequence[ActFound]] = MappingProxyType({}),
    ) -> Applied:
        """Run every rule over every unit it may look at, in order; the result is the same for the same
        input. `acts` are those found in the units, by their ids."""
        assertions: list[Assertion] = []
        nodes: dict[str, Node] = {}
        context = self.context
        document = context.vocabulary.above((document_class,))
        for given in readings:
            reading = context.anaphors.read(given, context.kinds, context.entries)
            slotted: SlottedUnit | None = None
            values = context.values.find(reading.text)
            values += act_values(reading, acts.get(reading.unit.id, ()))
            for rule in self._index.promising(reading, values, document):
                slotted = slotted or SlottedUnit(reading, values, context.kinds)
                for match in slotted.find(rule.pattern):
                    if rule.factual and context.doubt.at(reading.text, match.start, match.end):
                        continue
                    for one in _each(match, rule.each.split()):
                        made = _Making(rule, one, reading, context)
                        assertions += made.assertions()
                        nodes |= {node.iri: node for node in made.nodes.values()}
        return Applied(tuple(assertions), tuple(nodes.values()))


def apply_rules(
    readings: Iterable[Reading],
    rules: Iterable[Rule],
    context: Context,
    document_class: str,
    acts: Mapping[str, Sequence[ActFound]] = MappingProxyType({}),
) -> Applied:
    """Run rules over the units of one document."""
    return Rulebook(rules, context).apply(readings, document_class, acts)


def _each(match: Match, names: Sequence[str]) -> list[Match]:
    """The match once for every thing that each of `names` caught; the match itself when no name is given."""
    if not names:
        return [match]
    name, *others = names
    if name not in match.bound:
        return _each(match, others)
    bound = match.bound[name]
    singles = [slot._replace(mentions=(mention,)) for slot in bound.slots for mention in slot.mentions]
    return [
        one
        for single in singles
        for one in _each(
            match._replace(bound={**match.bound, name: Bound(bound.start, bound.end, (single,))}), others
        )
    ]


class _Making:
    """One match of one rule becoming statements."""

    def __init__(self, rule: Rule, match: Match, reading: Reading, context: Context) -> None:
        self.rule = rule
        self.match = match
        self.reading = reading
        self.context = context
        self.evidence = Evidence(
            reading.document, reading.unit.id, self._since(), match.end, rule.id, reason=rule.reading
        )
        self._names: dict[str, dict[str, str]] = {}
        self.nodes = {name: self._node(node) for name, node in rule.nodes.items()}

    def _since(self) -> int:
        """Where the words begin that say it, with the name of whom an anaphor among them speaks."""
        start, since = self.match.start, self.reading.since
        if not since:
            return start
        caught = (one for bound in self.match.bound.values() for slot in bound.slots for one in slot.mentions)
        return min((start, *(since[one] for one in caught if one in since)))

    def assertions(self) -> list[Assertion]:
        """The statements of this match."""
        context = self.context
        expressed = context.vocabulary.properties["isExpressedIn"].domain
        made = [
            Assertion(node.iri, RDF_TYPE, HR + cls, self.evidence)
            for node in self.nodes.values()
            for cls in node.classes
        ]
        made += [
            Assertion(node.iri, HR + "isExpressedIn", self._unit(self.reading.unit.id), self.evidence)
            for node in self.nodes.values()
            if context.vocabulary.fits(context.vocabulary.above(node.classes), expressed)
        ]
        for subject, predicate, object_ in self.rule.then:
            if subject == "{unit}" and not self._in_domain(predicate):
                continue
            objects = self._objects(object_, predicate)
            made += [
                Assertion(iri, HR + predicate, value, self.evidence)
                for iri in self._subjects(subject)
                for value in objects
            ]
        return made

    def _in_domain(self, predicate: str) -> bool:
        """Whether the ontology lets a part such as this one be the subject: only an action has a doer."""
        if self.reading.unit.kind == ANY_KIND:
            return True
        vocabulary = self.context.vocabulary
        wanted = vocabulary.properties[predicate].domain
        return not wanted or vocabulary.fits(vocabulary.above((self.reading.unit.kind,)), wanted)

    def _unit(self, unit: str) -> str:
        return thing(f"{self.reading.document}/{unit}")

    def _subjects(self, term: str) -> list[str]:
        return [value for value in self._objects(term, "") if isinstance(value, str)]

    def _objects(self, term: str, predicate: str) -> list[str | Literal]:
        if not term.startswith("{"):
            return [thing(term)]
        name = term.strip("{}")
        if name in self.nodes:
            return [self.nodes[name].iri]
        if name in self.rule.pattern.kinds:
            return self._caught(name, predicate)
        unit = self.reading.unit
        if name == "unit":
            return [self._unit(unit.id)]
        if name == "document":
            return [thing(self.reading.document)]
        if name == "section":
            return [self._unit(unit.parent)] if unit.parent else []
        return [self._unit(unit.id.split(".")[0])]

    def _caught(self, name: str, predicate: str) -> list[str | Literal]:
        bound = self.match.bound.get(name)
        if bound is None:
            return []
        own = self.context.vocabulary.properties.get(predicate)
        if not self.rule.pattern.kinds[name]:
            words = self.reading.text[bound.start : bound.end]
            return [
                Literal(words, datatype=own.datatype)
                if own and own.datatype
                else Literal(words, language="lv")
            ]
        caught: list[str | Literal] = []
        for slot in bound.slots:
            if slot.value is not None and slot.value.iri:
                caught.append(slot.value.iri)
            elif slot.value is not None:
                datatype = XSD + ("integer" if slot.value.kind == "Number" else "string")
                caught.append(Literal(slot.value.text, datatype=datatype))
            caught += [thing(mention.key) for mention in slot.mentions if self._wanted(mention.key, name)]
        return caught

    def _wanted(self, key: str, name: str) -> bool:
        return self.context.vocabulary.fits(self.context.kinds.of(key), self.rule.pattern.kinds[name])

    def _node(self, rule: NodeRule) -> Node:
        key = self._filled(rule.key, "key")
        iri = key if key.startswith(("http://", "https://")) else thing(key)
        return Node(iri, (rule.cls,), self._filled(rule.lv, "lv"), self._filled(rule.en, "en"))

    def _filled(self, template: str, what: str) -> str:
        if what not in self._names:
            self._names[what] = self._named(what)
        values = self._names[what]
        try:
            return template.format(**values)
        except KeyError as problem:
            raise RuleError(
                f"rule {self.rule.id}: {problem} caught nothing in {self.reading.text[:60]!r}",
                self.rule.file,
                self.rule.line,
            ) from problem

    def _named(self, what: str) -> dict[str, str]:
        """What the names of the pattern, and those of the context, stand for in a `key` or a label."""
        entries = self.context.entries
        values = {
            "document": self.reading.document,
            "unit": self.reading.unit.id,
            "place": str(self.match.start),
        }
        for name, bound in self.match.bound.items():
            values[f"{name}_place"] = str(bound.start)
            keys = [
                mention.key
                for slot in bound.slots
                for mention in slot.mentions
                if self._wanted(mention.key, name)
            ]
            texts = [slot.value.text for slot in bound.slots if slot.value is not None]
            if keys and what == "key":
                values[name] = "-and-".join(keys)
            elif keys:
                values[name] = ", ".join(getattr(entries[key], what) for key in keys)
            elif texts:
                values[name] = texts[0].replace("/", "-") if what == "key" else texts[0]
            else:
                values[name] = self.reading.text[bound.start : bound.end]
        return values
