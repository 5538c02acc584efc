"""The graph of a document: parts, words, mentions, statements, each with its exact characters."""

import hashlib
from collections import Counter

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from hrgraph.assertions.model import Assertion, Evidence, Node, Reading
from hrgraph.assertions.model import Literal as Value
from hrgraph.graph.facts import DocumentGraph
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.match import Mention
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf import terms
from hrgraph.rdf.terms import HR as ONTOLOGY

HR, ID, OA = Namespace(terms.HR), Namespace(terms.ID), Namespace(terms.OA)
D = Namespace(terms.ID + "d/")
POLICY_MODULES = ("actors", "objectives", "instruments")


def number(graph: Graph, subject: URIRef, predicate: URIRef) -> int:
    """The one whole number that the property gives."""
    (value,) = graph.objects(subject, predicate)
    return int(str(value))


# ------------------------------------------------------------------ made-up document
def test_source_text(document_graph: DocumentGraph) -> None:
    """The source text carries its characters, their number, the bytes and the hash."""
    document_graph.add_source()
    graph = document_graph.graph
    text = next(graph.objects(ID.d, HR.hasSourceText))
    assert graph.value(text, HR.textContent) == Literal(document_graph.outline.source.raw)
    assert graph.value(text, HR.characterCount) == Literal(28, datatype=XSD.nonNegativeInteger)
    assert graph.value(text, HR.byteCount) == Literal(28, datatype=XSD.nonNegativeInteger)
    assert graph.value(text, HR.sha256) == Literal("00")


def test_parts(document_graph: DocumentGraph) -> None:
    """A part has class, place, number, words and labels; a mark calls its footnote."""
    document_graph.add_structure()
    graph = document_graph.graph
    assert set(graph.triples((D["I.1"], None, None))) >= {
        (D["I.1"], RDF.type, HR.Action),
        (D["I.1"], DCTERMS.identifier, Literal("I.1")),
        (D["I.1"], HR.isPartOf, D.I),
        (D["I.1"], HR.ordinal, Literal(1, datatype=XSD.positiveInteger)),
        (D["I.1"], HR.text, Literal("Eiropas Pa- dome aicina", lang="lv")),
    }
    assert (D.I, HR.isPartOf, ID.d) in graph
    assert (D.I, HR.numberLabel, Literal("I")) in graph
    assert set(graph.objects(D.I, RDFS.label)) == {Literal("Pirmā", lang="lv"), Literal("First", lang="en")}
    assert (D["ref.1"], HR.callsFootnote, D["fn.1"]) in graph
    assert (D["layout.1"], RDF.type, HR.LayoutArtefact) in graph


def test_names_that_the_record_gives(document_graph: DocumentGraph, knowledge: Knowledge) -> None:
    """A part that the document's record names carries that name, others that of their kind."""
    named = DocumentGraph(document_graph.outline, knowledge.labels, {"I.1": ["Aicinājums", "Call"]})
    named.add_structure()
    assert set(named.graph.objects(D["I.1"], RDFS.label)) == {
        Literal("Aicinājums", lang="lv"),
        Literal("Call", lang="en"),
    }
    assert Literal("Note reference ref.1", lang="en") in set(named.graph.objects(D["ref.1"], RDFS.label))


def test_span_of_two_segments(document_graph: DocumentGraph) -> None:
    """Words that a mark cuts are one span of two segments, each with its exact characters."""
    document_graph.add_structure()
    graph = document_graph.graph
    span = graph.value(D["I.1"], HR.hasSpan)
    assert span == D["span/0-11_15-27"]
    assert set(graph.objects(span, HR.hasSegment)) == {D["char/0-11"], D["char/15-27"]}
    assert graph.value(D["char/15-27"], OA.exact) == Literal("dome  aicina")


def test_mention_nested_in_another(document_graph: DocumentGraph) -> None:
    """A mention has its words, its part, its maker and the mention around it."""
    unit = document_graph.outline.units[1]
    outer = Mention("council-of-europe", 0, 16, "Eiropas Padome")
    inner = Mention("european-union", 0, 7, "Eiropas", outer)
    document_graph.add_mentions([Reading("d", unit, (outer, inner))])
    graph = document_graph.graph
    node, around = D["mention/0-7/european-union"], D["mention/0-19/council-of-europe"]
    assert set(graph.predicate_objects(node)) == {
        (RDF.type, HR.Mention),
        (HR.denotes, ID["european-union"]),
        (HR.hasSpan, D["span/0-7"]),
        (HR.isInPart, D["I.1"]),
        (HR.isMadeBy, ID["rule/lexicon"]),
        (HR.hasReviewStatus, ID.automatic),
        (HR.isNestedIn, around),
    }
    assert graph.value(around, HR.isNestedIn) is None


def evidence(
    start: int, end: int, maker: str = "own", status: str = "automatic", reason: str = ""
) -> Evidence:
    """The words [start:end] of the made-up action."""
    return Evidence("d", "I.1", start, end, maker, status, reason)


def says(evidence: Evidence) -> Assertion:
    """The made-up action calls upon Latvia."""
    return Assertion(D["I.1"], HR.callsUpon, ID.latvia, evidence)


def test_one_axiom_for_several_grounds(document_graph: DocumentGraph) -> None:
    """A statement said twice stands once, with one axiom that has both grounds."""
    document_graph.add_assertions([says(evidence(0, 7)), says(evidence(8, 11)), says(evidence(0, 7))], [])
    graph = document_graph.graph
    (axiom,) = graph.subjects(RDF.type, OWL.Axiom)
    assert isinstance(axiom, BNode)
    assert graph.value(axiom, OWL.annotatedSource) == D["I.1"]
    assert graph.value(axiom, OWL.annotatedProperty) == HR.callsUpon
    assert graph.value(axiom, OWL.annotatedTarget) == ID.latvia
    grounds = list(graph.objects(axiom, HR.evidence))
    assert {graph.value(ground, HR.hasSpan) for ground in grounds} == {D["span/0-7"], D["span/8-11"]}
    assert {graph.value(ground, HR.isMadeBy) for ground in grounds} == {ID["rule/own"]}


def test_evidence_of_a_curator(document_graph: DocumentGraph) -> None:
    """A curator's evidence names the curator, the status and the reason, and is apart from a rule's."""
    grounds = [evidence(0, 7), evidence(0, 7, "curator/anna", "accepted", "Seen.")]
    document_graph.add_assertions([says(ground) for ground in grounds], [])
    graph = document_graph.graph
    (node,) = graph.subjects(HR.isMadeBy, ID["curator/anna"])
    assert graph.value(node, HR.hasReviewStatus) == ID.accepted
    assert graph.value(node, HR.reason) == Literal("Seen.")
    assert len(set(graph.objects(None, HR.evidence))) == 2


def test_mention_is_the_evidence_that_a_thing_is_named(document_graph: DocumentGraph) -> None:
    """Where the evidence is a name, no second node repeats what its mention says."""
    mention = Mention("latvia", 0, 7, "Eiropas")
    ground = Evidence("d", "I.1", 0, 7, "lexicon", mention=mention)
    document_graph.add_assertions([says(ground)], [])
    assert list(document_graph.graph.objects(None, HR.evidence)) == [D["mention/0-7/latvia"]]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        pytest.param(Value("jā", language="lv"), Literal("jā", lang="lv"), id="words"),
        pytest.param(
            Value("27", datatype=str(XSD.integer)), Literal("27", datatype=XSD.integer), id="number"
        ),
        pytest.param(
            Value("2013", datatype=str(XSD.string)),
            Literal("2013", datatype=XSD.string),
            id="date expression",
        ),
    ],
)
def test_values(document_graph: DocumentGraph, value: Value, term: Literal) -> None:
    """Literals keep their language or datatype, in the statement and in its axiom."""
    document_graph.add_assertions([Assertion(D["I.1"], HR.callsFor, value, evidence(0, 7))], [])
    graph = document_graph.graph
    assert graph.value(D["I.1"], HR.callsFor) == term
    assert graph.value(None, OWL.annotatedTarget, term) is not None


def test_labels_of_named_things(document_graph: DocumentGraph) -> None:
    """A thing that a rule names is labelled when something is said of it, and left out when nothing is."""
    named, unnamed = (
        Node(D.event, ("Event",), "Notikums", "Event"),
        Node(D.other, ("Event",), "Cits", "Other"),
    )
    document_graph.add_assertions(
        [Assertion(D.event, str(RDF.type), HR.Event, evidence(0, 7))], [named, unnamed]
    )
    graph = document_graph.graph
    assert set(graph.objects(D.event, RDFS.label)) == {
        Literal("Notikums", lang="lv"),
        Literal("Event", lang="en"),
    }
    assert (D.other, None, None) not in graph


# ----------------------------------------------------------------------- real graphs
def test_offsets_give_the_quoted_words(real: tuple[str, Graph], readings: dict[str, DocumentReading]) -> None:
    """Every segment of the real graph quotes exactly the raw characters between its offsets."""
    name, graph = real
    raw = readings[name].outline.source.raw
    segments = list(graph.subjects(RDF.type, HR.TextSegment))
    assert segments
    for segment in segments:
        assert isinstance(segment, URIRef)
        start, end = number(graph, segment, OA.start), number(graph, segment, OA.end)
        assert 0 <= start < end <= len(raw)
        assert str(graph.value(segment, OA.exact)) == raw[start:end], segment
        assert str(segment).endswith(f"{name}/char/{start}-{end}")
        assert not raw[start].isspace()
        assert not raw[end - 1].isspace()


def test_segments_make_up_their_quote(real: tuple[str, Graph]) -> None:
    """The segments of every span, in order, are its quote, white space apart."""
    _, graph = real
    for span in graph.subjects(RDF.type, HR.TextSpan):
        segments = sorted(
            (number(graph, segment, OA.start), str(graph.value(segment, OA.exact)))
            for segment in graph.objects(span, HR.hasSegment)
            if isinstance(segment, URIRef)
        )
        quotes = list(graph.objects(span, HR.quote))
        assert len(quotes) == 1, span
        assert "".join("".join(exact.split()) for _, exact in segments) == "".join(str(quotes[0]).split())


def test_every_statement_has_its_axiom(real: tuple[str, Graph], knowledge: Knowledge) -> None:
    """Whatever the policy modules of the ontology define is said with exactly one axiom and some evidence."""
    _, graph = real
    properties = knowledge.context.vocabulary.properties
    policy = {URIRef(ONTOLOGY + name) for name, own in properties.items() if own.module in POLICY_MODULES}
    axioms = Counter(
        (
            graph.value(axiom, OWL.annotatedSource),
            graph.value(axiom, OWL.annotatedProperty),
            graph.value(axiom, OWL.annotatedTarget),
        )
        for axiom in graph.subjects(RDF.type, OWL.Axiom)
    )
    assert set(axioms.values()) == {1}
    said = {triple for triple in graph if triple[1] in policy}
    assert said - set(axioms) == set()
    assert set(axioms) - set(graph) == set()
    for axiom in graph.subjects(RDF.type, OWL.Axiom):
        grounds = list(graph.objects(axiom, HR.evidence))
        assert grounds
        for ground in grounds:
            assert (ground, HR.hasSpan, None) in graph
            assert (ground, HR.isMadeBy, None) in graph


def test_blank_nodes_are_axioms(real: tuple[str, Graph]) -> None:
    """In the graph of a document nothing but axioms is without a name."""
    _, graph = real
    blank = {term for triple in graph for term in triple if isinstance(term, BNode)}
    assert blank == set(graph.subjects(RDF.type, OWL.Axiom))


def test_all_units_are_there(real: tuple[str, Graph], readings: dict[str, DocumentReading]) -> None:
    """Every unit of the outline is a part of the graph, with its identifier and its words."""
    name, graph = real
    for unit in readings[name].outline.units:
        part = ID[f"{name}/{unit.id}"]
        assert (part, RDF.type, HR[unit.kind]) in graph
        assert [str(text) for text in graph.objects(part, HR.text)] == (
            [unit.words.text] if unit.words.text else []
        )


def test_hash_of_the_text_in_the_graph(real: tuple[str, Graph]) -> None:
    """The text in the graph has the hash and the counts that stand beside it, so offsets can be checked."""
    name, graph = real
    text = ID[f"{name}/text"]
    content = str(graph.value(text, HR.textContent))
    assert hashlib.sha256(content.encode()).hexdigest() == str(graph.value(text, HR.sha256))
    assert number(graph, text, HR.characterCount) == len(content)
    assert number(graph, text, HR.byteCount) == len(content.encode())
