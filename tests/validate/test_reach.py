"""Whether a SPARQL constraint can be asked of one document at a time."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.validate.compile import compile_shapes
from hrgraph.validate.engine import narrower
from hrgraph.validate.reach import reach
from hrgraph.validate.shapes import read_shapes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
P = "PREFIX : <https://example.org/> "
CONNECTED = {
    "one thing": "SELECT ?value { ?value :p ?words ; :q ?words }",
    "a path": "SELECT ?value { ?value :p/:q ?it ; :r+ ?value }",
    "through a thing": "SELECT ?value { ?value :p ?it . ?it :q ?words }",
    "through no literal": "SELECT ?value { ?value :p ?it . ?other :q ?it FILTER (ISIRI(?it) && ?it != :a) }",
    "each way": "SELECT ?value { { ?value :p ?words } UNION { ?value :q ?words } }",
    "in a sub-query": "SELECT ?value { { SELECT ?value { ?value :p ?it . ?it :q ?one } } ?value :r ?two }",
    "counted for a thing": "SELECT ?value { ?value :p ?it } GROUP BY ?value HAVING (COUNT(?it) > 1)",
    "what is missing": "SELECT ?value { ?value :p ?it FILTER NOT EXISTS { ?it :q ?words } }",
}
APART = {
    "no link": "SELECT ?value { ?value :p ?it . ?other :q ?more }",
    "the same words": "SELECT ?value { ?value :p ?words . ?other :q ?words }",
    "what may be words": "SELECT ?value { ?value :p ?it . ?other :q ?it FILTER (ISIRI(?it) || ?it != 1) }",
    "the same type": "SELECT ?value { ?value a ?kind . ?other a ?kind }",
    "one way": "SELECT ?value { { ?value :p ?other . ?other :q ?a } UNION { ?value :r ?a . ?other :q ?b } }",
    "a name used twice": "SELECT ?value { { SELECT ?value { ?value :p ?it } } ?it :q ?more }",
    "counted for words": "SELECT ?n (COUNT(?it) AS ?value) { ?it :p ?n } GROUP BY ?n",
    "what is missing": "SELECT ?value { ?value :p ?it FILTER NOT EXISTS { ?other :q ?words } }",
    "an option": "SELECT ?value { ?value :p ?it OPTIONAL { ?other :q ?words } }",
}


@pytest.mark.parametrize("query", CONNECTED.values(), ids=CONNECTED)
def test_a_pattern_that_hangs_together(query: str) -> None:
    """Every two things of a row are linked by statements that the query asks for."""
    assert reach(P + query).connected


@pytest.mark.parametrize("query", APART.values(), ids=APART)
def test_a_pattern_that_does_not_hang_together(query: str) -> None:
    """Things that only words, a type or a count bring together may be of two documents."""
    assert not reach(P + query).connected


def test_what_is_asked_for() -> None:
    """Properties, in paths and in EXISTS too, and classes; None where any class will do."""
    found = reach(P + "SELECT ?value { ?value a :C ; :p/^:q ?it FILTER EXISTS { ?it (:r|:s)* ?value } }")

    assert found.properties == {f"https://example.org/{name}" for name in "pqrs"} | {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    }
    assert found.classes == frozenset({"https://example.org/C"})
    assert reach(P + "SELECT ?value { ?value a ?kind }").classes is None
    assert not found.any_property


def test_forward() -> None:
    """From one thing to what it points to and on: nobody else is asked who points there."""
    assert reach(P + "SELECT ?value { ?value :p ?it . ?it :q ?more }").forward
    assert not reach(P + "SELECT ?value { ?value :p ?it . ?other :q ?it . ?it a :C }").forward
    counted = "SELECT ?value (COUNT(?it) AS ?n) { ?it :p ?value . ?value a :C } GROUP BY ?value"
    assert not reach(P + counted).forward


def test_any_property() -> None:
    """One statement with any property is enough for a row, or it is not."""
    one = reach(P + "SELECT ?value { ?it ?p ?value FILTER NOT EXISTS { ?value a ?class } ?p a :C }")
    two = reach(P + "SELECT ?value { ?it ?p ?value ; :q ?more }")
    counted = reach(P + "SELECT ?p (COUNT(*) AS ?n) { ?it ?p ?value } GROUP BY ?p HAVING (COUNT(*) > 2)")
    elsewhere = reach(P + "SELECT ?value { ?value ?p ?it . ?other ?p ?it }")
    others = reach(P + "SELECT ?value { ?it !:p ?value ; :q ?more }")

    assert one.any_property
    assert one.single
    assert two.any_property
    assert not two.single
    assert not counted.single
    assert not elsewhere.single
    assert others.any_property


def test_what_cannot_be_judged_is_refused() -> None:
    """A part of SPARQL that this module does not know must not pass for harmless."""
    with pytest.raises(DataError, match="Graph"):
        reach(P + "SELECT ?value { GRAPH :g { ?value :p ?it } }")


def test_every_shape_of_the_project_can_be_judged() -> None:
    """No constraint has any property and needs a second statement."""
    checks = compile_shapes(read_shapes(ONTOLOGY).of_all, narrower(()))
    far = [reach(check.query) for check in checks if check.query]

    assert far
    assert all(one.single for one in far if one.any_property)
