"""Constraints on several values of a thing; what they find is compared with pySHACL in `test_engine.py`."""

import pytest
from rdflib import Graph, URIRef

from hrgraph.errors import DataError
from hrgraph.store.columns import Columns
from hrgraph.validate.core import Broken, on_nodes, on_values

SHACL = "http://www.w3.org/ns/shacl#"
NUMBER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
DATA = Columns.of(
    line.encode()
    for line in (
        '<x:one> <x:p> "a"',
        '<x:two> <x:p> "a"@lv',
        '<x:two> <x:p> "b"@lv',
        '<x:two> <x:p> "b"@lv',
        f'<x:two> <x:first> "2"{NUMBER}',
        f'<x:two> <x:last> "010"{NUMBER}',
        f'<x:one> <x:first> "2"{NUMBER}',
        f'<x:one> <x:last> "1"{NUMBER}',
        '<x:one> <x:q> "a"',
    )
)
THINGS = {b"<x:one>", b"<x:two>", b"<x:three>"}


def focus(_: Columns) -> set[bytes]:
    """Three things, one of which the data say nothing of."""
    return THINGS


def broken(constraint: str, way: str = "x:p") -> list[Broken]:
    """What breaks a constraint written in Turtle, in order."""
    graph = Graph().parse(data=f"@prefix sh: <{SHACL}> . <x:s> {constraint} .")
    [(_, find)] = on_nodes(graph, URIRef("x:s"), focus, way)
    return sorted(find(DATA), key=str)


@pytest.mark.parametrize(
    ("constraint", "things"),
    [
        ("sh:minCount 0", []),
        ("sh:minCount 1", ["three"]),
        ("sh:minCount 2", ["one", "three"]),
        ("sh:minCount 3", ["one", "three", "two"]),
        ("sh:maxCount 0", ["one", "two"]),
        ("sh:maxCount 1", ["two"]),
        ("sh:maxCount 2", []),
        ("sh:uniqueLang true", ["two"]),
        ("sh:hasValue 'a'", ["three", "two"]),
    ],
)
def test_counts_languages_and_values(constraint: str, things: list[str]) -> None:
    """A value given twice counts once; a thing without values counts too; the result is about the thing."""
    assert broken(constraint) == [(f"<x:{thing}>".encode(), "x:p", None) for thing in things]


def test_a_closed_shape_names_the_property() -> None:
    """What is neither a property of the shape nor ignored is told with its value."""
    found = broken(
        "sh:closed true ; sh:ignoredProperties ( <x:first> <x:last> ) ; sh:property [ sh:path <x:p> ]", ""
    )

    assert found == [(b"<x:one>", "x:q", b'"a"')]


def test_common_values() -> None:
    """A value that both properties of a thing have breaks sh:disjoint."""
    assert broken("sh:disjoint <x:q>") == [(b"<x:one>", "x:p", b'"a"')]


@pytest.mark.parametrize("constraint", ["sh:lessThan <x:last>", "sh:lessThanOrEquals <x:last>"])
def test_order_is_that_of_values(constraint: str) -> None:
    """2 is less than 010 and more than 1, however they are written."""
    assert broken(constraint, "x:first") == [(b"<x:one>", "x:first", f'"2"{NUMBER}'.encode())]


def test_each_value_is_judged_for_all_that_have_it() -> None:
    """A wrong value is told of each focus node that has it; without a path the node itself is the value."""
    values = on_values(lambda columns: lambda value: value == b'"a"', focus, "x:p")
    nodes = on_values(lambda columns: lambda value: value == b"<x:three>", focus, "")

    assert list(values(DATA)) == [(b"<x:one>", "x:p", b'"a"')]
    assert list(nodes(DATA)) == [(b"<x:three>", "", b"<x:three>")]


def test_a_count_needs_a_path() -> None:
    """A count of nothing is refused."""
    with pytest.raises(DataError, match="without sh:path"):
        broken("sh:minCount 1", "")
