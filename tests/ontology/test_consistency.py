"""What HermiT says of the ontology, of data that is right and of data that cannot be."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from hrgraph.validate.consistency import CONSISTENT, check_consistency
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.finding import Finding

ONTOLOGY = read_turtle(ontology_files(Path(__file__).parents[2] / "ontology"))
PREFIXES = """
@prefix : <https://w3id.org/hrgraph/id/> .
@prefix hr: <https://w3id.org/hrgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RIGHT = """
:plan a hr:ActionPlan, hr:Instrument ; hr:hasSourceText :text ; hr:dateExpression "2020/2024" .
:text a hr:SourceText ; hr:isPartOf :plan ; hr:characterCount "5"^^xsd:nonNegativeInteger .
:I a hr:Priority ; hr:isPartOf :plan ; hr:hasMeans :dialogue ; hr:ordinal "1"^^xsd:positiveInteger .
:I.A a hr:Area ; hr:isPartOf :I .
:I.A.1 a hr:Action ; hr:isPartOf :I.A ; hr:text "Veicināt"@lv ; hr:names :women, :dialogue, :crpd ;
    hr:namesWithinTerm :un ; hr:hasAct :act ; hr:servesRightsOf :women ; hr:hasPartner :un ;
    hr:callsUpon :latvia ;
    hr:promotesRatificationOf :crpd ; hr:isInLineWith :plan ; hr:pursuesFirstStep :moratorium ;
    hr:atLevel :country .
:act a hr:Act ; hr:hasActType :promote ; hr:hasActPosition :main ; hr:verb "veicināt" ;
    hr:isExpressedIn :I.A.1 .
:dialogue a hr:Instrument . :women a hr:PersonGroup . :crpd a hr:Treaty .
:un a hr:InternationalOrganisation .
:council a hr:Organ ; hr:isOrganOf :un . :moratorium a hr:Topic . :country a hr:Level .
:promote a hr:ActType .
:latvia a hr:State ; hr:assists :un ; hr:pursues :aim . :aim a hr:Objective ; hr:isExpressedIn :p1 .
:p1 a hr:Paragraph ; hr:isPartOf :release . :release a hr:PressRelease ; hr:isPublishedBy :ministry .
:ministry a hr:PublicBody . :code a hr:VoluntaryStandard ; hr:callsUpon :latvia ;
    hr:concernsCrime :genocide ;
    hr:callsFor "rīkoties"@lv . :genocide a hr:Crime .
:joining a hr:AccessionEvent ; hr:hasParticipant :latvia ; hr:joins :code, :group ;
    hr:takesPlaceIn :new-york ;
    hr:resultsIn :membership ; hr:isExpressedIn :p1 . :new-york a hr:Place . :group a hr:StateGroup .
:membership a hr:Membership ; hr:hasMember :latvia ; hr:isMembershipIn :group .
:gain a hr:ExpectedEffect ; hr:isEffectOf :membership ; hr:affects :latvia .
:role-given a hr:RoleAssignment ; hr:isAssignedTo :un ; hr:hasRole :leading ;
    hr:isTowards :moratorium, :plan .
:leading a hr:Role .
:vow a hr:Commitment ; hr:isSetOutIn :code ; hr:commitsNotToUse :veto . :veto a hr:Instrument .
:number a hr:QuantityStatement ; hr:numericValue 27 ; hr:counts :latvia ; hr:hasComparator :exactly .
:note a hr:Footnote ; hr:cites :page, :plan . :page a hr:WebPage ;
    hr:printedAddress "https://example.org/" .
"""
WRONG = {
    "a state that is a group of actors": ":x a hr:State , hr:ActorGroup .",
    "a document that is its own part": ":x a hr:Document , hr:Paragraph .",
    "a part inside itself": ":x a hr:Section ; hr:isPartOf :x .",
    "two parts inside each other": ":x hr:isPartOf :y . :y hr:isPartOf :x .",
    "a part with two ordinals": ':x hr:ordinal "1"^^xsd:positiveInteger , "2"^^xsd:positiveInteger .',
    "an ordinal of zero": ":x hr:ordinal 0 .",
    "rights of a treaty": ":x hr:servesRightsOf :y . :y a hr:Treaty .",
    "a thing named in its own right and not": ":x hr:names :y ; hr:namesWithinTerm :y .",
    "joining a group of persons": ":x hr:joins :y . :y a hr:PersonGroup .",
    "a mention inside itself": ":x hr:isNestedIn :x .",
}


def ntriples(turtle: str) -> bytes:
    """Turtle without its prefixes, as N-Triples."""
    return Graph().parse(data=PREFIXES + turtle, format="turtle").serialize(format="nt", encoding="utf-8")


@cache
def answers() -> dict[str, list[Finding]]:
    """What the reasoner finds, case by case; two run at a time because each start of Java costs a second."""
    cases = {"": b"", "right": ntriples(RIGHT)} | {name: ntriples(turtle) for name, turtle in WRONG.items()}
    with ThreadPoolExecutor(2) as pool:
        return dict(
            zip(cases, pool.map(lambda abox: check_consistency(ONTOLOGY, abox), cases.values()), strict=True)
        )


def test_ontology_is_consistent_and_every_class_can_have_members() -> None:
    """The ontology alone contradicts itself nowhere, and no class is empty by its definition."""
    assert answers()[""] == []


def test_data_of_every_pattern_is_consistent() -> None:
    """One example of everything the graph says fits the ontology."""
    assert answers()["right"] == []


@pytest.mark.parametrize("case", WRONG)
def test_impossible_data_is_inconsistent(case: str) -> None:
    """The axioms are strong enough to refuse what cannot be."""
    assert {finding.rule for finding in answers()[case]} == {CONSISTENT}


def test_clash_of_types_names_the_thing() -> None:
    """Where two types clash the finding names the thing and both classes, in both languages."""
    [finding] = answers()["rights of a treaty"]

    assert finding.focus == "https://w3id.org/hrgraph/id/y"
    assert finding.path == "https://w3id.org/hrgraph/ontology#servesRightsOf"
    assert finding.message_en == (
        "The thing would be both hr:Actor (hr:servesRightsOf) and hr:Treaty (rdf:type), "
        "which share no members."
    )
    assert "hr:Treaty" in finding.message_lv
