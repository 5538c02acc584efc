"""pySHACL as the reference: its report as plain results."""

import pytest
from rdflib import Graph

from hrgraph.errors import DataError
from hrgraph.rdf.term import Term, iri
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
