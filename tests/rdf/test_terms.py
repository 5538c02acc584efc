"""IRIs: minted in one way, ASCII, without version, language or extension."""

import re

import pytest
from rdflib import Graph

from hrgraph.rdf import terms


@pytest.mark.parametrize(
    ("iri", "rest"),
    [
        (terms.thing("eeas"), "id/eeas"),
        (terms.thing("press-release-act/p1"), "id/press-release-act/p1"),
        (terms.graph("entities"), "graph/entities"),
        (terms.span("d", [(0, 4)]), "id/d/span/0-4"),
        (terms.span("d", [(0, 4), (10, 12)]), "id/d/span/0-4_10-12"),
        (terms.segment("d", (10, 12)), "id/d/char/10-12"),
        (terms.mention("d", [(0, 4), (10, 12)], "eeas"), "id/d/mention/0-12/eeas"),
    ],
)
def test_minted_iris(iri: str, rest: str) -> None:
    """Things, graphs, spans, segments and mentions have their IRIs below the one base."""
    assert iri == "https://w3id.org/hrgraph/" + rest


def test_namespaces() -> None:
    """Terms of the ontology and of the shapes end in a name behind a hash."""
    assert terms.HR == "https://w3id.org/hrgraph/ontology#"
    assert terms.HRS == "https://w3id.org/hrgraph/shapes#"
    assert terms.RDF_TYPE == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert terms.RDFS_LABEL == "http://www.w3.org/2000/01/rdf-schema#label"


def test_iris_of_the_real_graph(everything: Graph) -> None:
    """Every own IRI of the real graph is plain ASCII that needs no encoding."""
    own = {str(term) for triple in everything for term in triple if str(term).startswith(terms.BASE)}
    assert len(own) > 1000
    assert [
        iri for iri in sorted(own) if not re.fullmatch(r"https://w3id\.org/hrgraph/[A-Za-z0-9/._#-]*", iri)
    ] == []
