"""pySHACL as the reference: its report as plain results."""

from pathlib import Path

import pytest
from rdflib import Graph

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri
from hrgraph.rdf.terms import HRS
from hrgraph.store.working import WorkingStore
from hrgraph.validate.data import read_turtle
from hrgraph.validate.engine import results_of
from hrgraph.validate.reference import reference_results
from hrgraph.validate.result import Result

PREFIXES = "@prefix : <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . "


def test_messages_keep_their_language() -> None:
    """pySHACL drops the language of a message that it fills in; the template brings it back."""
    shapes = Graph().parse(
        data=PREFIXES + ":s a sh:NodeShape ; sh:targetNode :a ; sh:severity sh:Info ; sh:sparql [ "
        'sh:message "nav {?value}"@lv , "no {?value}"@en ; '
        'sh:select "SELECT $this ?value WHERE { $this <https://example.org/p> ?value }" ] .'
    )
    [result] = reference_results(Graph().parse(data=PREFIXES + ":a :p :b ."), shapes)

    assert result == Result(
        focus=iri("https://example.org/a"),
        path="",
        value=Term("iri", "https://example.org/b"),
        shape="https://example.org/s",
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        severity="info",
        messages=(("en", "no https://example.org/b"), ("lv", "nav https://example.org/b")),
    )


def test_malformed_shape_is_an_error() -> None:
    """A shape that pySHACL refuses is said to be one."""
    shapes = Graph().parse(
        data=PREFIXES + ":s a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:minCount 1 ] ."
    )

    with pytest.raises(DataError, match="a shape cannot be used"):
        reference_results(Graph().parse(data=PREFIXES + ":a :p :b ."), shapes)


def test_words_in_place_of_numbers_are_judged_alike() -> None:
    """A nested mention with a word for an offset lies nowhere: both engines say so, however they compare."""
    ontology = Path(__file__).parents[2] / "ontology"
    example = Path(__file__).parents[1] / "shapes" / "evidence" / "nested-mentions.ttl"
    text = example.read_text(encoding="utf-8").replace('oa:end "5"^^xsd:nonNegativeInteger', 'oa:end "five"')
    shapes = read_turtle([ontology / "shapes" / "evidence.ttl", ontology / "prefixes.ttl"])
    store = WorkingStore()
    store.read(text.encode(), "turtle", "urn:example")
    found = {result for result in results_of(store, shapes) if result.shape == HRS + "NestedMentions"}
    reference = reference_results(Graph().parse(data=text), shapes)

    assert {result.value.text.rsplit("/")[-1] for result in found if result.value} == {"good", "bad"}
    assert found == {result for result in reference if result.shape == HRS + "NestedMentions"}
