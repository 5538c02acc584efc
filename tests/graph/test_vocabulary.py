"""Reading the ontology: files, and the plain sets that earlier stages work with."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.graph.vocabulary import read_ontology, vocabulary_of
from hrgraph.knowledge import Knowledge
from hrgraph.rdf.vocabulary import Property

ONTOLOGY = """\
@prefix : <https://w3id.org/hrgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Actor a owl:Class .
:State a owl:Class ; rdfs:subClassOf :Actor , <https://example.org/Thing> .
:SmallState a owl:Class ; rdfs:subClassOf :State ,
    [ a owl:Restriction ; owl:onProperty :joins ; owl:minCardinality 1 ] .
:Topic a owl:Class ; rdfs:subClassOf skos:Concept .
:Crime a owl:Class ; rdfs:subClassOf :Topic .
:mentions a owl:ObjectProperty .
:names a owl:ObjectProperty ; rdfs:subPropertyOf :mentions ; rdfs:domain :Actor ; rdfs:range :Topic ;
    rdfs:isDefinedBy <https://w3id.org/hrgraph/ontology/objectives> .
:namesFirst a owl:ObjectProperty ; rdfs:subPropertyOf :names .
:joins a owl:ObjectProperty ; rdfs:domain [ a owl:Class ; owl:unionOf ( :State :Topic ) ] ;
    rdfs:range [ a owl:Class ; owl:unionOf ( :State <https://example.org/Group> ) ] .
:number a owl:DatatypeProperty ; rdfs:range xsd:integer .
:words a owl:DatatypeProperty .
:startDate a owl:AnnotationProperty .
<https://example.org/foreign> a owl:ObjectProperty .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the ontology above in one module."""
    (tmp_path / "module.ttl").write_text(ONTOLOGY, encoding="utf-8")
    return tmp_path


def test_classes_with_those_above(folder: Path) -> None:
    """Each own class knows itself and every own class above it; foreign ones and restrictions are no part."""
    assert vocabulary_of(read_ontology(folder)).classes == {
        "Actor": {"Actor"},
        "State": {"State", "Actor"},
        "SmallState": {"SmallState", "State", "Actor"},
        "Topic": {"Topic"},
        "Crime": {"Crime", "Topic"},
    }


def test_concepts(folder: Path) -> None:
    """Classes of concepts are those below skos:Concept."""
    assert vocabulary_of(read_ontology(folder)).concepts == {"Topic", "Crime"}


def test_properties(folder: Path) -> None:
    """Own properties have kind, module, domain, range and all properties above them."""
    properties = vocabulary_of(read_ontology(folder)).properties
    assert properties["names"] == Property(
        "names", "objectives", "object", frozenset({"Actor"}), frozenset({"Topic"}), frozenset({"mentions"})
    )
    assert properties["namesFirst"].above == {"names", "mentions"}
    assert properties["joins"].domain == {"State", "Topic"}
    assert properties["joins"].range == frozenset()
    assert (properties["number"].kind, properties["number"].datatype) == (
        "data",
        "http://www.w3.org/2001/XMLSchema#integer",
    )
    assert properties["words"].datatype == ""
    assert properties["startDate"].kind == "annotation"
    assert "foreign" not in properties


def test_broken_module_is_refused(folder: Path) -> None:
    """A file that is no Turtle is refused by name."""
    (folder / "broken.ttl").write_text(":x a", encoding="utf-8")
    with pytest.raises(DataError, match="no valid Turtle") as caught:
        read_ontology(folder)
    assert caught.value.file == folder / "broken.ttl"


def test_ontology_of_the_project(knowledge: Knowledge) -> None:
    """The real ontology has the properties that the code itself speaks of, each in its module."""
    vocabulary = knowledge.context.vocabulary
    modules = {
        name: vocabulary.properties[name].module
        for name in ("hasSpan", "evidence", "assists", "names", "hasMeans")
    }
    assert modules == {
        "hasSpan": "evidence",
        "evidence": "evidence",
        "assists": "actors",
        "names": "objectives",
        "hasMeans": "instruments",
    }
    assert vocabulary.properties["names"].above == {"mentions"}
    assert "Organisation" in vocabulary.classes["Organ"]
    assert vocabulary.concepts >= {"Topic", "Level", "ActType", "PersonGroup"}
