"""The graph as files for OWL tools."""

import pyoxigraph as ox
import pytest

from hrgraph.store.files.owl_files import owl_files

HEAD = "https://w3id.org/hrgraph/ontology"
GRAPH = "https://w3id.org/hrgraph/graph/"
ID = "https://w3id.org/hrgraph/id/"
PREFIXES = f"""
@prefix hr: <{HEAD}#> .
@prefix id: <{ID}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SAMPLE = f"""{PREFIXES}
<{GRAPH}ontology> {{
    <{HEAD}> a owl:Ontology ; owl:versionIRI <{HEAD}/1.0> ; owl:imports <{HEAD}/part> ; rdfs:label "o"@en .
    <{HEAD}/part> a owl:Ontology ; rdfs:label "p"@en .
    hr:Action a owl:Class .
}}
<{GRAPH}plan> {{
    <{ID}plan/I.A.1> a hr:Action ; hr:names id:women .
    [] a owl:Axiom ; owl:annotatedSource <{ID}plan/I.A.1> ; owl:annotatedProperty hr:names ;
        owl:annotatedTarget id:women ; hr:evidence id:e .
    id:e a hr:TextEvidence ; hr:hasSpan id:s ; hr:isInPart <{ID}plan/I.A.1> .
    id:s a hr:TextSpan ; hr:quote "sievietes\\nun \\\\ meitenes"@lv .
}}
<{GRAPH}inferred> {{ <{ID}plan/I.A.1> a hr:ListItem . }}
<{GRAPH}metadata> {{ id:hrgraph rdfs:label "data about data"@en . }}
<{GRAPH}questions> {{ <{ID}question/q> rdfs:label "a query"@en . }}
"""
QUADS = ox.serialize(ox.parse(SAMPLE, format=ox.RdfFormat.TRIG), format=ox.RdfFormat.N_QUADS) or b""
FORMS = {"owl": ox.RdfFormat.RDF_XML, "ttl": ox.RdfFormat.TURTLE}


def files() -> dict[str, bytes]:
    """The files made of the sample."""
    return owl_files(QUADS)


def statements(name: str) -> set[tuple[str, str, str]]:
    """What a file says, names cut to their last part, blank nodes as _."""

    def short(term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return "_"
        return term.value.rsplit("#", 1)[-1].removeprefix(ID) if isinstance(term, ox.NamedNode) else str(term)

    return {
        (short(triple.subject), short(triple.predicate), short(triple.object))
        for triple in ox.parse(files()[name], format=FORMS[name.rsplit(".", 1)[-1]])
    }


@pytest.mark.parametrize("suffix", FORMS)
def test_ontology_alone(suffix: str) -> None:
    """One header that imports nothing, and the terms of every module."""
    assert statements(f"ontology.{suffix}") == {
        (HEAD, "type", "Ontology"),
        (HEAD, "versionIRI", HEAD + "/1.0"),
        (HEAD, "label", '"o"@en'),
        ("Action", "type", "Class"),
    }


@pytest.mark.parametrize("suffix", FORMS)
def test_graph_and_ontology(suffix: str) -> None:
    """What texts say and what is inferred, every thing an individual; no queries and no data about data."""
    said = statements(f"graph-and-ontology.{suffix}")

    assert {(s, o) for s, p, o in said if p == "versionIRI"} == {(GRAPH[:-1], GRAPH + "1.0")}
    assert {o for s, p, o in said if s == "plan/I.A.1" and p == "type"} == {
        "Action",
        "ListItem",
        "NamedIndividual",
    }
    assert {s for s, p, o in said if o == "NamedIndividual"} == {"plan/I.A.1", "e", "s"}
    assert ("_", "evidence", "e") in said
    assert not {s for s, _, _ in said if s in ("hrgraph", "question/q") or s.endswith("/part")}


def test_evidence_is_labelled_with_its_words() -> None:
    """An annotation that names the evidence can be read: its label is the quotation and its place."""
    assert ("e", "label", '"„sievietes\\nun \\\\ meitenes” (plan/I.A.1)"@lv') in statements(
        "graph-and-ontology.ttl"
    )


def test_same_input_same_bytes() -> None:
    """Prefixes come in one order, whatever order the library has them in today."""
    first = files()

    assert all(files() == first for _ in range(5))
    declared = [line for line in first["ontology.ttl"].split(b"\n") if line.startswith(b"@prefix")]
    assert declared == sorted(declared)
    assert len(declared) > 5


def test_turtle_escapes_no_names() -> None:
    """A name with a slash is written out: the OWL API cannot read the escaped form."""
    assert b"<https://w3id.org/hrgraph/id/plan/I.A.1>" in files()["graph-and-ontology.ttl"]
    assert b"\\/" not in files()["graph-and-ontology.ttl"]
