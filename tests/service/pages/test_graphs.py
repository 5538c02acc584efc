"""The Graph Store Protocol, read-only, over HTTP."""

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

INFERRED = "https://w3id.org/hrgraph/graph/inferred"


def test_both_ways_to_name_a_graph(client: TestClient) -> None:
    """A graph named in the address and one named by its IRI are the same, in the format asked for."""
    direct = client.get("/graph/inferred", headers={"Accept": "application/n-triples"})
    indirect = client.get("/graph", params={"graph": INFERRED, "format": "nt"})

    assert direct.status_code == 200
    assert direct.headers["content-type"] == "application/n-triples"
    assert direct.content == indirect.content
    assert len(list(ox.parse(direct.content, format=ox.RdfFormat.N_TRIPLES))) == 3


def test_all_graphs_together(client: TestClient) -> None:
    """The default graph is all statements, as for a query."""
    found = client.get("/graph?default&format=nt").text.splitlines()
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})

    assert len(found) == int(counted.text.split()[1])


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/graph", 400, "which-graph"),
        (f"/graph?default&graph={INFERRED}", 400, "which-graph"),
        ("/graph?graph=one", 400, "graph-iri"),
        ("/graph?graph=https://example.org/none", 404, "unknown-graph"),
        ("/graph/none", 404, "unknown-graph"),
        ("/graph/%22%3E", 404, "unknown-graph"),
        ("/graph/inferred?format=trig", 406, "no-such-format"),
    ],
)
def test_no_such_graph(client: TestClient, address: str, status: int, code: str) -> None:
    """A graph that is not named, is not there or has no such format is an error that says so."""
    response = client.get(address)

    assert response.status_code == status
    assert response.json()["type"].endswith("/" + code)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(client: TestClient, method: str) -> None:
    """A request to write says that graphs are read-only, and which methods there are."""
    for address in ("/graph/inferred", f"/graph?graph={INFERRED}"):
        response = client.request(method, address)
        assert (response.status_code, response.json()["type"][-9:]) == (405, "read-only")
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def test_every_graph_has_a_page(real: TestClient) -> None:
    """A browser that takes pages alone gets one for each named graph, and none for any other."""
    asked = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "format": "csv"}
    graphs = real.get("/sparql", params=asked).text.split()[1:]
    pages = {
        iri: real.get("/graph/" + iri.rpartition("/")[2], headers={"Accept": "text/html"}) for iri in graphs
    }

    assert len(graphs) == 8
    assert {page.status_code for page in pages.values()} == {200}
    assert all(page.headers["content-type"].startswith("text/html") for page in pages.values())
    assert real.get("/graph/none", headers={"Accept": "text/html"}).status_code == 404
