"""Shapes run over named graphs: what is found, what it is called, and which words belong to it."""

from pathlib import Path

from hrgraph.validate.finding import Finding, broken
from hrgraph.validate.shapes import PLAIN, read_shapes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
PREFIXES = """
@prefix : <https://w3id.org/hrgraph/id/> .
@prefix g: <https://w3id.org/hrgraph/graph/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DOCUMENT = """
g:one {
    :one a hr:Document ; hr:hasSourceText :one-text ; rdfs:label "viens"@lv , "one"@en .
    :one-text a hr:SourceText ; hr:textContent "Latvija palīdz ANO." ; rdfs:label "teksts"@lv , "text"@en ;
        hr:characterCount "19"^^xsd:nonNegativeInteger ; hr:byteCount "20"^^xsd:nonNegativeInteger ;
        hr:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
    :p1 a hr:Paragraph ; hr:isPartOf :one ; hr:ordinal "1"^^xsd:positiveInteger ; dct:identifier "p1" ;
        hr:text "Latvija palīdz ANO."@lv ; hr:hasSpan :span ; rdfs:label "rindkopa"@lv , "paragraph"@en .
    :span a hr:TextSpan ; hr:quote "Latvija palīdz ANO."@lv ; hr:hasSegment :segment .
    :segment a hr:TextSegment ; hr:selectsFrom :one-text ; oa:exact "Latvija palīdz ANO." ;
        oa:start "0"^^xsd:nonNegativeInteger ; oa:end "19"^^xsd:nonNegativeInteger .
    :evidence a hr:TextEvidence ; hr:hasSpan :span ; hr:isInPart :p1 ; hr:isMadeBy :rule ;
        hr:hasReviewStatus :automatic .
    :latvia hr:assists :un .
    [] a owl:Axiom ; owl:annotatedSource :latvia ; owl:annotatedProperty hr:assists ;
        owl:annotatedTarget :un ; hr:evidence :evidence .
}
g:entities {
    :latvia a hr:State ; rdfs:label "Latvija"@lv , "Latvia"@en .
    :un a hr:InternationalOrganisation ; rdfs:label "ANO"@lv , "UN"@en .
    :council a hr:Organ ; hr:isOrganOf :un ; rdfs:label "padome"@lv , "council"@en .
    :rule a hr:ExtractionRule ; rdfs:label "kārtula"@lv , "rule"@en .
}
"""
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HRS = "https://w3id.org/hrgraph/shapes#"


def check(trig: str) -> list[Finding]:
    """What the shapes find in a dataset written in TriG without its prefixes."""
    shapes = read_shapes(ONTOLOGY)
    store = shapes.store()
    store.read((PREFIXES + trig).encode(), "trig", PLAIN)
    return shapes.findings(store)


def test_right_data_has_no_finding() -> None:
    """A small whole dataset, with knowledge from outside the text in a graph of its own, breaks no shape."""
    assert check(DOCUMENT) == []


def test_statement_without_evidence_is_found_in_the_graph_of_a_document_only() -> None:
    """A statement needs evidence where a document makes it, and none where it is known from elsewhere."""
    [finding] = check(
        DOCUMENT.replace(":latvia hr:assists :un .", ":latvia hr:assists :un . :un hr:assists :latvia .")
    )

    assert finding.focus == "https://w3id.org/hrgraph/id/un"
    assert finding.rule == HRS + "EveryStatementHasEvidence"
    assert finding.message_en == "The statement hr:assists id:latvia has no evidence in the text."
    assert finding.message_lv.startswith("Apgalvojumam hr:assists")
    assert (finding.label_lv, finding.label_en) == ("ANO", "UN")


def test_wrong_offset_names_segment_and_both_wordings() -> None:
    """A shifted segment is found, with what stands in the text and what was claimed."""
    [finding] = check(DOCUMENT.replace('oa:start "0"', 'oa:start "1"'))

    assert finding.rule == HRS + "OffsetsGiveWords"
    assert finding.focus == "https://w3id.org/hrgraph/id/segment"
    assert (
        finding.message_en == "From 1 to 19 the text has “atvija palīdz ANO.” and not “Latvija palīdz ANO.”."
    )
    assert finding.quote == "Latvija palīdz ANO."


def test_finding_carries_the_words_of_its_evidence() -> None:
    """A thing with no words of its own is shown with the words that its statements rest on."""
    named = ':latvia a hr:State ; rdfs:label "Latvija"@lv , "Latvia"@en .'
    [finding] = check(DOCUMENT.replace(named, ':latvia a hr:State ; rdfs:label "Latvia"@en .'))

    assert (finding.focus, finding.quote) == ("https://w3id.org/hrgraph/id/latvia", "Latvija palīdz ANO.")
    assert finding.path == "http://www.w3.org/2000/01/rdf-schema#label"
    assert (finding.rule_lv, finding.rule_en) == ("nosaukumi", "labels")


def test_broken_axiom_is_shown_as_its_statement() -> None:
    """An axiom node has no name to show, so the finding speaks of the statement it repeats."""
    findings = check(DOCUMENT.replace("hr:evidence :evidence .", "hr:evidence :span ."))
    [finding] = [finding for finding in findings if finding.rule == HRS + "Axiom-evidence"]

    assert finding.focus == "https://w3id.org/hrgraph/id/latvia"
    assert finding.path == "https://w3id.org/hrgraph/ontology#assists"
    assert finding.value == "https://w3id.org/hrgraph/id/un"


def test_unused_evidence_only_warns() -> None:
    """A warning is reported and stops nothing."""
    idle = ":idle a hr:TextEvidence ; hr:hasSpan :span ; hr:isInPart :p1 ; hr:isMadeBy :rule ;\n"
    idle += "hr:hasReviewStatus :automatic . :latvia hr:assists :un ."
    findings = check(DOCUMENT.replace(":latvia hr:assists :un .", idle))

    assert [(finding.rule, finding.severity) for finding in findings] == [(HRS + "EvidenceIsUsed", "warning")]
    assert broken(findings) == []
