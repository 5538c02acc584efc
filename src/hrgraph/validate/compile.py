"""SHACL shapes in, checks out: one a constraint, which looks at all focus nodes at once.

Knows the part of SHACL core that the project's shapes use, as questions to columns of statements, and
SHACL-SPARQL constraints. Whatever else a shape holds is refused: a constraint that nobody checks must not
look like one that nothing breaks.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.validate.conditions import Narrower, conditions, members, n3
from hrgraph.validate.core import TRUE, Find, Focus, on_nodes, on_values
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

Messages = tuple[tuple[str, str], ...]
"""Pairs of language and text."""


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint: what breaks it is found in columns, or by a SPARQL query asked of each focus node.

    The query of a SHACL-SPARQL constraint asks for ?this, ?value (where there is one) and ?path (where it
    varies); of another constraint it is empty.
    """

    shape: str
    component: str
    path: str
    severity: Severity
    messages: Messages
    focus: Focus
    find: Find
    query: str = ""


def compile_shapes(shapes: Graph, narrower: Narrower) -> list[Check]:
    """Every constraint of every shape with a target, as checks; `narrower` knows the classes of the data.

    Raises DataError, naming the shape, when a shape holds what this compiler does not know.
    """
    if set(shapes.subjects(SH.target)) or set(shapes.subjects(RDF.type, SH.ConstraintComponent)):
        raise DataError("a shape cannot be used: this checker knows no SHACL-AF target and no own component")
    checks: list[Check] = []
    for shape, focus in _with_targets(shapes, narrower):
        if str(shapes.value(shape, SH.deactivated)) in TRUE:
            continue
        try:
            checks += _checks(shapes, shape, focus, narrower)
        except (DataError, KeyError, ValueError) as problem:
            raise DataError(f"a shape cannot be used: {shape}: {problem}") from problem
    return checks


def _with_targets(shapes: Graph, narrower: Narrower) -> list[tuple[Node, Focus]]:
    """Each shape with its focus nodes; a property shape has those of all its parents."""
    found: dict[Node, list[Focus]] = defaultdict(list)
    for parameter in _TARGETS:
        for shape, target in sorted(shapes.subject_objects(parameter)):
            focus = _target(parameter, target, narrower)
            for one in (shape, *shapes.objects(shape, SH.property)):
                found[one].append(focus)
    return [(shape, _any_of(some)) for shape, some in sorted(found.items(), key=lambda item: str(item[0]))]


def _target(parameter: Node, target: Node, narrower: Narrower) -> Focus:
    if parameter == SH.targetNode:
        node = n3(target)
        return lambda columns: {node}
    if parameter == SH.targetClass:
        classes = sorted(narrower(str(target)))
        return lambda columns: members(columns, classes)
    way = str(target) if parameter == SH.targetSubjectsOf else f"^{target}"
    return lambda columns: columns.things(way)


def _any_of(some: list[Focus]) -> Focus:
    return some[0] if len(some) == 1 else lambda columns: set().union(*(focus(columns) for focus in some))


def _checks(shapes: Graph, shape: Node, focus: Focus, narrower: Narrower) -> Iterator[Check]:
    path = shapes.value(shape, SH.path)
    if path is None and (shape, RDF.type, SH.PropertyShape) in shapes:
        raise DataError("a property shape has no sh:path")
    way = "" if path is None else _way(shapes, path)
    found = [
        *((p, on_values(condition, focus, way)) for p, condition in conditions(shapes, shape, narrower)),
        *on_nodes(shapes, shape, focus, way),
    ]
    _refuse_unknown(shapes, shape, {SH.sparql, *(parameter for parameter, _ in found)})
    said = _messages(shapes, shape)

    def check(parameter: Node, messages: Messages, find: Find, query: str = "") -> Check:
        return Check(
            shape=str(shape),
            component=f"{SH}{_COMPONENTS[parameter]}ConstraintComponent",
            path=way,
            severity=SEVERITIES[shapes.value(shape, SH.severity) or SH.Violation],
            messages=messages,
            focus=focus,
            find=find,
            query=query,
        )

    for parameter, find in found:
        yield check(parameter, said, find)
    for constraint in sorted(shapes.objects(shape, SH.sparql), key=str):
        messages = tuple(sorted({*said, *_messages(shapes, constraint)}))
        yield check(SH.sparql, messages, lambda columns: (), _select(shapes, constraint))


def _refuse_unknown(shapes: Graph, shape: Node, known: set[Node]) -> None:
    for parameter, value in shapes.predicate_objects(shape):
        if parameter in known | _OTHER or not str(parameter).startswith(str(SH)):
            continue
        if parameter in (SH.uniqueLang, SH.closed) and str(value) not in TRUE:
            continue
        raise DataError(f"this checker does not know sh:{str(parameter).removeprefix(str(SH))} here")
    if (shape, SH.property, None) in shapes and (shape, SH.path, None) in shapes:
        raise DataError("this checker does not know sh:property inside a property shape")


def _way(shapes: Graph, path: Node) -> str:
    """The property of a path, after a caret where it is followed backwards."""
    if isinstance(path, URIRef):
        return str(path)
    inverse = shapes.value(path, SH.inversePath)
    if not isinstance(inverse, URIRef):
        raise DataError("of paths this checker knows a property and sh:inversePath of a property only")
    return f"^{inverse}"


def _select(shapes: Graph, constraint: Node) -> str:
    query = str(shapes.value(constraint, SH.select))
    declared = {
        str(shapes.value(one, SH.prefix)): shapes.value(one, SH.namespace)
        for owner in shapes.objects(constraint, SH.prefixes)
        for one in shapes.objects(owner, SH.declare)
    }
    # Each is read anew wherever the query is: two dozen take longer than most queries.
    used = sorted(prefix for prefix in declared if f"{prefix}:" in query)
    return "".join(f"PREFIX {prefix}: <{declared[prefix]}>\n" for prefix in used) + query


def _messages(shapes: Graph, node: Node) -> Messages:
    texts = shapes.objects(node, SH.message)
    return tuple(sorted((text.language or "", str(text)) for text in texts if isinstance(text, Literal)))
