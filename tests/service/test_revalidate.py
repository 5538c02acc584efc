"""Answers that a client need not fetch again."""

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore

ADDRESSES = [
    "/sparql?query=ASK%7B%7D",
    "/sparql?format=ttl",
    "/graph/inferred",
    "/ontology.ttl",
    "/data/families.nt",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_again(client: TestClient, address: str) -> None:
    """A client that names the tag of what it has gets 304 without a body; with another tag, the whole."""
    first = client.get(address)
    etag = first.headers["etag"]
    again = client.get(address, headers={"If-None-Match": f'"other", {etag}'})
    other = client.get(address, headers={"If-None-Match": '"other"'})

    assert first.headers["cache-control"] == "public, no-cache"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert (other.status_code, len(other.content)) == (200, len(first.content))


def test_what_makes_another_answer(client: TestClient) -> None:
    """Each format, query and dataset has a tag of its own."""
    fields: list[dict[str, str]] = [
        {"query": "ASK {}"},
        {"query": "ASK {}", "format": "xml"},
        {"query": "ASK { }"},
        {"query": "ASK {}", "default-graph-uri": "urn:a"},
        {"query": "ASK {}", "named-graph-uri": "urn:a"},
    ]

    assert len({client.get("/sparql", params=given).headers["etag"] for given in fields}) == len(fields)


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "uuid()", "STRUUID()", "BNODE()"])
def test_answers_that_differ_each_time(client: TestClient, function: str) -> None:
    """An answer that would be another one next time has no tag and is not kept."""
    response = client.get("/sparql", params={"query": f"SELECT ({function} AS ?x) {{}}"})

    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_another_graph_has_other_tags(client: TestClient) -> None:
    """A new build changes the tags; a store that cannot name its statements has none."""
    old = client.get(ADDRESSES[0]).headers["etag"]
    new = TestClient(create_app(OxigraphStore(ox.Store(), version="2"))).get(ADDRESSES[0])
    unnamed = TestClient(create_app(OxigraphStore(ox.Store()))).get(ADDRESSES[0])

    assert new.headers["etag"] != old
    assert "etag" not in unnamed.headers
