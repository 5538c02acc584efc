"""The built graph in every format."""

import hashlib
import json
import os
import subprocess
import sys

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from hrgraph.rdf import terms
from hrgraph.store.files.exports import exports

SMALL = f"""
    <{terms.ID}a> <{terms.RDF_TYPE}> <{terms.HR}Actor> <{terms.GRAPH}two> .
    <{terms.ID}a> <{terms.RDF_TYPE}> <{terms.SKOS}Concept> <{terms.GRAPH}two> .
    <{terms.ID}a> <{terms.HR}names> <{terms.ID}b/c%20d> <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}names> <{terms.ID}b/c%20d> <{terms.GRAPH}two> .
    <{terms.ID}a> <{terms.RDFS_LABEL}> "\\"ā\\\\\\n"@lv <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.RDFS_LABEL}> "b"@lv <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.RDFS_LABEL}> "c"@en <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}length> "07"^^<{terms.XSD}nonNegativeInteger> <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}mixed> "2026-11-21"^^<{terms.XSD}date> <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}mixed> "ā"@lv <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}mixed> "plain" <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}mixed> <urn:example:x> <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}plain> "id:a" <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}refers> <{terms.HR}> <{terms.GRAPH}one> .
    <{terms.ID}a> <{terms.HR}refers> <{terms.ID}//x> <{terms.GRAPH}one> .
    _:x <{terms.RDF_TYPE}> <{terms.OWL}Axiom> <{terms.GRAPH}one> .
    _:x <{terms.OWL}annotatedSource> <{terms.ID}a> <{terms.GRAPH}one> .
    _:x <{terms.OWL}annotatedProperty> <{terms.HR}names> <{terms.GRAPH}one> .
    _:x <{terms.OWL}annotatedTarget> <{terms.ID}b/c%20d> <{terms.GRAPH}one> .
    _:x <{terms.HR}evidence> <{terms.ID}e> <{terms.GRAPH}one> .
""".encode()
WITH_GRAPHS = {"hrgraph.trig": ox.RdfFormat.TRIG, "hrgraph.jsonld": ox.RdfFormat.JSON_LD}
WITHOUT = {
    "hrgraph.nt": ox.RdfFormat.N_TRIPLES,
    "hrgraph.ttl": ox.RdfFormat.TURTLE,
    "hrgraph.rdf": ox.RdfFormat.RDF_XML,
}
RDF12 = "hrgraph.rdf12.ttl"
DIGESTS = """
import hashlib, sys
from hrgraph.store.files.exports import exports
for name, content in exports(sys.stdin.buffer.read()).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


@pytest.fixture(scope="session")
def exported(quads: bytes) -> dict[str, bytes]:
    """The files of the real graph."""
    return exports(quads)


def parsed(content: bytes, form: ox.RdfFormat) -> set[ox.Quad]:
    """The statements of a file, blank nodes by the labels they have there."""
    return set(ox.parse(content, format=form))


def test_every_file_holds_the_real_graph(quads: bytes, exported: dict[str, bytes]) -> None:
    """Loaded again, each file gives the very statements of the N-Quads, in the same graphs if it has any."""
    expected = parsed(quads, ox.RdfFormat.N_QUADS)
    triples = {ox.Quad(*quad.triple) for quad in expected}

    assert sorted(exported) == sorted([*WITH_GRAPHS, *WITHOUT, RDF12])
    for name, form in WITH_GRAPHS.items():
        assert parsed(exported[name], form) == expected, name
    for name, form in WITHOUT.items():
        assert parsed(exported[name], form) == triples, name


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib uses what it deprecates
def test_another_library_reads_the_same() -> None:
    """rdflib too finds in each file what the N-Quads say, whatever the values are."""
    files = exports(SMALL)
    expected = Dataset(default_union=True)
    expected.parse(data=SMALL, format="nquads")
    union = Graph()
    for triple in expected:
        union.add(triple[:3])

    assert len(union) == 19
    for name, form in (("hrgraph.nt", "nt"), ("hrgraph.ttl", "turtle"), ("hrgraph.rdf", "xml")):
        assert isomorphic(Graph().parse(data=files[name], format=form), union), name
    for name, form in (("hrgraph.trig", "trig"), ("hrgraph.jsonld", "json-ld")):
        found = Dataset()
        found.parse(data=files[name], format=form)
        for graph in ("one", "two"):
            part = terms.graph(graph)
            assert len(expected.graph(part)) > 0
            assert isomorphic(found.graph(part), expected.graph(part)), (name, graph)


def test_jsonld_reads_well() -> None:
    """Our words are plain names, texts stand by language, links are short, each thing is on one line."""
    content = exports(SMALL)["hrgraph.jsonld"]
    document = json.loads(content)
    one, two = document["@graph"]
    thing = next(node for node in one["@graph"] if node["@id"] == "id:a")

    assert (one["@id"], two["@id"]) == ("graph:one", "graph:two")
    assert thing["rdfs:label"] == {"lv": ['"ā\\\n', "b"], "en": "c"}
    assert thing["names"] == "id:b/c%20d"
    assert (thing["length"], thing["plain"]) == ("07", "id:a")
    assert two["@graph"][0]["@type"] == ["Actor", "skos:Concept"]
    assert document["@context"]["names"] == {"@id": "hr:names", "@type": "@id"}
    assert json.dumps(thing, ensure_ascii=False) in content.decode()


def test_evidence_on_the_statement(quads: bytes, exported: dict[str, bytes]) -> None:
    """In RDF 1.2 each axiom is a reifier of the asserted triple it annotates, with the same evidence."""
    plain = {quad.triple for quad in parsed(quads, ox.RdfFormat.N_QUADS)}
    reified = {quad.triple for quad in parsed(exported[RDF12], ox.RdfFormat.TURTLE)}
    annotated = {name: terms.OWL + "annotated" + name for name in ("Source", "Property", "Target")}
    parts: dict[object, dict[str, object]] = {}
    for triple in plain:
        parts.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    reifies = {
        triple.subject: triple.object for triple in reified if triple.predicate.value.endswith("#reifies")
    }

    assert len(reifies) > 1000
    for axiom, said in reifies.items():
        assert isinstance(said, ox.Triple)
        assert [said.subject, said.predicate, said.object] == [
            parts[axiom][name] for name in annotated.values()
        ]
        assert said in reified
    evidence = terms.HR + "evidence"
    assert {t for t in plain if t.predicate.value == evidence} == {
        t for t in reified if t.predicate.value == evidence
    }
    assert not any(triple.predicate.value in annotated.values() for triple in reified)


def test_same_bytes_in_every_process() -> None:
    """Two processes that hash differently write the same bytes."""
    told = [
        subprocess.run(
            [sys.executable, "-c", DIGESTS],
            input=SMALL,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for seed in ("1", "2")
    ]
    here = "".join(
        f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in exports(SMALL).items()
    )

    assert told == [here, here]
