"""Plain values as Turtle."""

from rdflib import Graph, Literal, URIRef

from hrgraph.rdf import terms
from hrgraph.rdf.term import iri, literal
from hrgraph.rdf.terms import XSD
from hrgraph.store.files.turtle import turtle


def test_turtle() -> None:
    """Every kind of term is written so that another library reads it again; a statement twice is one."""
    said = [
        (terms.ID + "a", terms.HR + "b", literal("ā\n", language="lv")),
        (terms.ID + "a", terms.HR + "b", literal("2026-11-21", XSD + "date")),
        (terms.ID + "a", terms.HR + "b", literal("x")),
        (terms.ID + "a", terms.HR + "c", iri("urn:x")),
    ]
    graph = Graph().parse(data=turtle([*said, *said]), format="turtle")

    assert {str(node) for node in graph.objects(URIRef(terms.ID + "a"), URIRef(terms.HR + "c"))} == {"urn:x"}
    assert set(graph.objects(None, URIRef(terms.HR + "b"))) == {
        Literal("ā\n", lang="lv"),
        Literal("2026-11-21", datatype=URIRef(XSD + "date")),
        Literal("x"),
    }
    assert turtle(said) == turtle([*said, *said])
    assert b"@prefix x: <urn:> ." in turtle(said, {"x": "urn:"})
