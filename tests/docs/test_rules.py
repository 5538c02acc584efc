"""What the shapes ask for."""

from rdflib import Graph

from hrgraph.docs.model import Link, Reader
from hrgraph.docs.rules import Rule, shapes
from hrgraph.docs.words import Words

SHAPES = """
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix hrs: <https://w3id.org/hrgraph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

hrs:Actor a sh:NodeShape ; sh:targetClass hr:Actor ; sh:name "Dalībnieks"@lv , "Actor"@en ;
    sh:property hrs:Actor-concerns ; sh:sparql hrs:query ; sh:severity sh:Warning .
hrs:Actor-concerns a sh:PropertyShape ; sh:path hr:concerns ; sh:severity sh:Violation ;
    sh:message "Trūkst temata."@lv , "No topic."@en .
hrs:query sh:message "Ir {?value}."@lv , "There are {?value}."@en .
hrs:Empty a sh:NodeShape ; sh:name "Tukšs"@lv , "Empty"@en .
"""


def test_rules_of_a_shape(readers: dict[str, Reader], words: dict[str, Words]) -> None:
    """Each rule gives its property, its message without placeholders and its severity; empty shapes none."""
    [shape] = shapes(Graph().parse(data=SHAPES, format="turtle"), readers["en"], words["en"])

    assert (shape.name, shape.label, shape.targets) == ("Actor", "Actor", (Link("actor", "#Actor"),))
    assert shape.rules == (
        Rule(Link(""), "There are ….", "warning"),
        Rule(Link("concerns", "#concerns"), "No topic.", "violation"),
    )
