"""The log of requests."""

import asyncio
import json
import logging

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from hrgraph.service.app import create_app
from hrgraph.store.oxigraph import OxigraphStore

QUERY = "SELECT ?s { ?s ?p ?o } LIMIT 3"


@pytest.fixture
def lines(store: OxigraphStore, caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """The lines about a good query, the same again, a wrong query, and the health of the service."""
    caplog.set_level(logging.INFO, "hrgraph.requests")
    with TestClient(create_app(store)) as client:
        for query in (QUERY, QUERY, "SELECT ?s {"):
            client.get("/sparql", params={"query": query})
        client.get("/health/live")
    return [json.loads(record.message) for record in caplog.records]


def test_a_line_a_request(lines: list[dict[str, object]]) -> None:
    """Each line has an id of its own, what came out, how long it took and how much was sent; no query."""
    assert [(line["status"], line["outcome"], line["cache"]) for line in lines] == [
        (200, "answered", "miss"),
        (200, "answered", "hit"),
        (400, "ends-early", "miss"),
    ]
    assert len({line["id"] for line in lines}) == 3
    assert all(float(str(line["seconds"])) > 0 and int(str(line["bytes"])) > 0 for line in lines)
    assert not any("query" in line for line in lines)


def test_slow_requests(store: OxigraphStore, caplog: pytest.LogCaptureFixture) -> None:
    """A request over the limit is a warning with its query, and its id is the one that the client got."""
    with TestClient(create_app(store, slow_seconds=0)) as client:
        response = client.post("/sparql", data={"query": QUERY})

    [record] = caplog.records
    line = json.loads(record.message)
    assert (record.levelname, line["slow"], line["query"]) == ("WARNING", True, QUERY)
    assert response.headers["x-request-id"] == line["id"]


def test_what_the_connection_sends_itself(store: OxigraphStore, caplog: pytest.LogCaptureFixture) -> None:
    """It has an id of its own and is counted; where every request is logged, nothing is sent so."""
    app = create_app(store)
    sent: list[Message] = []
    asked = {"path": "/sparql", "query_string": b"query=ASK{}", "headers": [], "root_path": ""}
    scope = {"type": "http", "method": "GET", "scheme": "http", "server": ("a", 80), **asked}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(dict(scope), asyncio.Event().wait, send))  # type: ignore[arg-type]
    found = app.kept(scope)

    assert found is not None
    head, body = found
    assert body == sent[-1]["body"]
    assert b"\r\nx-request-id: " in head
    assert dict(sent[0]["headers"])[b"x-request-id"] not in head
    with TestClient(app) as client:
        counted = client.get("/metrics").text
    assert 'cache="hit",outcome="answered",part="sparql",status="200"} 1.0' in counted
    caplog.set_level(logging.INFO, "hrgraph.requests")
    assert app.kept(scope) is None
