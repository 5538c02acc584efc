"""Constraints of SHACL core on all focus nodes at once: columns of statements in, what breaks one out."""

import operator
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.errors import DataError
from hrgraph.rdf.term import read_term
from hrgraph.store.columns import Columns
from hrgraph.validate.conditions import Condition, constant, n3, stands

Broken = tuple[bytes, str, bytes | None]
"""Focus node, path and value of a result; terms as in N-Triples."""
Focus = Callable[[Columns], set[bytes]]
"""The focus nodes of a shape in some data."""
Find = Callable[[Columns], Iterable[Broken]]

TRUE = {"true", "1"}
"""How a shape may say that something holds."""
_OF_PATHS = {SH.minCount, SH.maxCount, SH.uniqueLang, SH.lessThan, SH.lessThanOrEquals}
_ORDERS: dict[Node, Callable[[Any, Any], bool]] = {SH.lessThan: operator.lt, SH.lessThanOrEquals: operator.le}


def on_values(condition: Condition, focus: Focus, way: str) -> Find:
    """A constraint that looks at one value at a time: each value is judged once, whatever has it."""

    def find(columns: Columns) -> Iterator[Broken]:
        test = condition(columns)
        if not way:
            yield from ((this, "", this) for this in focus(columns) if test(this))
        elif wrong := {value for value in columns.values(way) if test(value)}:
            those = focus(columns)
            rows = zip(*columns.pairs(way), strict=True)
            yield from ((this, way, value) for this, value in rows if value in wrong and this in those)

    return find


def on_nodes(shapes: Graph, shape: Node, focus: Focus, way: str) -> Iterator[tuple[Node, Find]]:
    """The constraints that look at several values, or at several properties, of a focus node together."""
    for parameter, value in sorted(shapes.predicate_objects(shape)):
        if parameter in _OF_PATHS and not way:
            raise DataError("a constraint on counts, languages or order stands in a shape without sh:path")
        if parameter == SH.minCount:
            yield parameter, _nodes(way, _fewer(focus, way, int(str(value))))
        elif parameter == SH.maxCount:
            yield parameter, _nodes(way, _more(focus, way, int(str(value))))
        elif parameter == SH.uniqueLang and str(value) in TRUE:
            yield parameter, _nodes(way, _same_language(focus, way))
        elif parameter == SH.hasValue:
            yield parameter, _nodes(way, _lacks(focus, way, constant(value)))
        elif parameter == SH.closed and str(value) in TRUE:
            yield parameter, _others(focus, {n3(one) for one in _allowed(shapes, shape)})
        elif parameter == SH.disjoint:
            yield parameter, _common(focus, way, str(value))
        elif parameter in _ORDERS:
            yield parameter, _unordered(focus, way, _ORDERS[parameter], str(value))


def _nodes(way: str, found: Focus) -> Find:
    return lambda columns: ((this, way, None) for this in found(columns))


def _fewer(focus: Focus, way: str, least: int) -> Focus:
    def found(columns: Columns) -> set[bytes]:
        if least < 2:
            return focus(columns) - columns.things(way) if least else set()
        several = columns.several(way)
        return {this for this in focus(columns) if len(several.get(this, ())) < least}

    return found


def _more(focus: Focus, way: str, most: int) -> Focus:
    def found(columns: Columns) -> set[bytes]:
        if not most:
            return focus(columns) & columns.things(way)
        many = {this for this, values in columns.several(way).items() if len(values) > most}
        return many & focus(columns) if many else many

    return found


def _same_language(focus: Focus, way: str) -> Focus:
    def found(columns: Columns) -> set[bytes]:
        repeated = set()
        for this, values in columns.several(way).items():
            tags = Counter(tag for value in values if (tag := read_term(value).language))
            if any(times > 1 for times in tags.values()):
                repeated.add(this)
        return repeated & focus(columns) if repeated else repeated

    return found


def _lacks(focus: Focus, way: str, wanted: bytes) -> Focus:
    def found(columns: Columns) -> set[bytes]:
        if not way:
            return focus(columns) - {wanted}
        rows = zip(*columns.pairs(way), strict=True)
        return focus(columns) - {this for this, value in rows if value == wanted}

    return found


def _others(focus: Focus, allowed: set[bytes]) -> Find:
    def find(columns: Columns) -> Iterator[Broken]:
        those = focus(columns)
        for name in columns.properties - allowed:
            path = name[1:-1].decode()
            if those & columns.things(path):
                rows = zip(*columns.pairs(path), strict=True)
                yield from ((this, path, value) for this, value in rows if this in those)

    return find


def _common(focus: Focus, way: str, other: str) -> Find:
    def find(columns: Columns) -> Iterator[Broken]:
        those = focus(columns)
        pairs = set(zip(*columns.pairs(other), strict=True))
        rows = zip(*columns.pairs(way), strict=True) if way else ((this, this) for this in those)
        yield from ((this, way, value) for this, value in pairs.intersection(rows) if this in those)

    return find


def _unordered(focus: Focus, way: str, sign: Callable[[Any, Any], bool], other: str) -> Find:
    def find(columns: Columns) -> Iterator[Broken]:
        others: dict[bytes, list[bytes]] = defaultdict(list)
        for this, value in zip(*columns.pairs(other), strict=True):
            others[this].append(value)
        wrong = [
            (this, value)
            for this, value in zip(*columns.pairs(way), strict=True)
            if not all(stands(value, sign, than) for than in others.get(this, ()))
        ]
        those = focus(columns) if wrong else set()
        yield from ((this, way, value) for this, value in wrong if this in those)

    return find


def _allowed(shapes: Graph, shape: Node) -> set[Node]:
    paths = {shapes.value(one, SH.path) for one in shapes.objects(shape, SH.property)}
    ignored = shapes.value(shape, SH.ignoredProperties)
    listed = set(Collection(shapes, ignored)) if ignored else set()
    return {path for path in paths if isinstance(path, URIRef)} | listed
