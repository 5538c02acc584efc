"""Conditions on single values; what they find is compared with pySHACL in `test_engine.py`."""

import re

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from hrgraph.errors import DataError
from hrgraph.rdf.terms import XSD
from hrgraph.validate.conditions import conditions, constant, form_of, is_a, n3

SHACL = "http://www.w3.org/ns/shacl#"


def test_class_stands_for_those_below_it() -> None:
    """A member of a narrower class is a member."""
    found = is_a(lambda name: {name, "x:below"}, URIRef("x:c"), "?value")

    assert found == "EXISTS { ?value a ?class FILTER(?class IN (<x:below>, <x:c>)) }"


def test_every_constraint_gives_a_condition() -> None:
    """Two constraints of one shape are two conditions."""
    graph = Graph().parse(data=f"@prefix sh: <{SHACL}> . <x:s> sh:nodeKind sh:IRI ; sh:minLength 2 .")

    assert [test for _, test in conditions(graph, URIRef("x:s"), lambda name: {name})] == [
        "(ISBLANK(?value) || STRLEN(STR(?value)) < 2)",
        "!(ISIRI(?value))",
    ]


@pytest.mark.parametrize(
    ("datatype", "good", "bad"),
    [
        ("integer", ["1", "-007"], ["", "1.0", "x"]),
        ("nonNegativeInteger", ["0", "-0", "+7"], ["-1"]),
        ("positiveInteger", ["1", "+010"], ["0", "-1"]),
        ("decimal", ["1", "-.5", "1."], ["1e3", "."]),
        ("boolean", ["true", "0"], ["True", "2"]),
        ("date", ["2021-05-19", "2021-05-19Z"], ["2021-13-01", "19.05.2021"]),
    ],
)
def test_form_of_literals(datatype: str, good: list[str], bad: list[str]) -> None:
    """The lexical form of each datatype, as XML Schema has it."""
    form = re.compile(form_of(XSD + datatype))

    assert [text for text in (*good, *bad) if form.search(text)] == good


def test_unknown_datatype_number_and_blank_node_are_refused() -> None:
    """What the engine could not heed is an error."""
    with pytest.raises(DataError, match="gYear"):
        form_of(XSD + "gYear")
    with pytest.raises(DataError, match="a number"):
        constant(Literal(1))
    with pytest.raises(DataError, match="a blank node"):
        n3(BNode())
