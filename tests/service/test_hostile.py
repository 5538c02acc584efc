"""Requests that nobody would send by mistake, and texts that nobody would write."""

import string

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.service.app import create_app
from hrgraph.service.http.rate import Rate
from hrgraph.store.oxigraph import OxigraphStore

HOSTILE = [
    "LOAD <file:///etc/passwd>",
    "load silent <http://127.0.0.1:9/> INTO GRAPH <urn:g>",
    "PREFIX a: <urn:a> INSERT DATA { <urn:s> <urn:p> 1 }",
    "# SELECT\nDELETE WHERE { ?s ?p ?o }",
    "ASK {} ; DROP ALL",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "SELECT * { sErViCe <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(1<2) SERVICE SILENT<http://169.254.169.254/> {} }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "ASK { ?s ?p '" + "x" * 100_000,
    "ASK " + "{" * 20_000,
    "SELECT " + "(" * 3_000,
    "ASK { FILTER(" + "!" * 5_000 + "true) }",
    "ASK { ?s " + "<urn:p>/" * 3_000 + "<urn:p> ?o }",
    "SELECT * { ?s ?p ?o FILTER(REGEX(?o, '(q+)+$')) }",
    "SELECT (STRDT('x', <http://[>) AS ?x) {}",
    "\ufeffASK {}",
    "ASK {}\x00",
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:40])
def test_hostile_queries(client: TestClient, store: OxigraphStore, query: str) -> None:
    """Each is refused with a reason or answered with nothing; nothing is written, read or called."""
    before = store.size()
    response = client.post("/sparql", data={"query": query})

    assert response.status_code in (200, 400, 403, 413)
    assert "root:" not in response.text
    if response.status_code == 200:
        assert response.json()["results"]["bindings"] in ([], [{}])
    else:
        assert response.json()["detail"]
    assert store.size() == before


TEXTS = st.text(alphabet=string.printable + "āčžЖ😀\u202e\ufeff\x00{}()<>?$\"'\\@^#;.,", max_size=60)


@settings(max_examples=60)
@given(query=TEXTS, accept=st.text(alphabet=string.printable.strip(), max_size=40))
def test_any_text(store: OxigraphStore, query: str, accept: str) -> None:
    """Whatever stands in the query and in Accept, the answer is one of the service's own."""
    client = TestClient(create_app(store, rate=Rate(per_minute=0)))
    for response in (
        client.get("/sparql", params={"query": query}, headers={"Accept": accept}),
        client.get("/search", params={"q": query}, headers={"Accept": accept}),
        client.get("/graph", params={"graph": query}),
    ):
        assert response.status_code in (200, 400, 403, 404, 406)
        assert response.headers["content-type"]
