"""Changes in RDF."""

from rdflib import DCTERMS, PROV, RDF, Graph, Literal, Namespace, URIRef

from hrgraph.rdf import terms
from hrgraph.releases.difference import Source, beginning, difference
from hrgraph.releases.rdf import to_turtle

from .editions import HELPS, LEADS, Small

HR, ID = Namespace(terms.HR), Namespace(terms.ID)
RELEASES = "https://w3id.org/hrgraph/releases/"
OLD, NEW = Source("0.1", Small().quads()), Source("0.2", Small(said=(HELPS,)).quads())


def test_a_statement_that_went() -> None:
    """It is a reified statement of the old release, with its words and maker, invalidated by the new one."""
    graph = Graph().parse(data=to_turtle(difference(OLD, NEW)), format="turtle")
    making = URIRef(RELEASES + "0.2#changes")
    [node] = graph.subjects(RDF.type, RDF.Statement)

    assert str(node).startswith(RELEASES + "0.1#")
    assert (graph.value(node, RDF.subject), graph.value(node, RDF.object)) == (ID.commission, ID.work)
    assert graph.value(node, RDF.predicate) == HR.leads
    assert graph.value(node, PROV.value) == Literal(LEADS.quote, lang="lv")
    assert graph.value(node, PROV.wasAttributedTo) == ID["rule/leads"]
    assert graph.value(node, PROV.wasInvalidatedBy) == making
    assert graph.value(making, PROV.used) == URIRef(RELEASES + "0.1")
    assert graph.value(making, PROV.generated) == URIRef(RELEASES + "0.2")
    assert str(graph.value(making, DCTERMS.date)) == "2026-11-21"


def test_a_statement_that_changed() -> None:
    """The new one is a revision of the old one, and says why in both languages."""
    other = Small(said=(HELPS, LEADS._replace(maker="id:rule/helps")))
    graph = Graph().parse(data=to_turtle(difference(OLD, Source("0.2", other.quads()))), format="turtle")
    [(after, before)] = graph.subject_objects(PROV.wasRevisionOf)

    assert str(after).startswith(RELEASES + "0.2#")
    assert str(before).startswith(RELEASES + "0.1#")
    assert graph.value(after, RDF.object) == graph.value(before, RDF.object) == ID.work
    comments = list(graph.objects(after, URIRef(terms.RDFS + "comment")))
    assert {text.language for text in comments if isinstance(text, Literal)} == {"lv", "en"}


def test_files_that_are_no_releases() -> None:
    """A graph without a version is named by its hash."""
    told = to_turtle(difference(Source("a.nq", OLD.quads), Source("b.nq", NEW.quads)))

    assert told.count(b"<ni:///sha-256;") >= 3
    assert b"releases/" not in told


def test_same_bytes() -> None:
    """The same changes are the same bytes; the first release has none."""
    assert to_turtle(difference(OLD, NEW)) == to_turtle(difference(OLD, NEW))
    graph = Graph().parse(data=to_turtle(beginning(OLD)), format="turtle")
    assert list(graph.subjects(RDF.type, RDF.Statement)) == []
