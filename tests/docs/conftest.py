"""The pages of the real ontology, made once, and a small ontology of the same make."""

from pathlib import Path

import pytest
from rdflib import Graph

from hrgraph.docs.model import Reader
from hrgraph.docs.page import documentation
from hrgraph.docs.words import Words
from hrgraph.graph.vocabulary import canonical, read_ontology

PREFIXES = {"hr": "https://w3id.org/hrgraph/ontology#", "skos": "http://www.w3.org/2004/02/skos/core#"}
TURTLE = """
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .

skos:Concept a owl:Class ; rdfs:label "jēdziens"@lv , "concept"@en .
hr:Actor a owl:Class ; rdfs:label "dalībnieks"@lv , "actor"@en ;
    skos:definition "Kas rīkojas."@lv , "Who acts."@en ;
    skos:example "„ESĪP” apzīmē pārstāvi (rīcības plāns, intro.2)"@lv ;
    rdfs:isDefinedBy <https://w3id.org/hrgraph/ontology/actors> ; owl:disjointWith hr:Topic .
hr:State a owl:Class ; rdfs:subClassOf hr:Actor ; rdfs:label "valsts"@lv , "state <1>"@en ;
    rdfs:isDefinedBy <https://w3id.org/hrgraph/ontology/actors> .
hr:Topic a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label "temats"@lv , "topic"@en ;
    rdfs:isDefinedBy <https://w3id.org/hrgraph/ontology/actors> .
hr:concerns a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:label "skar"@lv , "concerns"@en ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( hr:Actor hr:Topic ) ] ; rdfs:range hr:Topic ;
    rdfs:isDefinedBy <https://w3id.org/hrgraph/ontology/actors> .
hr:size a owl:DatatypeProperty ; rdfs:label "lielums"@lv , "size"@en ; rdfs:domain hr:State ;
    rdfs:isDefinedBy <https://w3id.org/hrgraph/ontology/actors> .
<https://w3id.org/hrgraph/id/sizes> a owl:NamedIndividual , skos:ConceptScheme ;
    rdfs:label "lielumi"@lv , "sizes"@en .
<https://w3id.org/hrgraph/id/large> a owl:NamedIndividual , hr:Topic ; rdfs:label "liels"@lv , "large"@en ;
    skos:inScheme <https://w3id.org/hrgraph/id/sizes> .
"""
ALIGNMENTS = """
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

hr:Topic skos:closeMatch skos:Concept .
[] a owl:Axiom ; owl:annotatedSource hr:Topic ; owl:annotatedProperty skos:closeMatch ;
    owl:annotatedTarget skos:Concept ; rdfs:comment "Gandrīz tas pats."@lv , "Nearly the same."@en .
"""
QUESTIONS = """
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .

<urn:cq1> rdfs:comment "Kas rīkojas?"@lv , "Who acts?"@en ; dct:requires hr:Actor .
"""


def _read(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


@pytest.fixture
def words() -> dict[str, Words]:
    """The words of each language."""
    return {language: Words(language, PREFIXES) for language in ("lv", "en")}


@pytest.fixture
def readers(words: dict[str, Words]) -> dict[str, Reader]:
    """A reader of the small ontology in each language."""
    return {
        language: Reader(_read(TURTLE), _read(ALIGNMENTS), _read(QUESTIONS), one)
        for language, one in words.items()
    }


@pytest.fixture(scope="session")
def ontology(root: Path) -> Graph:
    """The real ontology."""
    return canonical(read_ontology(root / "ontology"))


@pytest.fixture(scope="session")
def pages(root: Path, ontology: Graph) -> dict[str, str]:
    """The pages of the real ontology by language."""
    return {name.split(".")[1]: page.decode() for name, page in documentation(root, ontology).items()}
