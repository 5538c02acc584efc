"""SHACL shapes in, set-based SPARQL queries out: one query a constraint, whatever the number of focus nodes.

Knows the part of SHACL core that the project's shapes use, and SHACL-SPARQL constraints. Whatever else a
shape holds is refused: a constraint that nobody checks must not look like one that nothing breaks.

Numbers are compared by value where one stands for another (sh:disjoint, sh:maxCount, length and pattern of a
number's text): the engine keeps no other form of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.validate.conditions import INTEGERS, Narrower, conditions, constant, is_a, n3
from hrgraph.validate.finding import Severity

SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}

_COMPONENTS: dict[Node, str] = {
    SH["class"]: "Class",
    SH.datatype: "Datatype",
    SH.nodeKind: "NodeKind",
    SH.minCount: "MinCount",
    SH.maxCount: "MaxCount",
    SH.minInclusive: "MinInclusive",
    SH.maxInclusive: "MaxInclusive",
    SH.minExclusive: "MinExclusive",
    SH.maxExclusive: "MaxExclusive",
    SH.minLength: "MinLength",
    SH.maxLength: "MaxLength",
    SH.pattern: "Pattern",
    SH.languageIn: "LanguageIn",
    SH.uniqueLang: "UniqueLang",
    SH.lessThan: "LessThan",
    SH.lessThanOrEquals: "LessThanOrEquals",
    SH.disjoint: "Disjoint",
    SH["in"]: "In",
    SH.hasValue: "HasValue",
    SH.closed: "Closed",
    SH["not"]: "Not",
    SH["or"]: "Or",
    SH["and"]: "And",
    SH.sparql: "SPARQL",
}
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_OTHER = {*_TARGETS, SH.path, SH.property, SH.name, SH.description, SH.message, SH.severity, SH.flags}
_OTHER |= {SH.ignoredProperties, SH.deactivated, SH.order, SH.group}
_OF_PATHS = {SH.minCount, SH.maxCount, SH.uniqueLang, SH.lessThan, SH.lessThanOrEquals}
_TRUE = {"true", "1"}

Messages = tuple[tuple[str, str], ...]
"""Pairs of language and text."""


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint as a query for ?this, ?value (where there is one) and ?path (where it varies).

    `focus` asks for all focus nodes. The query of a SHACL-SPARQL constraint is asked of each by itself
    (`of_each`). `datatype` is the integer type asked for, which the engine alone cannot tell from others.
    """

    shape: str
    component: str
    path: str
    severity: Severity
    messages: Messages
    query: str
    focus: str
    datatype: str = ""
    of_each: bool = False


def compile_shapes(shapes: Graph, narrower: Narrower) -> list[Check]:
    """Every constraint of every shape with a target, as checks; `narrower` knows the classes of the data.

    Raises DataError, naming the shape, when a shape holds what this compiler does not know.
    """
    if set(shapes.subjects(SH.target)) or set(shapes.subjects(RDF.type, SH.ConstraintComponent)):
        raise DataError("a shape cannot be used: this checker knows no SHACL-AF target and no own component")
    checks: list[Check] = []
    for shape, focus in _with_targets(shapes, narrower):
        if str(shapes.value(shape, SH.deactivated)) in _TRUE:
            continue
        try:
            checks += _checks(shapes, shape, focus, narrower)
        except (DataError, KeyError, ValueError) as problem:
            raise DataError(f"a shape cannot be used: {shape}: {problem}") from problem
    return checks


def expected_datatypes(shapes: Graph) -> dict[str, str]:
    """The integer type that the shapes ask of the values of a property."""
    return {
        str(path): str(datatype)
        for shape, datatype in shapes.subject_objects(SH.datatype)
        if str(datatype) in INTEGERS and isinstance(path := shapes.value(shape, SH.path), URIRef)
    }


@dataclass(frozen=True, slots=True)
class _Focus:
    """The focus nodes of a shape: a pattern that lists ?this, and a condition that ?this is one of them."""

    pattern: str
    condition: str


def _with_targets(shapes: Graph, narrower: Narrower) -> list[tuple[Node, _Focus]]:
    """Each shape with its focus nodes; a property shape has those of all its parents."""
    found: dict[Node, dict[str, str]] = defaultdict(dict)
    for parameter in _TARGETS:
        for shape, target in shapes.subject_objects(parameter):
            pattern, condition = _target(parameter, target, narrower)
            for one in (shape, *shapes.objects(shape, SH.property)):
                found[one][pattern] = condition
    return [
        (
            shape,
            _Focus(
                " UNION ".join(f"{{ {pattern} }}" for pattern in sorted(targets)),
                " || ".join(targets[pattern] for pattern in sorted(targets)),
            ),
        )
        for shape, targets in sorted(found.items(), key=lambda item: str(item[0]))
    ]


def _target(parameter: Node, target: Node, narrower: Narrower) -> tuple[str, str]:
    if parameter == SH.targetNode:
        return f"VALUES ?this {{ {n3(target)} }}", f"SAMETERM(?this, {n3(target)})"
    if parameter == SH.targetClass:
        classes = " ".join(f"<{name}>" for name in sorted(narrower(str(target))))
        return f"VALUES ?class {{ {classes} }} ?this a ?class", is_a(narrower, target, "?this")
    way = f"?this {n3(target)} ?any" if parameter == SH.targetSubjectsOf else f"?any {n3(target)} ?this"
    return way, f"EXISTS {{ {way} }}"


def _checks(shapes: Graph, shape: Node, focus: _Focus, narrower: Narrower) -> Iterator[Check]:
    path = shapes.value(shape, SH.path)
    if path is None and (shape, RDF.type, SH.PropertyShape) in shapes:
        raise DataError("a property shape has no sh:path")
    way = "" if path is None else _way(shapes, path)
    queries = [*_on_values(shapes, shape, focus, way, narrower), *_on_nodes(shapes, shape, focus, way)]
    _refuse_unknown(shapes, shape, {SH.sparql, *(parameter for parameter, _ in queries)})
    said = _messages(shapes, shape)
    all_of_them = f"SELECT DISTINCT ?this WHERE {{ {focus.pattern} }}"

    def check(parameter: Node, messages: Messages, query: str, **more: str | bool) -> Check:
        return Check(
            shape=str(shape),
            component=f"{SH}{_COMPONENTS[parameter]}ConstraintComponent",
            path=way,
            severity=SEVERITIES[shapes.value(shape, SH.severity) or SH.Violation],
            messages=messages,
            query=query,
            focus=all_of_them,
            **more,  # type: ignore[arg-type]
        )

    for parameter, query in queries:
        wanted = str(shapes.value(shape, SH.datatype)) if parameter == SH.datatype else ""
        yield check(parameter, said, query, datatype=wanted if wanted in INTEGERS else "")
    for constraint in sorted(shapes.objects(shape, SH.sparql), key=str):
        messages = tuple(sorted({*said, *_messages(shapes, constraint)}))
        yield check(SH.sparql, messages, _select(shapes, constraint), of_each=True)


def _refuse_unknown(shapes: Graph, shape: Node, known: set[Node]) -> None:
    for parameter, value in shapes.predicate_objects(shape):
        if parameter in known | _OTHER or not str(parameter).startswith(str(SH)):
            continue
        if parameter in (SH.uniqueLang, SH.closed) and str(value) not in _TRUE:
            continue
        raise DataError(f"this checker does not know sh:{str(parameter).removeprefix(str(SH))} here")
    if (shape, SH.property, None) in shapes and (shape, SH.path, None) in shapes:
        raise DataError("this checker does not know sh:property inside a property shape")


def _on_values(
    shapes: Graph, shape: Node, focus: _Focus, way: str, narrower: Narrower
) -> Iterator[tuple[Node, str]]:
    """The constraints that look at one value at a time."""
    for parameter, condition in conditions(shapes, shape, narrower):
        if way:
            # What breaks the constraint is sought first, whatever has it: mostly there is none. IF keeps
            # that order; of two sides of && the engine may look up the classes first.
            where = f"{_step(way)} FILTER(IF({condition}, {focus.condition}, false))"
        else:
            where = f"{{ {focus.pattern} }} BIND(?this AS ?value) FILTER({condition})"
        yield parameter, f"SELECT DISTINCT ?this ?value WHERE {{ {where} }}"


def _on_nodes(shapes: Graph, shape: Node, focus: _Focus, way: str) -> Iterator[tuple[Node, str]]:
    """The constraints that look at all values of a focus node together."""
    step = _step(way) if way else ""
    each = f"{{ SELECT DISTINCT ?this WHERE {{ {focus.pattern} }} }}"
    in_focus = f"FILTER({focus.condition})"
    for parameter, value in sorted(shapes.predicate_objects(shape)):
        if parameter in _OF_PATHS and not way:
            raise DataError("a constraint on counts, languages or order stands in a shape without sh:path")
        found = ""
        if parameter == SH.minCount and str(value) == "1":
            # Doubles are sorted out after the look-up: mostly nothing is left to sort.
            found = f"DISTINCT ?this WHERE {{ {focus.pattern} FILTER(!EXISTS {{ {step} }}) }}"
        elif parameter == SH.minCount:
            few = f"GROUP BY ?this HAVING (COUNT(?value) < {n3(value)})"
            found = f"?this WHERE {{ {each} OPTIONAL {{ {step} }} }} {few}"
        elif parameter == SH.maxCount:
            many = f"GROUP BY ?this HAVING (COUNT(?value) > {n3(value)})"
            found = f"?this WHERE {{ {{ SELECT ?this WHERE {{ {step} }} {many} }} {in_focus} }}"
        elif parameter == SH.uniqueLang and str(value) in _TRUE:
            many = "GROUP BY ?this (LANG(?value)) HAVING (COUNT(?value) > 1)"
            tagged = f"{{ SELECT ?this WHERE {{ {step} FILTER(LANG(?value) != '') }} {many} }}"
            found = f"DISTINCT ?this WHERE {{ {tagged} {in_focus} }}"
        elif parameter == SH.hasValue:
            with_value = step.replace("?value", constant(value))
            has = f"EXISTS {{ {with_value} }}" if way else f"SAMETERM(?this, {constant(value)})"
            found = f"DISTINCT ?this WHERE {{ {focus.pattern} FILTER(!{has}) }}"
        elif parameter == SH.closed and str(value) in _TRUE:
            allowed = ", ".join(sorted(n3(one) for one in _allowed(shapes, shape)))
            found = (
                f"?this ?path ?value WHERE {{ {each} ?this ?path ?value FILTER(?path NOT IN ({allowed})) }}"
            )
        if found:
            yield parameter, f"SELECT {found}"


def _allowed(shapes: Graph, shape: Node) -> set[Node]:
    paths = {shapes.value(one, SH.path) for one in shapes.objects(shape, SH.property)}
    ignored = shapes.value(shape, SH.ignoredProperties)
    listed = set(Collection(shapes, ignored)) if ignored else set()
    return {path for path in paths if isinstance(path, URIRef)} | listed


def _way(shapes: Graph, path: Node) -> str:
    """The property of a path, after a caret where it is followed backwards."""
    if isinstance(path, URIRef):
        return str(path)
    inverse = shapes.value(path, SH.inversePath)
    if not isinstance(inverse, URIRef):
        raise DataError("of paths this checker knows a property and sh:inversePath of a property only")
    return f"^{inverse}"


def _step(way: str) -> str:
    """The pattern from ?this to its values along the path."""
    return f"?value <{way[1:]}> ?this ." if way.startswith("^") else f"?this <{way}> ?value ."


def _select(shapes: Graph, constraint: Node) -> str:
    prefixes = "".join(
        f"PREFIX {shapes.value(one, SH.prefix)}: <{shapes.value(one, SH.namespace)}>\n"
        for owner in shapes.objects(constraint, SH.prefixes)
        for one in shapes.objects(owner, SH.declare)
    )
    return f"{prefixes}{shapes.value(constraint, SH.select)}"


def _messages(shapes: Graph, node: Node) -> Messages:
    texts = shapes.objects(node, SH.message)
    return tuple(sorted((text.language or "", str(text)) for text in texts if isinstance(text, Literal)))
