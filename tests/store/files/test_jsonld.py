"""JSON-LD with a context of its own."""

import json

import pyoxigraph as ox

from hrgraph.rdf import terms
from hrgraph.store.files.jsonld import jsonld


def test_kinds_of_values_that_differ() -> None:
    """The context speaks for the values of a property only if all are alike; else each says what it is."""
    subject, graph = ox.NamedNode(terms.ID + "a"), ox.NamedNode(terms.GRAPH + "g")
    alike, differing = ox.NamedNode(terms.HR + "alike"), ox.NamedNode(terms.HR + "differing")
    date = ox.Literal("2026-11-21", datatype=ox.NamedNode(terms.XSD + "date"))
    quads = [
        ox.Quad(subject, alike, date, graph),
        ox.Quad(subject, differing, date, graph),
        ox.Quad(subject, differing, subject, graph),
    ]
    written = jsonld(quads)
    document = json.loads(written)

    assert document["@context"]["alike"] == {"@id": "hr:alike", "@type": "xsd:date"}
    assert "differing" not in document["@context"]
    assert document["@graph"][0]["@graph"] == [
        {
            "@id": "id:a",
            "alike": "2026-11-21",
            "differing": [{"@type": "xsd:date", "@value": "2026-11-21"}, {"@id": "id:a"}],
        }
    ]
    assert set(ox.parse(written, format=ox.RdfFormat.JSON_LD)) == set(quads)
