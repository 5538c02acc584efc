"""Labels: one in each language on every thing."""

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

from hrgraph.graph.labels import Labels, add_labels
from hrgraph.rdf import terms

HR = Namespace(terms.HR)
UNLABELLED = (HR.TextSpan, HR.TextSegment, HR.TextEvidence, HR.Mention)


def ontology() -> Graph:
    """An ontology of one class."""
    graph = Graph()
    add_labels(graph, HR.Action, "rīcība", "action")
    return graph


def test_labels_of_a_term() -> None:
    """A term of the ontology has its two labels, and a part is named by its kind and identifier."""
    labels = Labels(ontology())
    assert labels.of("Action") == ("rīcība", "action")
    assert labels.part("Action", "I.A.3") == ("Rīcība I.A.3", "Action I.A.3")


def test_term_without_labels() -> None:
    """A term that the ontology does not label is a KeyError."""
    with pytest.raises(KeyError):
        Labels(ontology()).of("Deed")


def test_labels_are_given_in_both_languages() -> None:
    """A thing gets a Latvian and an English label."""
    graph = Graph()
    add_labels(graph, URIRef(terms.ID + "x"), "lv vārds", "en word")
    assert set(graph.objects(None, RDFS.label)) == {
        Literal("lv vārds", lang="lv"),
        Literal("en word", lang="en"),
    }


def test_every_thing_has_two_labels(everything: Graph) -> None:
    """Every thing of the real graph that has a class has exactly one label in each language."""
    skipped = {node for cls in UNLABELLED for node in everything.subjects(RDF.type, cls)}
    things = {
        node
        for node in everything.subjects(RDF.type, None)
        if str(node).startswith(terms.ID) and node not in skipped
    }
    wrong = {
        node: languages
        for node in things
        if (
            languages := sorted(
                str(getattr(label, "language", "")) for label in everything.objects(node, RDFS.label)
            )
        )
        != ["en", "lv"]
    }
    assert len(things) > 500
    assert wrong == {}


def test_words_and_evidence_have_no_label(everything: Graph) -> None:
    """Spans, segments, mentions and evidence are not named: their quote says what they are."""
    labelled = {node for cls in UNLABELLED for node in everything.subjects(RDF.type, cls)} & set(
        everything.subjects(RDFS.label)
    )
    assert labelled == set()
