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
    the same of properties. `single`: a row needs one statement, and what is said of its property and of
    ?value. `forward`: all of a row is found from one thing by going from subjects to objects.
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
    any_property = any(isinstance(predicate, Variable | NegatedPath) for _, predicate, _ in asked)
    counted = bool(walk.totals & walk.tested)
    groups = all(any(_is_thing(key, row, walk.things) for key in keys) for keys, some in walk.groups for row in some)
    return Reach(
        properties=frozenset(map(str, properties)),
        classes=None if any(isinstance(cls, Variable) for cls in classes) else frozenset(map(str, classes)),
        any_property=any_property,
        connected=groups and all(_is_connected(row, walk.things) for row in rows),
        single=not counted and all(_is_single(row) for row in rows),
        forward=groups and all(_is_forward(row) for row in rows),
    )


class _Walk:
    """Collects the statements that each row of a query needs, one list for each way that UNION leaves open."""

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
            inner = _Inner(names, set(_projected(node.p)), self._fresh)
            return self.rows(node.p, inner)
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

    def __init__(self, outer: _Names, projected: set[Node], fresh: Iterator[int]) -> None:
        super().__init__()
        self._outer, self._projected, self._number = outer, projected, next(fresh)

    def get(self, key: Node, default: Node | None = None) -> Node | None:  # type: ignore[override]
        if key in self._projected:
            return self._outer.get(key, default)
        return Variable(f"{key}_{self._number}")
