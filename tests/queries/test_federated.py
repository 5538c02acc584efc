"""The queries that join our links with other servers: they can be read, and their own half finds something.

Nothing here calls another server: what is asked of one is taken out before a query is run.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from hrgraph.errors import QueryRefused
from hrgraph.graph.links import links_graph, read_links
from hrgraph.graph.write import Graphs, nquads, things_in
from hrgraph.knowledge import Knowledge
from hrgraph.store.query.guard import read

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "queries" / "federated").glob("*.rq"))
EACH_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
SERVICE = re.compile(r"SERVICE (<[^>]+>) (\{(?:[^{}]|\{[^{}]*\})*\})")
OURS = re.compile(r"(?s)(?P<ours>SELECT DISTINCT (?P<chosen>[^{]*) WHERE \{.*?\n    \})\n  \}\n  SERVICE")
ENDPOINTS = {"<https://publications.europa.eu/webapi/rdf/sparql>", "<https://query.wikidata.org/sparql>"}


@pytest.fixture(scope="module")
def store(root: Path, knowledge: Knowledge, graphs: Graphs) -> ox.Store:
    """The built graph with the links of its things."""
    links = read_links(root / "ontology" / "alignments", knowledge.context.entries)
    linked = {**graphs, "links": links_graph(links, things_in(graphs.values()))}
    store = ox.Store()
    store.load(nquads(linked), format=ox.RdfFormat.N_QUADS)
    return store


def service_of(query: str) -> tuple[str, str]:
    """The one server that a query asks, and what it asks there."""
    (found,) = SERVICE.findall(query)
    endpoint, asked = found
    return endpoint, asked


def variables(pattern: str) -> set[str]:
    """The names of the variables in a part of a query."""
    return set(re.findall(r"\?(\w+)", pattern))


def test_both_servers_are_asked() -> None:
    """There are at least four joins, and each of the two servers is asked at least twice."""
    asked = [service_of(file.read_text(encoding="utf-8"))[0] for file in FILES]
    assert len(asked) >= 4
    assert set(asked) == ENDPOINTS
    assert min(asked.count(endpoint) for endpoint in ENDPOINTS) >= 2


@EACH_FILE
def test_comments(file: Path) -> None:
    """A query says in Latvian and English what it asks, and where the answer comes from."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line[:6] for line in lines[:5]] == ["# lv: ", "# en: ", "# lv: ", "# en: ", "PREFIX"]
    assert lines[0].endswith("?")
    assert lines[1].endswith("?")


@EACH_FILE
def test_rdflib_reads_it(file: Path) -> None:
    """The query is SPARQL 1.1 with a call to another server, to the parser of rdflib."""
    parsed = prepareQuery(file.read_text(encoding="utf-8"))
    assert "ServiceGraphPattern" in str(parsed.algebra)


@EACH_FILE
def test_pyoxigraph_reads_it(file: Path) -> None:
    """The query is SPARQL to the parser of pyoxigraph, the call to the server made a named graph."""
    query = file.read_text(encoding="utf-8")
    found = ox.Store().query(SERVICE.sub(r"GRAPH \1 \2", query))
    assert isinstance(found, ox.QuerySolutions)
    with pytest.raises(SyntaxError):
        ox.Store().query(SERVICE.sub(r"GRAPH \1 { \2", query))


@EACH_FILE
def test_our_half_finds_the_links(file: Path, store: ox.Store) -> None:
    """What is asked of our graph has rows, with an IRI of elsewhere in the variable that joins."""
    query = file.read_text(encoding="utf-8")
    match = OURS.search(query)
    assert match is not None
    (joins,) = variables(match["chosen"]) & variables(service_of(query)[1])
    prologue = "\n".join(line for line in query.splitlines() if line.startswith("PREFIX"))
    rows = store.query(f"{prologue}\n{match['ours']}", use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    values = [row[joins] for row in rows]
    assert values
    assert all(isinstance(value, ox.NamedNode) for value in values)
    assert not any(str(value).startswith("<https://w3id.org/hrgraph/") for value in values)


@EACH_FILE
def test_our_service_refuses_it(file: Path) -> None:
    """Our own service calls no other server: it refuses the query."""
    with pytest.raises(QueryRefused):
        read(file.read_text(encoding="utf-8"))
