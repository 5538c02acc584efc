"""Runs every file below this folder: W3C SHACL test style, data and expected report in one file.

Files in `document-graph` and `eu-action-plan` meet the shapes of that name, all others the shapes of
ontology/shapes/ together. The things of a file live in a namespace of their own, so that all files meet their
shapes in one run. Of an expected result only focus node and source shape count.
"""

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.shapes import run_shapes_on

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
HR = Namespace("https://w3id.org/hrgraph/ontology#")
FILES = sorted(HERE.glob("*/*.ttl"))
IDS = [f"{file.parent.name}/{file.stem}" for file in FILES]
SPECIAL = {"document-graph": "document-graph/*.ttl", "eu-action-plan": "eu-action-plan.ttl"}

Result = tuple[str, str]


@cache
def shapes(group: str) -> Graph:
    """The shapes that the files of one group meet."""
    return read_turtle([*(ONTOLOGY / "shapes").glob(SPECIAL.get(group, "*.ttl")), ONTOLOGY / "prefixes.ttl"])


@cache
def every_shape() -> Graph:
    """All shapes."""
    return shapes("") + shapes("document-graph")


@cache
def parsed(file: Path) -> Graph:
    """One test file."""
    return Graph().parse(file, format="turtle")


def group_of(file: Path) -> str:
    """Which shapes a file meets."""
    return file.parent.name if file.parent.name in SPECIAL else ""


@cache
def found(group: str) -> frozenset[Result]:
    """What the shapes find in all files of a group taken together."""
    data = read_turtle(ontology_files(ONTOLOGY))
    for file in FILES:
        if group_of(file) == group:
            data += parsed(file)
    data.remove((None, RDF.type, SH.ValidationReport))
    return frozenset((finding.focus, finding.rule) for finding in run_shapes_on(data, shapes(group)))


def expected(file: Path) -> frozenset[Result]:
    """What a file says the shapes should find."""
    graph = parsed(file)
    return frozenset(
        (str(graph.value(result, SH.focusNode)), str(graph.value(result, SH.sourceShape)))
        for result in graph.objects(None, SH.result)
    )


def things(file: Path) -> set[str]:
    """The things that a file describes."""
    return {str(subject) for subject in parsed(file).subjects() if isinstance(subject, URIRef | BNode)}


def rules() -> set[Node]:
    """The shapes that can find something: property shapes and shapes with a query."""
    graph = every_shape()
    return set(graph.subjects(RDF.type, SH.PropertyShape)) | set(graph.subjects(SH.sparql))


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_file_gives_its_report(file: Path) -> None:
    """The bad nodes of a file are found by just the shapes it names, and its good nodes by none."""
    mine = {result for result in found(group_of(file)) if result[0] in things(file)}

    assert mine | (expected(file) & found(group_of(file))) == expected(file)


@pytest.mark.parametrize("group", ["", *SPECIAL])
def test_nothing_is_found_outside_the_files(group: str) -> None:
    """Every finding belongs to a file that expects it, so none hides between the files or in the ontology."""
    asked = frozenset[Result]().union(*(expected(file) for file in FILES if group_of(file) == group))

    assert found(group) == asked


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_file_has_a_good_example(file: Path) -> None:
    """Besides its bad nodes a file has right ones, so no shape passes its test by refusing everything."""
    bad = {focus for focus, _ in expected(file)}

    assert things(file) - bad


def test_every_rule_has_a_bad_example() -> None:
    """There is no shape that no test file breaks."""
    broken = {rule for file in FILES for _, rule in expected(file)}

    assert {str(rule) for rule in rules()} == broken


def test_every_shape_says_what_it_wants() -> None:
    """Every rule has a name, and a message, in Latvian and in English, and a severity."""
    graph = every_shape()
    for rule in rules():
        messages = [*graph.objects(rule, SH.message)]
        messages += [
            text for query in graph.objects(rule, SH.sparql) for text in graph.objects(query, SH.message)
        ]
        for texts in (messages, [*graph.objects(rule, SH.name)]):
            assert sorted(getattr(text, "language", "") for text in texts) == ["en", "lv"], rule
        assert graph.value(rule, SH.severity) in {SH.Violation, SH.Warning, SH.Info}, rule


def test_every_class_has_a_shape() -> None:
    """Every class of the ontology, or a class above it, is the target of a node shape."""
    ontology = read_turtle(ontology_files(ONTOLOGY))
    targets = set(every_shape().objects(None, SH.targetClass))
    classes = [cls for cls in ontology.subjects(RDFS.isDefinedBy) if str(cls)[len(HR) :][:1].isupper()]

    assert classes
    assert [
        cls for cls in classes if not targets & set(ontology.transitive_objects(cls, RDFS.subClassOf))
    ] == []


def test_every_term_in_a_shape_is_declared() -> None:
    """Shapes speak of no class or property that the ontology lacks."""
    ontology = read_turtle(ontology_files(ONTOLOGY))
    used = {
        term for triple in every_shape() for term in triple if str(term).startswith(HR) and str(term) != HR
    }

    assert {term for term in used if (term, RDFS.isDefinedBy, None) not in ontology} == set()


def test_shapes_are_shapes() -> None:
    """The shapes themselves conform to the shapes of the SHACL standard."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=every_shape(), meta_shacl=True)

    assert conforms, text
