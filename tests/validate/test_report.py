"""Findings in words and as RDF."""

from dataclasses import replace

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from hrgraph.validate.finding import Finding
from hrgraph.validate.report import as_rdf, as_text, shortened

ERROR = Finding(
    focus="https://w3id.org/hrgraph/id/latvia",
    path="http://www.w3.org/2000/01/rdf-schema#label",
    value="Latvija",
    rule="https://w3id.org/hrgraph/shapes#label",
    severity="violation",
    message_lv="Trūkst nosaukuma.",
    message_en="A label is missing.",
    quote="Latvija  apliecina\ngatavību",
    label_lv="Latvija",
    label_en="Latvia",
    rule_lv="nosaukumi",
    rule_en="labels",
    component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
    value_term='"Latvija"@lv',
    mend_lv="Pievienojiet nosaukumu.",
    mend_en="Add a label.",
)
WARNING = Finding("https://w3id.org/hrgraph/id/x", "", "", "punning", "warning", "Divējāds.", "Twofold.")
INVERSE = Finding(
    "https://w3id.org/hrgraph/id/fn.1",
    "^https://w3id.org/hrgraph/ontology#callsFootnote",
    "",
    "https://w3id.org/hrgraph/shapes#Footnote-called",
    "violation",
    "Nav zīmes.",
    "No mark.",
)


def test_text_in_latvian() -> None:
    """A reader sees the thing, the rule, the property, the value and the words, in Latvian."""
    assert as_text([ERROR, WARNING]) == (
        "KĻŪDA: Latvija (id:latvia)\n"
        "  Trūkst nosaukuma.\n"
        "  kārtula: nosaukumi (hrs:label)\n"
        "  īpašība: rdfs:label\n"
        "  vērtība: Latvija\n"
        "  tekstā: „Latvija apliecina gatavību”\n"
        "  kā labot: Pievienojiet nosaukumu.\n"
        "\n"
        "BRĪDINĀJUMS: id:x\n"
        "  Divējāds.\n"
        "  kārtula: punning\n"
        "\n"
        "Pavisam: kļūdas 1, pārējais 1.\n"
    )


@pytest.mark.parametrize(
    ("component", "term", "line"),
    [
        ("Datatype", '"25"', 'value: "25"^^xsd:string'),
        ("Datatype", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', 'value: "1"^^xsd:integer'),
        ("LanguageIn", '"Lettland"@de', 'value: "Lettland"@de'),
        ("MaxCount", '"Latvija"@lv', "value: Latvija"),
    ],
)
def test_datatype_and_language_are_shown_where_they_are_wrong(component: str, term: str, line: str) -> None:
    """A value that looks right is told with what is wrong about it."""
    of_shacl = f"http://www.w3.org/ns/shacl#{component}ConstraintComponent"

    assert line in as_text([replace(ERROR, component=of_shacl, value_term=term)], "en")


def test_iris_in_words_are_shortened() -> None:
    """A message speaks of hr:names and not of an address; other addresses stay."""
    said = "The property https://w3id.org/hrgraph/ontology#names of <https://w3id.org/hrgraph/id/a/b>. <x:y>"

    assert shortened(said) == "The property hr:names of id:a/b. <x:y>"


def test_text_in_english() -> None:
    """The same in English."""
    assert as_text([ERROR, WARNING], "en") == (
        "VIOLATION: Latvia (id:latvia)\n"
        "  A label is missing.\n"
        "  rule: labels (hrs:label)\n"
        "  property: rdfs:label\n"
        "  value: Latvija\n"
        "  in the text: “Latvija apliecina gatavību”\n"
        "  to mend: Add a label.\n"
        "\n"
        "WARNING: id:x\n"
        "  Twofold.\n"
        "  rule: punning\n"
        "\n"
        "In all: violations 1, others 1.\n"
    )


def test_inverse_path_is_shown_with_a_caret() -> None:
    """A property read backwards keeps its caret when it is shortened."""
    assert "  property: ^hr:callsFootnote\n" in as_text([INVERSE], "en")


def test_long_quote_is_cut_at_a_word() -> None:
    """A page of text does not drown the report."""
    long = Finding("x", "", "", "r", "info", "m", "m", quote="vārds " * 100)
    [line] = [line for line in as_text([long]).splitlines() if "tekstā" in line]

    assert len(line) < 230
    assert line.endswith("vārds …”")


@pytest.mark.parametrize(("language", "word"), [("lv", "kārtībā"), ("en", "well"), ("de", "kārtībā")])
def test_no_finding_is_said(language: str, word: str) -> None:
    """Where nothing is wrong the report says so, in Latvian where it does not know the language."""
    assert word in as_text([], language)


def test_turtle_is_a_shacl_report() -> None:
    """A machine gets a SHACL validation report with every finding in it."""
    graph = Graph().parse(data=as_rdf([ERROR, WARNING, INVERSE]), format="turtle")
    report = graph.value(None, RDF.type, SH.ValidationReport)
    [result] = graph.subjects(SH.focusNode, URIRef(ERROR.focus))

    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(list(graph.objects(report, SH.result))) == 3
    assert graph.value(result, SH.resultPath) == URIRef(ERROR.path)
    assert graph.value(result, SH.value) == Literal("Latvija", lang="lv")
    assert graph.value(result, SH.resultSeverity) == SH.Violation
    assert graph.value(result, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent
    assert set(graph.objects(result, SH.resultMessage)) == {
        Literal(ERROR.message_lv, lang="lv"),
        Literal(ERROR.message_en, lang="en"),
    }
    assert list(graph.objects(None, SH.inversePath)) == [URIRef(INVERSE.path[1:])]


def test_turtle_of_nothing_conforms() -> None:
    """Without a finding the report says that the data conform."""
    graph = Graph().parse(data=as_rdf([]), format="turtle")

    assert list(graph.objects(None, SH.conforms)) == [Literal(True)]
    assert list(graph.objects(None, SH.result)) == []
