"""Every construct that the compiler knows gives what pySHACL gives."""

import pytest
from rdflib import Graph

from hrgraph.store.working import WorkingStore
from hrgraph.validate.engine import results_of
from hrgraph.validate.reference import reference_results
from hrgraph.validate.result import Result

PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = (
    PREFIXES
    + """
:Below rdfs:subClassOf :Middle . :Middle rdfs:subClassOf :Thing .
:none a :Thing .
:one a :Below ; :ignored :it ; :p "1"^^xsd:integer ; :q "2"^^xsd:integer .
:many a :Middle ; :p "007"^^xsd:positiveInteger , "5"^^xsd:nonNegativeInteger , "-1"^^xsd:nonNegativeInteger ,
    "x"^^xsd:nonNegativeInteger , "1.50"^^xsd:decimal , "x"^^xsd:integer ; :q "6"^^xsd:integer .
:words a :Thing ; :p "vārds"@lv , "vārdi"@lv , "word"@en-GB , "Word" , "" , "a\\nb" ; :q "Word" .
:links a :Thing ; :p :one , :none , :elsewhere , _:blank ; :q :one .
:days a :Thing ; :p "2021-05-19"^^xsd:date , "2021-13-45"^^xsd:date , true , "0"^^xsd:boolean .
:other :p "1"^^xsd:long , :one ; :r :days , :none .
_:blank a :Thing ; :p 3 .
:subject :r "literal" .
"""
)
CONSTRAINTS = {
    "class": "sh:class :Thing",
    "narrow class": "sh:class :Below",
    "integer": "sh:datatype xsd:integer",
    "non-negative": "sh:datatype xsd:nonNegativeInteger",
    "positive": "sh:datatype xsd:positiveInteger",
    "string": "sh:datatype xsd:string",
    "date": "sh:datatype xsd:date",
    "boolean": "sh:datatype xsd:boolean",
    "decimal": "sh:datatype xsd:decimal",
    "tagged": "sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>",
    "iri": "sh:nodeKind sh:IRI",
    "literal": "sh:nodeKind sh:Literal",
    "blank": "sh:nodeKind sh:BlankNode",
    "blank or iri": "sh:nodeKind sh:BlankNodeOrIRI",
    "blank or literal": "sh:nodeKind sh:BlankNodeOrLiteral",
    "iri or literal": "sh:nodeKind sh:IRIOrLiteral",
    "min 1": "sh:minCount 1",
    "min 2": "sh:minCount 2",
    "max 0": "sh:maxCount 0",
    "max 1": "sh:maxCount 1",
    "max 4": "sh:maxCount 4",
    "min length": "sh:minLength 3",
    "max length": "sh:maxLength 4",
    "pattern": 'sh:pattern "^[a-z]+$"',
    "pattern with flags": 'sh:pattern "^word" ; sh:flags "i"',
    "languages": 'sh:languageIn ( "lv" "en" )',
    "unique languages": "sh:uniqueLang true",
    "languages as they come": "sh:uniqueLang false",
    "disjoint": "sh:disjoint :q",
    "in": 'sh:in ( :one "vārds"@lv "Word" )',
    "has value": "sh:hasValue :one",
    "not": "sh:not [ sh:class :Thing ]",
    "or": "sh:or ( [ sh:class :Thing ] [ sh:datatype xsd:string ; sh:minLength 1 ] )",
    "and": "sh:and ( [ sh:nodeKind sh:Literal ] [ sh:minLength 2 ] )",
    "nested": "sh:not [ sh:or ( [ sh:nodeKind sh:IRI ] [ sh:not [ sh:maxLength 2 ] ] ) ]",
    "several": "sh:nodeKind sh:IRI , sh:IRI ; sh:minCount 2 ; sh:maxCount 3 ; sh:class :Thing , :Middle",
}
ON_NUMBERS = {
    "less": "sh:lessThan :q",
    "less or equal": "sh:lessThanOrEquals :q",
    "at least": "sh:minInclusive 2",
    "more than": "sh:minExclusive 1",
    "at most": "sh:maxInclusive 4",
    "less than": "sh:maxExclusive 5",
}
NUMBERS = (
    PREFIXES
    + ':a a :Thing ; :p 1 , 2 ; :q 1 , 2 . :b a :Thing ; :p 5 ; :q 4.5 . :c a :Thing ; :q "2020"^^xsd:gYear .'
)
TARGETS = {
    "class": "sh:targetClass :Thing",
    "node": "sh:targetNode :many , :absent",
    "subjects": "sh:targetSubjectsOf :q",
    "objects": "sh:targetObjectsOf :r",
    "both": "sh:targetClass :Below ; sh:targetSubjectsOf :r",
}


def both(data: str, shapes: str) -> tuple[set[Result], set[Result]]:
    """What our engine and what pySHACL finds, blank nodes by the same names."""
    graph, wanted = Graph().parse(data=data), Graph().parse(data=PREFIXES + shapes)
    store = WorkingStore()
    store.read(graph.serialize(format="nt", encoding="utf-8"), "n-quads", "urn:graph")
    return results_of(store, wanted), reference_results(graph, wanted)


@pytest.mark.parametrize("constraint", CONSTRAINTS.values(), ids=CONSTRAINTS)
@pytest.mark.parametrize("path", [":p", "[ sh:inversePath :p ]"], ids=["plain", "inverse"])
def test_constraint_on_a_path(path: str, constraint: str) -> None:
    """Values along a property, forwards and backwards, of all things and of things of several targets."""
    ours, theirs = both(
        DATA,
        ":s a sh:NodeShape ; sh:targetClass :Thing ; sh:property :t . "
        ":u a sh:NodeShape ; sh:targetNode :other ; sh:property :t . "
        f':t a sh:PropertyShape ; sh:path {path} ; sh:message "Lv."@lv , "En."@en ; {constraint} .',
    )

    assert ours == theirs
    assert ours or "as they come" in constraint or "false" in constraint or path != ":p"


@pytest.mark.parametrize("constraint", ON_NUMBERS.values(), ids=ON_NUMBERS)
def test_constraint_on_numbers(constraint: str) -> None:
    """Bounds and order, equal and unequal, integer and decimal, one value and several."""
    ours, theirs = both(
        NUMBERS,
        f':t a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :p ; sh:message "M" ; {constraint} .',
    )

    assert ours == theirs
    assert ours


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_target_and_constraints_on_the_node_itself(target: str) -> None:
    """Shapes without a path look at the focus node; closed ones at all its properties."""
    ours, theirs = both(
        DATA,
        f':s a sh:NodeShape ; {target} ; sh:message "M" ; sh:severity sh:Warning ; sh:class :Middle ; '
        "sh:nodeKind sh:IRI ; sh:closed true ; sh:ignoredProperties ( :ignored ) ; "
        "sh:hasValue :one ; sh:in ( :one :many ) ; sh:property [ sh:path :q ; sh:minCount 0 ] .",
    )

    assert {result for result in ours if result.focus.kind != "blank"} == {
        result for result in theirs if result.focus.kind != "blank"
    }
    assert {result.severity for result in ours} == {"warning"}


QUERY = 'sh:select "SELECT $this ?value ?n WHERE { $this <https://example.org/q> ?value BIND (1 AS ?n) }"'


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_query_is_asked_of_each_focus_node(target: str) -> None:
    """A SHACL-SPARQL constraint may speak of $this; its message is filled in, in both languages."""
    ours, theirs = both(
        DATA,
        f":s a sh:NodeShape ; {target} ; sh:sparql :c . :c a sh:SPARQLConstraint ; "
        f'sh:message "{{$this}} ir {{?value}} {{?n}}"@lv , "{{?this}} has {{?value}} {{?n}}"@en ; {QUERY} .',
    )

    assert ours == theirs
    assert all(text.endswith(" 1") for result in ours for _, text in result.messages)


def test_deactivated_shape_is_left_out() -> None:
    """A shape that is switched off finds nothing."""
    ours, theirs = both(
        DATA,
        ":t a sh:PropertyShape ; sh:deactivated true ; sh:targetClass :Thing ; sh:path :p ; sh:maxCount 0 .",
    )

    assert ours == theirs == set()
