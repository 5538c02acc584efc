"""The site over a graph that another engine holds."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hrgraph.service.app import create_app
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.endpoints.publish import publish
from hrgraph.store.endpoints.remote import Address, Credentials
from hrgraph.store.opening import open_served
from hrgraph.store.oxigraph import OxigraphStore

_CARD = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
PAGES = (
    "/",
    "/page/plan",
    "/data/plan.nt",
    "/search?q=latvija",
    "/graph?default&format=nt",
    "/ontology?format=nt",
    "/health/ready",
    "/sparql?query=SELECT+%3Fs+%3Fo+%7B+%3Fs+a+%3Fo+FILTER%28isIRI%28%3Fs%29%29+%7D+ORDER+BY+%3Fs+%3Fo&format=csv",
    "/sparql?query=ASK+%7B+%3Fs+a+%3Fo+%7D&format=tsv",
    "/sparql?query=SELECT+%3Fs+%3Fo+%7B+%3Fs+a+%3Fo+FILTER%28isIRI%28%3Fs%29%29+%7D+ORDER+BY+%3Fs+%3Fo&format=html",
)


@pytest.fixture(params=["oxigraph", "virtuoso"], scope="module")
def over_endpoint(request: pytest.FixtureRequest, build: Path) -> Iterator[TestClient]:
    """A client of the service over the sample graph behind an endpoint."""
    address: Address = request.getfixturevalue(f"{request.param}_server")
    publish(build / "hrgraph.nq", address, Credentials("dba", "dba"))
    served = open_served(address.query, build / "hrgraph.nq")
    assert isinstance(served, Endpoint)
    with TestClient(create_app(served), headers={"Accept-Language": "en"}, follow_redirects=False) as client:
        yield client
    served.close()


@pytest.fixture(scope="module")
def over_memory(store: OxigraphStore) -> Iterator[TestClient]:
    """A client of the service over the same graph in memory."""
    with TestClient(create_app(store), headers={"Accept-Language": "en"}, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_the_same(over_endpoint: TestClient, over_memory: TestClient, page: str) -> None:
    """Each page and each answer says what it says over the graph in memory."""
    found, expected = over_endpoint.get(page), over_memory.get(page)
    assert found.status_code == expected.status_code == 200
    assert found.headers["content-type"] == expected.headers["content-type"]
    if page.endswith("nt"):
        assert len(found.text.splitlines()) == len(expected.text.splitlines())
    else:
        # The statements in a page for machines come in the order of the engine.
        assert _CARD.sub("", found.text) == _CARD.sub("", expected.text)


def test_it_says_what_it_can(over_endpoint: TestClient, over_memory: TestClient) -> None:
    """The description of the service names no function that the engine lacks; calling one is explained."""
    described = [client.get("/sparql?format=nt").text for client in (over_endpoint, over_memory)]
    assert ["extensionFunction" in text for text in described] == [False, True]
    query = "PREFIX hrf: <https://w3id.org/hrgraph/function#> SELECT (hrf:fold('a') AS ?f) {}"
    refused = over_endpoint.get("/sparql", params={"query": query}, headers={"Accept-Language": "lv"})
    assert refused.status_code == 400
    assert "Dzinējam aiz šī galapunkta nav funkcijas hrf:fold" in refused.json()["detail"]
    assert refused.json()["column"] == 58


def test_answers_are_kept(over_endpoint: TestClient) -> None:
    """What is published has a version, so that an answer need not be asked again."""
    query = {"query": f"SELECT ({time.time()} AS ?n) {{}}"}
    states = [over_endpoint.get("/sparql", params=query).headers["x-cache"] for _ in range(2)]
    assert states == ["miss", "hit"]
