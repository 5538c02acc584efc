"""Extraction rules: patterns that are data (data/rules/*.toml) and the statements they make.

A rule file holds, beside its rules, nothing that Python decides: what to look for, where, which statements
follow, and sentences that prove it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from hrgraph.assertions.cases import Cases
from hrgraph.assertions.doubt import Doubt
from hrgraph.assertions.pattern import Pattern, compile_pattern, member
from hrgraph.errors import RuleError
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.text.tables import parse_table, read_table, read_text

SETTINGS = "patterns.toml"
VALUES = "values.toml"
_OTHER = {SETTINGS, VALUES, "anaphors.toml", "parts.toml"}
_KNOWN = {
    "id",
    "lv",
    "en",
    "pattern",
    "within",
    "kind",
    "needs",
    "document",
    "then",
    "node",
    "examples",
    "counterexamples",
    "each",
    "factual",
    "reading",
    "example_document",
}
VALUE_KINDS = frozenset({"Date", "Number"})
_CONTEXT = {
    "unit": frozenset({"DocumentPart"}),
    "section": frozenset({"Section"}),
    "priority": frozenset({"Priority"}),
    "document": frozenset({"Document"}),
}


@dataclass(frozen=True)
class NodeRule:
    """A thing the rule names: its KEY (with names of the pattern in braces), class and labels."""

    key: str
    cls: str
    lv: str
    en: str


@dataclass(frozen=True)
class Rule:
    """One rule. `within` must match the id of the unit; `kind` is a class of units, `document` of documents.
    Only to save time, the pattern is not tried unless one of the words `needs` stands in the unit, and a
    thing or value of `needs_kinds`, as far as these are given.

    With `each`, a name or several, the statements are made once for every thing that it caught; `reading`
    says why the words are read so where they could be read otherwise. A `factual` rule makes nothing where
    the words are a condition, a question, hearsay or a quotation. The examples may use the short names bound
    inside `example_document`.
    """

    id: str
    lv: str
    en: str
    pattern: Pattern
    within: re.Pattern[str] | None
    kind: str
    needs: tuple[str, ...]
    needs_kinds: frozenset[str]
    document: str
    then: tuple[tuple[str, str, str], ...]
    nodes: Mapping[str, NodeRule]
    examples: Mapping[str, tuple[str, ...]]
    counterexamples: tuple[str, ...]
    each: str
    factual: bool
    reading: str
    example_document: str
    file: Path
    line: int | None

    @cached_property
    def required(self) -> tuple[frozenset[str], ...]:
        """Sets of words and members, one of each of which a unit must hold, by the pattern and by `needs`."""
        needs = (frozenset(self.needs), frozenset(map(member, self.needs_kinds)))
        return (*self.pattern.required, *filter(None, needs))


def read_rules(folder: Path, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """All rules of the folder, in order of file and place.

    Raises RuleError, naming file and line, when a rule is malformed, lacks an example or a counterexample,
    or would make a statement that the ontology does not allow.
    """
    macros = read_shared(folder)
    rules: list[Rule] = []
    for file in sorted(folder.glob("*.toml")):
        if file.name in _OTHER:
            continue
        text = read_text(file, RuleError)
        for table in parse_table(text, file, RuleError).get("rule", []):
            line = line_of(text, table.get("id", ""))
            rule = _rule(table, macros, file, line)
            if rule.id in {other.id for other in rules}:
                raise RuleError(f"rule {rule.id} stands twice", file, line)
            _allowed(rule, vocabulary)
            rules.append(rule)
    return tuple(rules)


def read_shared(folder: Path) -> dict[str, Any]:
    """What all patterns share. Raises RuleError when the file is malformed or lacks a setting."""
    file = folder / SETTINGS
    table = read_table(file, RuleError)
    for needed in (
        "separator",
        "sentence",
        "opaque",
        "built_in",
        "case",
        "prepositions",
        "doubt",
        "fragment",
    ):
        if needed not in table:
            raise RuleError(f"the file lacks `{needed}`", file)
    return table


def line_of(text: str, rule_id: str) -> int | None:
    """The line of a rule file in which the rule of that id begins."""
    place = text.find(f'id = "{rule_id}"')
    return None if place < 0 else text.count("\n", 0, place) + 1


def _rule(table: Mapping[str, Any], macros: Mapping[str, str], file: Path, line: int | None) -> Rule:
    name = table.get("id", "(without id)")
    for needed in ("id", "lv", "en", "pattern", "then", "examples", "counterexamples"):
        if not table.get(needed):
            raise RuleError(f"rule {name} lacks `{needed}`", file, line)
    if unknown := set(table) - _KNOWN:
        raise RuleError(
            f"rule {name} has settings that are not known: {', '.join(sorted(unknown))}", file, line
        )
    try:
        pattern = compile_pattern(table["pattern"], macros)
        within = re.compile(table["within"]) if "within" in table else None
    except re.error as problem:
        raise RuleError(f"rule {name}: the pattern is malformed: {problem}", file, line) from problem
    try:
        nodes = {
            node: NodeRule(value["key"], value["class"], value["lv"], value["en"])
            for node, value in table.get("node", {}).items()
        }
    except KeyError as problem:
        raise RuleError(f"rule {name}: a node lacks {problem}", file, line) from problem
    then = tuple(_statement(text, name, file, line) for text in table["then"])
    examples = {text: tuple(wanted) for text, wanted in table["examples"].items()}
    return Rule(
        table["id"],
        table["lv"],
        table["en"],
        pattern,
        within,
        table.get("kind", ""),
        *_needs(table.get("needs", []), name, file, line),
        table.get("document", ""),
        then,
        nodes,
        examples,
        tuple(table["counterexamples"]),
        table.get("each", ""),
        bool(table.get("factual", False)),
        table.get("reading", ""),
        table.get("example_document", ""),
        file,
        line,
    )


def _needs(needs: object, rule: str, file: Path, line: int | None) -> tuple[tuple[str, ...], frozenset[str]]:
    """Words, and kinds (in braces, as in patterns), of which the unit must hold one each."""
    if not isinstance(needs, list) or not all(isinstance(need, str) and need for need in needs):
        raise RuleError(f"rule {rule}: `needs` is no list of words", file, line)
    words = tuple(need for need in needs if not need.startswith("{"))
    return words, frozenset(need.strip("{}") for need in needs if need.startswith("{"))


def _statement(text: str, rule: str, file: Path, line: int | None) -> tuple[str, str, str]:
    parts = text.split(maxsplit=2)
    if len(parts) != 3:
        raise RuleError(f"rule {rule}: {text!r} is not 'subject predicate object'", file, line)
    return parts[0], parts[1], parts[2]


def _allowed(rule: Rule, vocabulary: Vocabulary) -> None:
    """Refuse a rule whose statements the ontology does not allow."""

    def wrong(message: str) -> RuleError:
        return RuleError(f"rule {rule.id}: {message}", rule.file, rule.line)

    for given in filter(None, (rule.document, rule.kind)):
        if given not in vocabulary.classes:
            raise wrong(f"the ontology has no class {given}")
    if not set(rule.each.split()) <= set(rule.pattern.kinds):
        raise wrong(f"each = {rule.each!r} stands nowhere in the pattern")
    for node in rule.nodes.values():
        if node.cls not in vocabulary.classes:
            raise wrong(f"the ontology has no class {node.cls}")
    for name, kinds in rule.pattern.kinds.items():
        for kind in kinds - VALUE_KINDS:
            if kind not in vocabulary.classes:
                raise wrong(f"{{{name}:{kind}}}: the ontology has no class {kind}")
    for kind in rule.needs_kinds - VALUE_KINDS:
        if kind not in vocabulary.classes:
            raise wrong(f"needs {{{kind}}}: the ontology has no class {kind}")
    for subject, predicate, object_ in rule.then:
        if predicate not in vocabulary.properties:
            raise wrong(f"the ontology has no property {predicate}")
        own = vocabulary.properties[predicate]
        _fits(rule, subject, own.domain, vocabulary, f"subject of {predicate}", wrong)
        if own.kind == "object":
            _fits(rule, object_, own.range, vocabulary, f"object of {predicate}", wrong)


def _fits(
    rule: Rule,
    term: str,
    wanted: frozenset[str],
    vocabulary: Vocabulary,
    place: str,
    wrong: Callable[[str], RuleError],
) -> None:
    if not term.startswith("{"):
        return
    name = term.strip("{}")
    if name in _CONTEXT:
        given: Iterable[str] = _CONTEXT[name]
    elif name in rule.nodes:
        given = [rule.nodes[name].cls]
    elif name in rule.pattern.kinds:
        given = rule.pattern.kinds[name]
    else:
        raise wrong(f"{term} stands in a statement and nowhere in the pattern")
    if name in _CONTEXT or not wanted:
        return
    for kind in given:
        related = vocabulary.above((kind,)) | {sub for sub, up in vocabulary.classes.items() if kind in up}
        if kind not in VALUE_KINDS and not related & wanted:
            raise wrong(f"{term} is a {kind}, but the {place} must be {' or '.join(sorted(wanted))}")


def read_opaque(folder: Path) -> frozenset[str]:
    """The classes whose names a pattern does not look into."""
    return frozenset(read_shared(folder)["opaque"])


def read_cases(folder: Path) -> Cases:
    """The grammatical cases that patterns may ask for."""
    settings = read_shared(folder)
    return Cases(settings["case"], frozenset(settings["prepositions"]))


def read_doubt(folder: Path) -> Doubt:
    """What keeps words from saying that something is so. Raises RuleError when one is malformed."""
    setting = read_shared(folder)["doubt"]
    try:
        return Doubt(
            *(re.compile(setting[name]) for name in ("sentence_end", "sentence", "before", "reported"))
        )
    except (KeyError, re.error) as problem:
        raise RuleError(f"[doubt] is malformed: {problem}", folder / SETTINGS) from problem


def read_built_in(folder: Path) -> dict[str, tuple[str, str]]:
    """The Latvian and English names of the rules that are code, by rule id."""
    return {name: (value["lv"], value["en"]) for name, value in read_shared(folder)["built_in"].items()}
