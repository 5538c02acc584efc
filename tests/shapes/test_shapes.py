"""Every shape met by an example that passes and one that fails, by our engine and by pySHACL.

The files are described in `examples.py`. The things of a file live in a namespace of their own, so that all
failing files of a group meet their shapes in one run.
"""

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from hrgraph.store.working import WorkingStore
from hrgraph.validate.compile import compile_shapes
from hrgraph.validate.engine import hierarchy, narrower
from hrgraph.validate.result import Result

from . import examples

IDS = [f"{file.parent.name}/{file.stem}" for file in examples.FAILING]


@cache
def found(group: str, passing: bool) -> frozenset[Result]:
    """What our engine finds in all failing or all passing examples of a group taken together."""
    files = examples.PASSING if passing else examples.FAILING
    return frozenset(examples.by_engine(examples.data(files, group), examples.shapes(group)))


def rules() -> set[Node]:
    """The shapes that can find something: of a property, with a query, a class or a choice, closed ones."""
    graph = examples.every_shape()
    asked = (SH.path, SH.sparql, SH.closed, SH["class"], SH["or"])
    asking = {rule for what in asked for rule in graph.subjects(what)}
    return {rule for rule in asking if isinstance(rule, URIRef)}


@pytest.mark.parametrize("group", examples.GROUPS)
def test_the_engine_finds_what_the_examples_say(group: str) -> None:
    """Focus, path, value, shape, component and severity: exactly the results written in the files."""
    wanted = {
        one
        for file in examples.FAILING
        if examples.group_of(file) == group
        for one in examples.expected(file, examples.shapes(group))
    }

    assert {examples.plain(result) for result in found(group, False)} == wanted


@pytest.mark.parametrize("group", examples.GROUPS)
@pytest.mark.parametrize("passing", [False, True])
def test_pyshacl_finds_the_same(group: str, passing: bool) -> None:
    """The reference agrees result by result, messages in both languages included."""
    files = examples.PASSING if passing else examples.FAILING

    assert examples.by_reference(examples.data(files, group), examples.shapes(group)) == found(group, passing)


@pytest.mark.parametrize("group", examples.GROUPS)
def test_passing_examples_pass(group: str) -> None:
    """Files called passing break nothing, and say so."""
    says = [file for file in examples.PASSING if (None, SH.conforms, None) in examples.parsed(file)]

    assert says == examples.PASSING
    assert found(group, True) == frozenset()


@pytest.mark.parametrize("file", examples.FAILING, ids=IDS)
def test_every_failing_example_breaks_something(file: Path) -> None:
    """No file says that it conforms but is counted as failing."""
    assert examples.expected(file, examples.every_shape())


def test_every_rule_has_a_failing_example() -> None:
    """There is no shape that no example breaks."""
    broken = {result.shape for group in examples.GROUPS for result in found(group, False)}

    assert {str(rule) for rule in rules()} == broken


def test_every_rule_has_a_passing_example() -> None:
    """There is no shape that passes its examples by having nothing to look at in them."""
    met = {
        shape
        for group in examples.GROUPS
        for shape in with_focus(
            examples.data(examples.PASSING, group).serialize(format="nt", encoding="utf-8"),
            examples.shapes(group),
        )
    }

    assert {str(rule) for rule in rules()} - met == set()


def test_every_rule_has_something_to_look_at_in_the_real_data(quads: bytes) -> None:
    """No shape is idle: each has a focus node in the built graph."""
    assert {str(rule) for rule in rules()} - with_focus(quads, examples.every_shape()) == set()


def with_focus(quads: bytes, shapes: Graph) -> set[str]:
    """The shapes that have a focus node in N-Quads."""
    store = WorkingStore()
    store.read(quads, "n-quads", "urn:graph")
    return {
        check.shape
        for check in compile_shapes(shapes, narrower(hierarchy(store)))
        if check.focus(store.columns)
    }


def test_every_shape_says_what_it_wants() -> None:
    """Every rule has a name, and a message, in Latvian and in English, and a severity."""
    graph = examples.every_shape()
    for rule in rules():
        messages = [*graph.objects(rule, SH.message)]
        messages += [
            text for query in graph.objects(rule, SH.sparql) for text in graph.objects(query, SH.message)
        ]
        for texts in (messages, [*graph.objects(rule, SH.name)]):
            assert sorted(getattr(text, "language", "") for text in texts) == ["en", "lv"], rule
        assert graph.value(rule, SH.severity) in {SH.Violation, SH.Warning, SH.Info}, rule


def test_the_table_names_the_shapes() -> None:
    """The README names shapes that are there, and every one with a query of its own."""
    graph = examples.every_shape()
    text = (examples.ONTOLOGY / "shapes" / "README.md").read_text(encoding="utf-8")
    rows = [row.split("|")[2] for row in text.partition("What might")[0].splitlines() if row.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    shapes = {str(shape).rpartition("#")[2] for shape in graph.subjects(RDF.type, SH.NodeShape)}
    plan = read_shape_names(examples.ONTOLOGY / "shapes" / "eu-action-plan.ttl")
    asking = {str(shape).rpartition("#")[2] for shape in graph.subjects(SH.sparql)}

    assert named - shapes == set()
    assert asking - named - plan == set()


def read_shape_names(file: Path) -> set[str]:
    """The names of the node shapes of a file."""
    return {
        str(shape).rpartition("#")[2]
        for shape in Graph().parse(file, format="turtle").subjects(RDF.type, SH.NodeShape)
    }


def test_every_class_has_a_shape() -> None:
    """Every class of the ontology, or a class above it, is the target of a node shape."""
    ontology = examples.ontology()
    targets = set(examples.every_shape().objects(None, SH.targetClass))
    hr = str(examples.HR)
    classes = [cls for cls in ontology.subjects(RDFS.isDefinedBy) if str(cls)[len(hr) :][:1].isupper()]

    assert classes
    assert [
        cls for cls in classes if not targets & set(ontology.transitive_objects(cls, RDFS.subClassOf))
    ] == []


def test_every_term_in_a_shape_is_declared() -> None:
    """Shapes speak of no class or property that the ontology lacks."""
    hr = str(examples.HR)
    used = {
        term
        for triple in examples.every_shape()
        for term in triple
        if str(term).startswith(hr) and str(term) != hr
    }

    assert {term for term in used if (term, RDFS.isDefinedBy, None) not in examples.ontology()} == set()


def test_shapes_are_shapes() -> None:
    """The shapes themselves conform to the shapes of the SHACL standard."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=examples.every_shape(), meta_shacl=True)

    assert conforms, text
