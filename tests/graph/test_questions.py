"""The competency questions as a graph."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, URIRef

from hrgraph.errors import DataError
from hrgraph.graph.questions import MANIFEST, questions_graph, words_query
from hrgraph.graph.write import Graphs
from hrgraph.rdf.terms import HR, ID

ENTRY = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<> a mf:Manifest ; mf:entries ( <#q1> ) .
<#q1> mf:name "q1" ; rdfs:comment "Vai?"@lv , "Does it?"@en ; mf:action [ qt:query <q1.rq> ] .
"""
PREFIXES = f"PREFIX hr: <{HR}>\nPREFIX id: <{ID}>\nPREFIX rdfs: <{RDFS}>\n"
ROLE = PREFIXES + "SELECT ?actor WHERE {\n  ?role hr:isAssignedTo ?actor .\n  ?actor rdfs:label ?label .\n}\n"
DATA = f"""
@prefix hr: <{HR}> .
@prefix id: <{ID}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <{RDFS}> .
id:role hr:isAssignedTo id:eeas . id:eeas rdfs:label "EEAS" .
[] owl:annotatedSource id:role ; owl:annotatedProperty hr:isAssignedTo ; owl:annotatedTarget id:eeas ;
  hr:evidence id:e .
id:e hr:hasSpan id:span ; hr:isInPart id:part . id:span hr:quote "vārdi" .
"""


def test_every_question_of_the_manifest_is_in_the_graph(root: Path, graphs: Graphs) -> None:
    """Each query file stands in the graph, word for word, with its question in both languages."""
    graph = graphs["questions"]
    files = {file.stem: file.read_text(encoding="utf-8") for file in (root / "queries" / "cq").glob("*.rq")}
    found = {
        str(graph.value(node, DCTERMS.identifier)): str(
            graph.value(node, SH.select) or graph.value(node, SH.ask)
        )
        for node in graph.subjects(RDF.type, SH.SPARQLExecutable)
    }

    assert {name: text for name, text in found.items() if "/" not in name} == files
    for node in graph.subjects(RDF.type, SH.SPARQLExecutable):
        assert {label.language for label in graph.objects(node, RDFS.label)} == {"lv", "en"}  # type: ignore[attr-defined]


def test_most_questions_have_a_query_for_their_words(graphs: Graphs) -> None:
    """The words behind an answer can be asked for wherever rows are no counts."""
    graph = graphs["questions"]
    questions = {node for node in graph.subjects(RDF.type, SH.SPARQLExecutable) if "/words" not in str(node)}
    with_words = set(graph.subjects(DCTERMS.hasPart, None))

    assert URIRef(ID + "question/cq02") in with_words
    assert URIRef(ID + "question/cq10") not in with_words  # a count
    assert len(with_words) > len(questions) * 0.7


def test_the_words_query_gives_each_row_its_quote() -> None:
    """The rows are those of the question, each with a statement it rests on and the words that say it."""
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    words = words_query(ROLE)
    assert words is not None
    rows = list(store.query(words))  # type: ignore[arg-type]

    assert [(row["actor"].value, row["predicate"].value, row["quote"].value) for row in rows] == [
        (ID + "eeas", HR + "isAssignedTo", "vārdi")
    ]


@pytest.mark.parametrize(
    "query",
    [
        PREFIXES + "ASK {\n  ?role hr:isAssignedTo id:eeas .\n}\n",
        PREFIXES + "SELECT (COUNT(?a) AS ?n) WHERE {\n  ?a a hr:Action .\n}\n",
        ROLE + "LIMIT 1\n",
        PREFIXES + "SELECT ?a WHERE {\n  ?a rdfs:label ?label .\n}\n",
        PREFIXES + "SELECT ?a WHERE {\n  ?a rdfs:label ?l . OPTIONAL { ?a hr:names ?b }\n}\n",
    ],
    ids=["ask", "count", "some rows", "no own property", "only if there"],
)
def test_no_words_query(query: str) -> None:
    """Where a row rests on no certain statement there is no query for its words."""
    assert words_query(query) is None


def test_names_do_not_clash() -> None:
    """Variables that the question already uses are left to it."""
    words = words_query(ROLE.replace("?actor", "?quote"))

    assert words is not None
    assert "SELECT DISTINCT ?quote ?subject_ ?predicate_ ?object_ ?part_ ?quote_ WHERE" in words


def test_no_manifest(tmp_path: Path) -> None:
    """A project without questions has none."""
    assert len(questions_graph(tmp_path)) == 0


@pytest.mark.parametrize(("manifest", "said"), [(ENTRY, "q1"), ("<> a", "Turtle")])
def test_broken_manifest(manifest: str, said: str, tmp_path: Path) -> None:
    """A manifest that is no Turtle, or names a query that is not there, stops the build."""
    (tmp_path / MANIFEST).write_text(manifest, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        questions_graph(tmp_path)


def test_yes_or_no(tmp_path: Path) -> None:
    """A question for yes or no keeps its form."""
    (tmp_path / MANIFEST).write_text(ENTRY, encoding="utf-8")
    (tmp_path / "q1.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    graph: Graph = questions_graph(tmp_path)

    assert str(graph.value(URIRef(ID + "question/q1"), SH.ask)) == "ASK { ?s ?p ?o }"
