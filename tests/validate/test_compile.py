"""Shapes in, queries out: one a constraint; what the compiler does not know is refused."""

import pytest
from rdflib import Graph

from hrgraph.errors import DataError
from hrgraph.rdf.terms import RDF_TYPE
from hrgraph.store.columns import Columns
from hrgraph.store.working import WorkingStore
from hrgraph.validate.compile import compile_shapes
from hrgraph.validate.engine import results_of

TYPE = RDF_TYPE.encode()
PREFIXES = """
@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def test_each_constraint_is_one_check() -> None:
    """However many targets a property shape has through its parents."""
    shapes = Graph().parse(
        data=PREFIXES
        + ":a a sh:NodeShape ; sh:targetClass :A ; sh:property :p . :b a sh:NodeShape ; sh:targetClass :B ; "
        "sh:property :p . :p a sh:PropertyShape ; sh:path :q ; "
        "sh:minCount 1 ; sh:datatype xsd:positiveInteger ."
    )
    checks = compile_shapes(shapes, lambda name: {name})

    assert sorted(check.component.rpartition("#")[2] for check in checks) == [
        "DatatypeConstraintComponent",
        "MinCountConstraintComponent",
    ]
    data = Columns.of(
        [b"<https://example.org/x> <%s> <https://example.org/%s>" % (TYPE, c) for c in (b"A", b"B")]
    )
    assert all(check.focus(data) == {b"<https://example.org/x>"} for check in checks)


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (":s a sh:NodeShape ; sh:targetClass :Thing ; sh:xone ( [ sh:class :A ] ) .", "sh:xone"),
        (":s a sh:NodeShape ; sh:targetClass :Thing ; sh:node :other .", "sh:node"),
        (":s a sh:PropertyShape ; sh:targetClass :Thing ; sh:path ( :p :q ) ; sh:minCount 1 .", "of paths"),
        (":s a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :p ; sh:equals :q .", "sh:equals"),
        (":s a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :p ; sh:property :t .", "sh:property"),
        (":s a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :p ; sh:datatype xsd:gYear .", "gYear"),
        (":s a sh:PropertyShape ; sh:targetClass :Thing ; sh:minCount 1 .", "no sh:path"),
        (":s a sh:NodeShape ; sh:targetClass :Thing ; sh:minCount 1 .", "without sh:path"),
        (":s a sh:NodeShape ; sh:targetClass :Thing ; sh:not [ sh:node :other ] .", "sh:node"),
        (
            ":s a sh:NodeShape ; sh:targetClass :Thing ; sh:not [ sh:path :p ; sh:minCount 1 ] .",
            "sh:minCount",
        ),
        (":s a sh:NodeShape ; sh:targetClass :Thing ; sh:in ( [] ) .", "blank node"),
        (":s a sh:NodeShape ; sh:targetClass :Thing ; sh:in ( 1 ) .", "a number"),
        (":s a sh:NodeShape ; sh:target [] .", "SHACL-AF"),
        (
            ':s a sh:NodeShape ; sh:targetNode :x ; sh:sparql [ sh:select "SELECT WHERE" ] .',
            "no valid SPARQL",
        ),
        (
            ':s a sh:NodeShape ; sh:targetNode :x ; sh:sparql [ sh:select "ASK { ?s ?p ?o }" ] .',
            "cannot be run",
        ),
    ],
)
def test_what_is_not_known_is_refused(shape: str, why: str) -> None:
    """A constraint that nobody checks must not look like one that nothing breaks."""
    store = WorkingStore()
    store.read((PREFIXES + ":x a :Thing .").encode(), "turtle", "urn:graph")

    with pytest.raises(DataError, match=f"a shape cannot be used.*{why}"):
        results_of(store, Graph().parse(data=PREFIXES + shape))
