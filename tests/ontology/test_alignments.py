"""ontology/alignments/terms.ttl: our terms against those of other vocabularies."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DefinedNamespace

from hrgraph.validate.consistency import check_consistency
from hrgraph.validate.data import ontology_files, read_turtle

ONTOLOGY = Path(__file__).parents[2] / "ontology"
TERMS = ONTOLOGY / "alignments" / "terms.ttl"
HR = "https://w3id.org/hrgraph/ontology#"
MATCHES = {SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
STRICT = {RDFS.subClassOf, RDFS.subPropertyOf}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
KNOWN: dict[str, type[DefinedNamespace]] = {str(space): space for space in (DCTERMS, ORG, PROV, SDO, SKOS)}
READ = {
    "http://data.europa.eu/eli/ontology#": "LegalExpression LegalResource LegalResourceSubdivision cites "
    "date_publication id_local is_part_of is_realized_by",
    "http://data.europa.eu/m8g/": "ContactPoint FoundationEvent PublicOrganisation ReferenceFramework "
    "contactPoint email telephone",
    "http://purl.org/spar/doco/": "Footnote List Paragraph Section TextChunk Title",
    "http://www.w3.org/ns/oa#": "Annotation SpecificResource TextPositionSelector TextQuoteSelector exact "
    "hasBody hasSelector hasSource hasTarget",
    "https://spec.edmcouncil.org/fibo/ontology/FND/GoalsAndObjectives/Objectives/": "Aim Method hasObjective",
}
"""Vocabularies that rdflib does not bring, with the terms of theirs that were looked up one by one."""

Statement = tuple[URIRef, URIRef, URIRef]


@cache
def alignments() -> Graph:
    """The file as RDF."""
    return Graph().parse(TERMS, format="turtle")


@cache
def ontology() -> Graph:
    """All modules of the ontology."""
    return read_turtle(ontology_files(ONTOLOGY))


def statements() -> list[Statement]:
    """Every alignment: our term, the relation, the other term."""
    return [
        (subject, relation, value)
        for relation in sorted(MATCHES | STRICT)
        for subject, value in alignments().subject_objects(relation)
        if isinstance(subject, URIRef) and isinstance(value, URIRef)
    ]


def space_of(term: URIRef) -> str:
    """The namespace of a term."""
    return next((space for space in (*KNOWN, *READ) if term.startswith(space)), "")


def test_every_vocabulary() -> None:
    """There are alignments to each of the ten vocabularies, and to no other."""
    spaces = Counter(space_of(value) for _, _, value in statements())
    assert set(spaces) == {*KNOWN, *READ}


def test_own_terms_exist() -> None:
    """What is aligned is a term of the ontology, of the kind that the file says."""
    for subject, _, _ in statements():
        assert subject.startswith(HR)
        (kind,) = KINDS & set(alignments().objects(subject, RDF.type))
        assert (subject, RDF.type, kind) in ontology()
        assert (subject, RDFS.isDefinedBy, None) in ontology()


def test_other_terms_exist() -> None:
    """Every term of another vocabulary exists there."""
    for _, _, value in statements():
        space = space_of(value)
        name = value.removeprefix(space)
        assert name in KNOWN[space] if space in KNOWN else name in READ[space].split()


def test_other_terms_have_their_kind() -> None:
    """A term that the ontology borrows has the same kind here, so that both files can be opened together."""
    for _, _, value in statements():
        kinds = KINDS & set(alignments().objects(value, RDF.type))
        assert len(kinds) == 1
        borrowed = KINDS & set(ontology().objects(value, RDF.type))
        assert borrowed in (set(), kinds)


def test_each_alignment_has_a_reason_in_both_languages() -> None:
    """One axiom repeats each alignment and gives one reason in Latvian and one in English."""
    graph = alignments()
    axioms: Counter[Statement] = Counter()
    for axiom in graph.subjects(RDF.type, OWL.Axiom):
        source, relation, target = (
            graph.value(axiom, part)
            for part in (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
        )
        assert isinstance(source, URIRef)
        assert isinstance(relation, URIRef)
        assert isinstance(target, URIRef)
        axioms[source, relation, target] += 1
        reasons = [reason for reason in graph.objects(axiom, RDFS.comment) if isinstance(reason, Literal)]
        assert sorted(str(reason.language) for reason in reasons) == ["en", "lv"]
        assert all(reason.endswith(".") and reason.count(". ") == 0 for reason in reasons)
    assert axioms == Counter(statements())
    assert set(axioms.values()) == {1}


def test_one_relation_for_a_pair() -> None:
    """No two terms stand to each other in two ways."""
    pairs = Counter((subject, value) for subject, _, value in statements())
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_strict_relations_join_terms_of_one_kind() -> None:
    """A class is below a class and a property below a property of its kind."""
    for subject, relation, value in statements():
        if relation in STRICT:
            kinds = KINDS & set(alignments().objects(subject, RDF.type))
            assert kinds == KINDS & set(alignments().objects(value, RDF.type))
            assert (OWL.Class in kinds) == (relation == RDFS.subClassOf)


def test_what_the_ontology_says_is_listed() -> None:
    """Every class and property that the ontology puts below one of another vocabulary has its reason here."""
    said = {
        (subject, relation, value)
        for relation in STRICT
        for subject, value in ontology().subject_objects(relation)
        if isinstance(subject, URIRef) and isinstance(value, URIRef)
        if subject.startswith(HR) and space_of(value)
    }
    assert said
    assert said - set(statements()) == set()


@pytest.mark.parametrize("extra", ["", "<urn:a> a hr:State , hr:ActorGroup ."])
def test_consistent_with_the_ontology(extra: str) -> None:
    """Ontology and alignments together contradict nothing, save data that contradicts itself."""
    whole = ontology() + alignments()
    whole.parse(data=f"@prefix hr: <{HR}> . {extra}", format="turtle")
    assert bool(check_consistency(whole)) == bool(extra)
