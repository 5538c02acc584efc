"""Which part of a triple can come next."""

import pytest

from hrgraph.store.query.position import Position, position


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", Position.OUTSIDE),
        ("PREFIX hr: <https://w3id.org/hrgraph/ontology#>\nSELECT ?x WHERE ", Position.OUTSIDE),
        ("SELECT * { ?s ?p ?o } ORDER BY ", Position.OUTSIDE),
        ("SELECT * { ", Position.SUBJECT),
        ("SELECT * { ?s ?p ?o . ", Position.SUBJECT),
        ("SELECT * { ?s ?p ?o OPTIONAL { ", Position.SUBJECT),
        ("SELECT * { ?s ?p ?o . FILTER(?o > 1) ", Position.SUBJECT),
        ("SELECT * { ?s ", Position.PROPERTY),
        ("SELECT * { ?s a hr:Action ; ", Position.PROPERTY),
        ("SELECT * { ?s hr:isPartOf/", Position.PROPERTY),
        ("SELECT * { ?s hr:isPartOf|^", Position.PROPERTY),
        ("SELECT * { ?s (hr:isPartOf|", Position.PROPERTY),
        ("SELECT * { ?s hr:names [ ", Position.PROPERTY),
        ("SELECT * { ?s a ", Position.CLASS),
        ("SELECT * { ?s rdf:type hr:Action , ", Position.CLASS),
        ("SELECT * { ?s ?p 1 ; a ", Position.CLASS),
        ("SELECT * { ?s hr:names ", Position.VALUE),
        ("SELECT * { ?s hr:isPartOf+ ", Position.VALUE),
        ("SELECT * { ?s hr:names [ a hr:Actor ] , ", Position.VALUE),
        ("SELECT * { FILTER(?x = ", Position.VALUE),
        ("SELECT * { FILTER(?x < ", Position.VALUE),
        ("SELECT * { ?s ?p ?o } # what ", Position.NOWHERE),
        ('SELECT * { ?s ?p "what ', Position.NOWHERE),
        ("SELECT * { ?s <https://w3id.org/", Position.NOWHERE),
        ("}}}", Position.OUTSIDE),
    ],
)
def test_position(before: str, expected: Position) -> None:
    """The place is known from what stands before it, however incomplete the query is."""
    assert position(before) is expected
