"""What would mend a broken constraint, in words."""

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from hrgraph.rdf.term import iri
from hrgraph.validate.compile import _COMPONENTS
from hrgraph.validate.mending import mending, sentences
from hrgraph.validate.result import Result
from hrgraph.validate.shapes import read_shapes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
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
            "Norādiet lietu ar kādu no šiem veidiem vai piešķiriet šai vērtībai kādu no tiem: „A-lv, B-lv”.",
            "Point to a thing of one of these types, or give this value one of them: “A-en, B-en”.",
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


def test_a_shape_may_have_a_sentence_of_its_own() -> None:
    """What a newcomer has to write stands there, and not only how many are missing."""
    shape = "https://w3id.org/hrgraph/shapes#label"
    result = Result(iri("x:a"), "", None, shape, f"{SHACL}MinCountConstraintComponent", "violation", ())

    assert '"…"@lv' in mending(result, Graph(), "lv", lambda term, _: term)
    assert "Remove blanks" in mending(
        replace(result, component=f"{SHACL}PatternConstraintComponent"), Graph(), "en", lambda term, _: term
    )


def test_sentences_are_of_known_shapes_and_components_in_both_languages() -> None:
    """No sentence is for a component that the compiler never reports, or for a shape that is not there."""
    shapes = {str(shape).rpartition("#")[2] for shape in read_shapes(ONTOLOGY).every().subjects()}
    owners = {key.rpartition("-")[0] for key in sentences()}

    assert {key.rpartition("-")[2] for key in sentences()} <= set(_COMPONENTS.values())
    assert owners - {""} <= shapes
    assert all(set(said) == {"lv", "en"} for said in sentences().values())
