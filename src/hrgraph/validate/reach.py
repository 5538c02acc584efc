"""How far a SPARQL constraint leads: SELECT query in, whether it can be asked of one document at a time out.

It can when its pattern hangs together: every two things of a row are linked by statements that it asks for. A
variable links two statements only where it stands for a thing and not for words, which two documents may
have in common: it is the subject of a statement, or FILTER (ISIRI(?it)) or FILTER (!ISLITERAL(?it)) says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product

from rdflib import RDF, URIRef, Variable
from rdflib.paths import MulPath, NegatedPath, Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue, Expr
from rdflib.term import Node

from hrgraph.errors import DataError

_Pattern = tuple[Node, Node | Path, Node]
_Names = dict[Node, Node]
_WITH_ONE = {"SelectQuery", "Project", "Distinct", "Reduced", "Extend", "AggregateJoin", "Group", "OrderBy"}
_WITH_TWO = {"Join", "LeftJoin", "Minus"}


@dataclass(frozen=True)
class Reach:
    """What a query asks for, and how its pattern hangs together.

    `properties` and `classes` are IRIs; `classes` is None where any class will do, and `any_property` says
    the same of properties. `connected`: as the module says; what is grouped has a thing as a key. `single`: a
    row needs no more than one statement with ?value in it, and what is said of its property and of ?value.
    `forward`: all of a row, or of a group of rows, is found from one thing, going from subjects to objects.
    """

    properties: frozenset[str]
    classes: frozenset[str] | None
    any_property: bool
    connected: bool
    single: bool
    forward: bool


def reach(query: str) -> Reach:
    """How far a SELECT query leads. Raises DataError when it holds what cannot be judged."""
    walk = _Walk()
    rows = walk.rows(prepareQuery(query).algebra, {})
    asked = {pattern for row in rows for pattern in row}
    properties = {name for _, predicate, _ in asked for name in _names(predicate)}
    classes = {value for _, predicate, value in asked if RDF.type in _names(predicate)}
    any_property = any(not isinstance(step, URIRef) for _, way, _ in asked for step in _steps(way))
    counted = bool(walk.totals & walk.tested)
    grouped = [(set(keys), row) for keys, some in walk.groups for row in some]
    groups = all(any(_is_thing(key, row, walk.things) for key in keys) for keys, row in grouped)
    return Reach(
        properties=frozenset(map(str, properties)),
        classes=None if any(isinstance(cls, Variable) for cls in classes) else frozenset(map(str, classes)),
        any_property=any_property,
        connected=groups and all(_is_connected(row, walk.things) for row in rows),
        single=not counted and all(_is_single(row) for row in rows),
        forward=all(_is_forward(row) for row in rows)
        and all(_is_forward(row, keys) for keys, row in grouped),
    )


class _Walk:
    """Collects the statements that a row of a query needs, a list for each way that UNION leaves open."""

    def __init__(self) -> None:
        self._fresh = count()
        self.things: set[Node] = set()
        self.tested: set[Node] = set()
        self.totals: set[Node] = set()
        self.groups: list[tuple[list[Node], list[list[_Pattern]]]] = []

    def rows(self, node: CompValue, names: _Names) -> list[list[_Pattern]]:
        """The patterns below a node of the algebra; `names` renames what a sub-query does not give away."""
        if node.name == "BGP":
            return [[(_named(s, names), _named(p, names), _named(o, names)) for s, p, o in node.triples]]
        if node.name == "Union":
            return self.rows(node.p1, names) + self.rows(node.p2, names)
        if node.name == "ToMultiSet" and node.p.name in _WITH_ONE:
            return self.rows(node.p, _Inner(names, set(_projected(node.p)), next(self._fresh)))
        if node.name in _WITH_TWO:
            found = _both(self.rows(node.p1, names), self.rows(node.p2, names))
        elif node.name == "Filter" or node.name in _WITH_ONE:
            found = self.rows(node.p, names)
        else:
            raise DataError(f"this checker cannot judge how far {node.name} leads in a SPARQL constraint")
        if node.name == "Group":
            self.groups.append(([_named(key, names) for key in node.expr or ()], found))
        if node.name == "AggregateJoin":
            self.totals |= {_named(total.res, names) for total in node.A if total.name != "Aggregate_Sample"}
        if node.name == "Extend" and _variables(node.expr, names) & self.totals:
            self.totals.add(_named(node.var, names))
        if node.name == "Filter":
            self.tested |= _variables(node.expr, names)
            self.things |= {_named(thing, names) for thing in _told_things(node.expr)}
        for inner in _exists(node.get("expr")):
            found = _both(found, self.rows(inner, names))
        return found


class _Inner(_Names):
    """Names inside a sub-query: what it does not give away has a name of its own."""

    def __init__(self, outer: _Names, projected: set[Node], number: int) -> None:
        super().__init__()
        self._outer, self._projected, self._number = outer, projected, number

    def get(self, key: Node, default: Node | None = None) -> Node | None:  # type: ignore[override]
        if key in self._projected:
            return self._outer.get(key, default)
        return Variable(f"{key}_{self._number}")


def _both(left: list[list[_Pattern]], right: list[list[_Pattern]]) -> list[list[_Pattern]]:
    return [one + other for one, other in product(left, right)]


def _projected(node: CompValue) -> Iterator[Node]:
    while "PV" not in node:
        node = node.p
    return iter(node.PV)


def _named(node: Node | Path, names: _Names) -> Node:
    return names.get(node, node) if isinstance(node, Variable) else node  # type: ignore[return-value]


def _names(predicate: Node | Path) -> set[Node]:
    """The properties of a property path."""
    return {name for name in _steps(predicate) if isinstance(name, URIRef)}


def _steps(predicate: Node | Path) -> Iterator[Node | Path]:
    """What a property path is made of: properties, or what stands for any property."""
    if isinstance(predicate, MulPath):
        yield from _steps(predicate.path)
    elif isinstance(predicate, Path) and not isinstance(predicate, NegatedPath):
        for part in getattr(predicate, "args", None) or [predicate.arg]:  # type: ignore[attr-defined]
            yield from _steps(part)
    else:
        yield predicate


def _parts(expr: object) -> Iterator[object]:
    """An expression and all below it, but for the patterns of EXISTS."""
    yield expr
    if isinstance(expr, CompValue) and not expr.name.endswith("EXISTS"):
        for part in expr.values():
            yield from _parts(part)
    elif isinstance(expr, list):
        for part in expr:
            yield from _parts(part)


def _exists(expr: object) -> list[CompValue]:
    return [p.graph for p in _parts(expr) if isinstance(p, CompValue) and p.name.endswith("EXISTS")]


def _variables(expr: object, names: _Names) -> set[Node]:
    return {_named(part, names) for part in _parts(expr) if isinstance(part, Variable)}


def _told_things(expr: object) -> Iterator[Node]:
    """The variables that a condition holds to be no literal."""
    if not isinstance(expr, Expr):
        return
    if expr.name == "ConditionalAndExpression":
        for part in (expr.expr, *expr.other):
            yield from _told_things(part)
    elif expr.name == "Builtin_isIRI":
        yield expr.arg
    elif expr.name == "UnaryNot" and getattr(expr.expr, "name", "") == "Builtin_isLITERAL":
        yield expr.expr.arg


def _is_thing(node: Node, row: list[_Pattern], things: set[Node]) -> bool:
    return isinstance(node, URIRef) or node in things or any(node == subject for subject, _, _ in row)


def _is_connected(row: list[_Pattern], things: set[Node]) -> bool:
    groups: list[set[Node]] = []
    for subject, predicate, value in row:
        linked = {subject}
        if RDF.type not in _names(predicate) and _is_thing(value, row, things):
            linked.add(value)
        apart = [group for group in groups if not group & linked]
        groups = [*apart, linked.union(*(group for group in groups if group & linked))]
    return len(groups) <= 1


def _is_single(row: list[_Pattern]) -> bool:
    found = Variable("value")
    beside = {found, *(predicate for _, predicate, _ in row if isinstance(predicate, Variable))}
    others = [pattern for pattern in row if pattern[0] not in beside]
    return not others or (len(others) == 1 and found in others[0])


def _is_forward(row: list[_Pattern], roots: set[Node] | None = None) -> bool:
    subjects = {subject for subject, _, _ in row}

    def leads_to_all(root: Node) -> bool:
        found, size = {root}, 0
        while size < len(found):
            size = len(found)
            found |= {value for subject, _, value in row if subject in found}
        return subjects <= found

    return not row or any(leads_to_all(root) for root in (subjects if roots is None else roots))
