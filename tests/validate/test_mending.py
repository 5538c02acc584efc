"""What would mend a broken constraint, in words."""

import pytest
from rdflib import Graph

from hrgraph.rdf.term import iri
from hrgraph.validate.compile import _COMPONENTS
from hrgraph.validate.mending import mending, sentences
from hrgraph.validate.result import Result

SHACL = "http://www.w3.org/ns/shacl#"
SHAPES = f"""@prefix : <https://example.org/> . @prefix sh: <{SHACL}> .
:s sh:path :p ; sh:minCount 2 ; sh:class :A ; sh:or ( [ sh:class :A ] [ sh:class :B ] ) ;
    sh:description "Tā."@lv , "So."@en ."""


@pytest.mark.parametrize(
    ("component", "lv", "en"),
    [
        (
            "MinCount",
            "Pievienojiet īpašību „p-lv”; vajag vismaz 2.",
            "Add the property “p-en”: at least 2 needed.",
        ),
        (
            "Or",
            "Norādiet lietu ar kādu no šiem veidiem: „A-lv, B-lv”.",
            "Point to a thing of one of these types: “A-en, B-en”.",
        ),
        ("SPARQL", "Jābūt tā: Tā.", "It has to be so: So."),
        ("Unheard", "", ""),
    ],
)
def test_sentence_names_property_and_what_is_wanted(component: str, lv: str, en: str) -> None:
    """Labels of the language stand in the sentence; a component without a sentence has none."""
    shape, path = "https://example.org/s", "https://example.org/p"
    result = Result(iri("x:a"), path, None, shape, f"{SHACL}{component}ConstraintComponent", "violation", ())
    shapes = Graph().parse(data=SHAPES)

    def name(term: str, language: str) -> str:
        return f"{term.rpartition('/')[2]}-{language}"

    assert (mending(result, shapes, "lv", name), mending(result, shapes, "en", name)) == (lv, en)


def test_sentences_are_of_known_components_in_both_languages() -> None:
    """No sentence is for a component that the compiler never reports."""
    assert set(sentences()) <= set(_COMPONENTS.values())
    assert all(set(said) == {"lv", "en"} for said in sentences().values())
