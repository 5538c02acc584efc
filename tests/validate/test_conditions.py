"""Conditions on single values; what they find is compared with pySHACL in `test_engine.py`."""

import operator

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from hrgraph.errors import DataError
from hrgraph.rdf.term import literal
from hrgraph.rdf.terms import RDF, RDF_TYPE, XSD
from hrgraph.store.columns import Columns
from hrgraph.validate.conditions import Test, conditions, constant, form_of, n3, stands

SHACL = "http://www.w3.org/ns/shacl#"
NOTHING = Columns({})


def made_for(shape: str, data: Columns = NOTHING) -> list[Test]:
    """The tests of a shape written in Turtle."""
    graph = Graph().parse(data=f"@prefix sh: <{SHACL}> . <x:s> {shape} .")
    found = conditions(graph, URIRef("x:s"), lambda name: {name, f"{name}/below"})
    return [condition(data) for _, condition in found]


def test_class_stands_for_those_below_it() -> None:
    """A member of a narrower class is a member."""
    kinds = ((b"a", b"x:c"), (b"b", b"x:c/below"), (b"c", b"x:d"))
    data = Columns.of([b"<x:%s> <%s> <%s>" % (thing, RDF_TYPE.encode(), cls) for thing, cls in kinds])
    [breaks] = made_for("sh:class <x:c>", data)

    assert [thing for thing in (b"<x:a>", b"<x:b>", b"<x:c>") if breaks(thing)] == [b"<x:c>"]


def test_every_constraint_gives_a_condition() -> None:
    """Two constraints of one shape are two conditions."""
    short, no_iri = made_for("sh:nodeKind sh:IRI ; sh:minLength 2")

    assert [short(value) for value in (b'"a"', b'"ab"', b"_:abc")] == [True, False, True]
    assert [no_iri(value) for value in (b"<x:a>", b'"a"', b"_:a")] == [False, True, True]


@pytest.mark.parametrize(
    ("datatype", "good", "bad"),
    [
        ("integer", ["1", "-007"], ["", "1.0", "x", "1\n"]),
        ("nonNegativeInteger", ["0", "-0", "+7"], ["-1"]),
        ("positiveInteger", ["1", "+010"], ["0", "-1"]),
        ("decimal", ["1", "-.5", "1."], ["1e3", "."]),
        ("boolean", ["true", "0"], ["True", "2"]),
        ("date", ["2021-05-19", "2021-05-19Z"], ["2021-13-01", "19.05.2021"]),
        ("string", ["", "a\nb", 'say "yes"@lv'], []),
    ],
)
def test_form_of_literals(datatype: str, good: list[str], bad: list[str]) -> None:
    """The lexical form of each datatype, as XML Schema has it."""
    form = form_of(XSD + datatype)

    texts = [text for text in (*good, *bad) if form.fullmatch(literal(text, XSD + datatype).n3().encode())]
    assert texts == good


def test_form_of_literals_of_another_datatype() -> None:
    """A literal of another datatype, an IRI and a blank node have the form of none."""
    others = (b'"1"^^<x:other>', b'"1"@lv', b'"1"', b"<x:1>", b"_:1")

    assert not any(form_of(XSD + "integer").fullmatch(value) for value in others)
    assert [value for value in others if form_of(XSD + "string").fullmatch(value)] == [b'"1"']
    assert [value for value in others if form_of(RDF + "langString").fullmatch(value)] == [b'"1"@lv']


def test_unknown_datatype_number_blank_node_and_pattern_are_refused() -> None:
    """What could not be heeded is an error."""
    with pytest.raises(DataError, match="gYear"):
        form_of(XSD + "gYear")
    with pytest.raises(DataError, match="a number"):
        constant(Literal(1))
    with pytest.raises(DataError, match="a blank node"):
        n3(BNode())
    with pytest.raises(DataError, match="no regular expression"):
        made_for('sh:pattern "("')


def test_the_end_of_a_pattern_is_the_end_of_the_text() -> None:
    """A line break at the end does not slip through, though Python's own $ lets it."""
    [breaks] = made_for('sh:pattern "^a$"')
    [allows] = made_for('sh:pattern "^a\\\\n$"')

    assert [breaks(b'"a"'), breaks(b'"a\\n"'), allows(b'"a\\n"')] == [False, True, False]


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        (f'"9"^^<{XSD}nonNegativeInteger>', f'"10"^^<{XSD}integer>', True),
        (f'"9"^^<{XSD}integer>', f'"9.5"^^<{XSD}decimal>', True),
        ('"a"', '"b"', True),
        ('"9"', f'"10"^^<{XSD}integer>', False),
        ('"a"@lv', '"b"@lv', False),
        ("<x:a>", "<x:b>", False),
        (f'"x"^^<{XSD}integer>', f'"10"^^<{XSD}integer>', False),
        (f'"2021-05-19"^^<{XSD}date>', f'"2021-05-20"^^<{XSD}date>', True),
        (f'"2021-05-19T00:00:00Z"^^<{XSD}dateTime>', f'"2021-05-20T00:00:00"^^<{XSD}dateTime>', False),
    ],
)
def test_order_of_values(one: str, other: str, less: bool) -> None:
    """Numbers by value whatever their type, other values within their type; the rest has no order."""
    assert stands(one.encode(), operator.lt, other.encode()) is less
    assert not stands(other.encode(), operator.lt, one.encode())
