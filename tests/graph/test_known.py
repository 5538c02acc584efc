"""What is known beside the texts: things of the lexicon, makers, documents, graphs."""

from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, VOID, Graph, Literal, Namespace, URIRef

from hrgraph.graph.known import Maker, documents_graph, entities_graph, metadata_graph
from hrgraph.graph.labels import Labels, add_labels
from hrgraph.graph.write import Graphs, nquads, things_in
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.lexicon import Entry, Phrase
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf import terms
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.structure.documents import Document, read_documents
from hrgraph.validate.finding import broken
from hrgraph.validate.run import run_shapes

HR, ID = Namespace(terms.HR), Namespace(terms.ID)
VOCABULARY = Vocabulary(
    {name: frozenset({name}) for name in ("Organ", "PublicBody", "Topic", "PersonGroup")},
    {},
    frozenset({"Topic", "PersonGroup"}),
)
ENTRIES = {
    "body": Entry("body", ("Organ", "PublicBody"), "iestāde", "body",
                  (Phrase("iestāde", "names"), Phrase("BD", "abbreviations")),
                  organ_of="parent", note_lv="Piezīme", note_en="Note"),
    "parent": Entry("parent", ("PublicBody",), "vecākā", "parent", ()),
    "right": Entry("right", ("Topic",), "tiesības", "right",
                   (Phrase("tiesības", "names"), Phrase("tiesībām", "words")),
                   alt_lv=("brīvības",), alt_en=("freedoms",), broader=("law",)),
    "law": Entry("law", ("PersonGroup",), "likums", "law", (), broader=("body",)),
    "unused": Entry("unused", ("Topic",), "lieks", "unused", ()),
}  # fmt: skip
DOCUMENT = Document(
    "doc", "PressRelease", "p", "00", "lv", "Virsraksts", "Title", "https://example.org/ā", "Piezīme", "Note"
)


@pytest.fixture
def entities() -> Graph:
    """The graph of the entries above when texts speak of `body` and `right`."""
    ontology = Graph()
    for cls in ("Topic", "PersonGroup"):
        add_labels(ontology, HR[cls], cls.lower() + "-lv", cls.lower() + "-en")
    makers = [
        Maker("rule/own", "ExtractionRule", "kārtula", "rule", "x{y}"),
        Maker("curator/anna", "Curator", "anna", "anna"),
    ]
    return entities_graph(ENTRIES, ["body", "right", "doc/p1"], VOCABULARY, Labels(ontology), makers)


def test_what_is_used_and_what_it_rests_on(entities: Graph) -> None:
    """Things that no text speaks of are left out; broader things and parents of those used are in."""
    assert set(entities.subjects(RDF.type, None)) == {
        *(ID[key] for key in ("body", "parent", "right", "law", "rule/own", "curator/anna")),
        *(ID[key] for key in ("topic-scheme", "person-group-scheme")),
    }


def test_names_of_a_thing(entities: Graph) -> None:
    """Other labels and abbreviations can be shown, phrases for matching only are hidden labels."""
    assert set(entities.objects(ID.right, SKOS.altLabel)) == {
        Literal("brīvības", lang="lv"),
        Literal("freedoms", lang="en"),
    }
    assert set(entities.objects(ID.right, SKOS.hiddenLabel)) == {Literal("tiesībām", lang="lv")}
    assert set(entities.objects(ID.body, SKOS.altLabel)) == {Literal("BD", lang="lv")}
    assert set(entities.objects(ID.body, SKOS.note)) == {
        Literal("Piezīme", lang="lv"),
        Literal("Note", lang="en"),
    }
    assert set(entities.objects(ID.body, RDFS.label)) == {
        Literal("iestāde", lang="lv"),
        Literal("body", lang="en"),
    }


def test_concepts(entities: Graph) -> None:
    """Concepts have a scheme, preferred labels and broader concepts; what is no concept has none of these."""
    assert set(entities.objects(ID.right, SKOS.prefLabel)) == {
        Literal("tiesības", lang="lv"),
        Literal("right", lang="en"),
    }
    assert set(entities.objects(ID.right, SKOS.broader)) == {ID.law}
    assert set(entities.objects(ID.law, SKOS.broader)) == set()
    assert entities.value(ID.law, SKOS.inScheme) == ID["person-group-scheme"]
    assert entities.value(ID.body, SKOS.inScheme) is None
    assert entities.value(ID.body, HR.isOrganOf) == ID.parent
    assert set(entities.objects(ID.body, RDF.type)) == {HR.Organ, HR.PublicBody}


def test_makers(entities: Graph) -> None:
    """A rule shows its pattern, a curator has none."""
    assert entities.value(ID["rule/own"], SKOS.note) == Literal("x{y}")
    assert set(entities.predicates(ID["curator/anna"])) == {RDF.type, RDFS.label}


def test_documents() -> None:
    """A document has class, titles, language, notes and its address as printed, not as a link."""
    graph = documents_graph([DOCUMENT])
    assert set(graph.objects(ID.doc, DCTERMS.title)) == {
        Literal("Virsraksts", lang="lv"),
        Literal("Title", lang="en"),
    }
    assert graph.value(ID.doc, HR.printedAddress) == Literal("https://example.org/ā")
    assert str(graph.value(ID.doc, DCTERMS.language)) == "lv"
    assert (ID.doc, RDF.type, HR.PressRelease) in graph


def test_metadata() -> None:
    """Every graph is described: licence, number of statements, and the document that it rests on."""
    inner = Graph()
    inner.add((ID.x, RDF.type, HR.Topic))
    graph = metadata_graph({"doc": inner, "entities": Graph()}, [DOCUMENT], "1.2")
    node = URIRef(terms.graph("doc"))
    assert str(graph.value(node, VOID.triples)) == "1"
    assert graph.value(node, DCTERMS.source) == ID.doc
    assert graph.value(URIRef(terms.graph("entities")), DCTERMS.source) is None
    assert set(graph.objects(ID.hrgraph, VOID.subset)) == {node, URIRef(terms.graph("entities"))}
    assert graph.value(ID.hrgraph, DCTERMS.hasVersion) == Literal("1.2")


def test_real_things_are_all_described(graphs: Graphs, readings: dict[str, DocumentReading]) -> None:
    """Whatever the texts' graphs speak of is described in some graph."""
    described = {s for graph in graphs.values() for s in graph.subjects(RDF.type, None)}
    spoken = {ID[key] for key in things_in(graphs[name] for name in readings)}
    assert {str(thing) for thing in spoken - described} == set()


def test_real_metadata_counts(graphs: Graphs) -> None:
    """The numbers of statements in the metadata are those of the graphs."""
    counts = {
        name: str(graphs["metadata"].value(URIRef(terms.graph(name)), VOID.triples))
        for name in graphs
        if name != "metadata"
    }
    assert counts == {name: str(len(graph)) for name, graph in graphs.items() if name != "metadata"}


def test_whatever_a_text_names_is_described_soundly(root: Path, knowledge: Knowledge) -> None:
    """If a text named every thing of the lexicon, only documents would break a shape."""
    entries = knowledge.context.entries
    graph = entities_graph(
        entries, set(entries), knowledge.context.vocabulary, knowledge.labels, knowledge.makers
    )
    quads = nquads({"entities": graph, "ontology": knowledge.labels.ontology})
    own = {terms.thing(document.id) for document in read_documents(root / "data" / "documents")}
    found = broken(run_shapes(quads, root / "ontology"))
    assert [finding for finding in found if finding.focus not in own] == []
