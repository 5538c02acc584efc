"""Large results, slow clients and clients who leave."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

from hrgraph.errors import TimedOut
from hrgraph.service.app import create_app
from hrgraph.service.sparql.streaming import ClientGone, respond_with, unless_gone
from hrgraph.store.base import Answer
from hrgraph.store.limits import Capacity
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": b"", "headers": []}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
LARGE = f'SELECT ?b ("{"x" * 500}" AS ?text) {{ ?a ?b ?c . ?d ?e ?f }}'


@pytest.fixture(scope="module")
def pooled(build: Path) -> Iterator[TestClient]:
    """A client of a service over one worker process with a time limit of a second."""
    pool = Pool(
        build / "hrgraph.nq", capacity=Capacity(workers=1, slow_workers=0, seconds=1, at_once=100_000)
    )
    with TestClient(create_app(pool), headers={"Accept-Language": "en"}) as client:
        yield client


def test_large_result_is_the_same_in_pieces(pooled: TestClient, store: OxigraphStore) -> None:
    """A result too large to be handed out whole arrives whole."""
    response = pooled.get("/sparql", params={"query": LARGE}, headers={"Accept": "text/csv"})

    assert response.status_code == 200
    assert "content-length" not in response.headers
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(response.content) > 1_000_000
    expected = store.query(LARGE, "text/csv").content()
    assert sorted(response.content.splitlines()) == sorted(expected.splitlines())


def test_pages_are_answered_by_the_workers(pooled: TestClient) -> None:
    """The home page, which asks from a thread, works over the pool, and so does the query page."""
    assert pooled.get("/", headers={"Accept": "text/html"}).status_code == 200
    page = pooled.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/html"})
    assert "Yes" in page.text


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_time_limit(pooled: TestClient, accept: str) -> None:
    """A query over its time is a 503 that says what to do, never an empty result; the next is answered."""
    response = pooled.get("/sparql", params={"query": ENDLESS}, headers={"Accept": accept})

    assert response.status_code == 503
    assert "longer than 1 seconds and was stopped" in response.text
    assert pooled.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_busy(build: Path) -> None:
    """Who is turned away is told when to come again."""
    pool = Pool(build / "hrgraph.nq", capacity=Capacity(workers=0, waiting=0))
    with TestClient(create_app(pool)) as client:
        response = client.get("/sparql", params={"query": "ASK {}"})

    assert (response.status_code, response.headers["retry-after"]) == (503, "3")
    assert response.json()["type"].endswith("/busy")


class Pieces:
    """A stream of these pieces, or errors; None stands for a wait without end."""

    media_type = "text/csv"
    rows: int | None = None
    is_cut = False

    def __init__(self, *pieces: bytes | Exception | None) -> None:
        self.left = list(pieces)
        self.is_closed = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if not self.left:
            raise StopAsyncIteration
        piece = self.left.pop(0)
        if piece is None:
            await asyncio.Event().wait()
        if isinstance(piece, Exception):
            raise piece
        return piece or b""

    async def aclose(self) -> None:
        """Remember that it was closed."""
        self.is_closed = True


class Client:
    """The two ends of a connection: what was sent, and when the client leaves."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.left = asyncio.Event()

    async def receive(self) -> Message:
        """Wait until the client leaves."""
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Keep what is sent."""
        self.sent.append(message)

    def body(self) -> bytes:
        """The bytes sent."""
        return b"".join(message.get("body", b"") for message in self.sent)

    def is_complete(self) -> bool:
        """Whether the end of the response was sent."""
        return self.sent[-1]["type"] == "http.response.body" and not self.sent[-1].get("more_body")


async def sent(stream: Pieces, leave_after: float | None = None) -> Client:
    """What a client gets of a stream."""
    client = Client()
    if leave_after is not None:
        asyncio.get_running_loop().call_later(leave_after, client.left.set)
    response = respond_with(Request(SCOPE), stream, "text/csv", None)
    await response(SCOPE, client.receive, client.send)
    return client


def test_all_pieces_are_sent() -> None:
    """Pieces of any size, more than are kept in memory, come out in order, and the stream is closed."""
    pieces = [bytes([65 + n % 26]) * (n * 1_000) for n in range(200)]
    stream = Pieces(*pieces)

    client = asyncio.run(sent(stream))

    assert client.body() == b"".join(pieces)
    assert client.is_complete()
    assert stream.is_closed


def test_broken_result_is_not_ended() -> None:
    """A result that breaks off lacks the mark of its end, so the client knows."""
    stream = Pieces(b"a,b", TimedOut("too slow"), b"never")

    client = asyncio.run(sent(stream))

    assert client.body() == b"a,b"
    assert not client.is_complete()
    assert stream.is_closed


def test_client_leaves_a_stream() -> None:
    """When the client leaves, the stream is closed though its next piece never comes."""
    stream = Pieces(b"a,b", None)

    client = asyncio.run(sent(stream, leave_after=0.05))

    assert not client.is_complete()
    assert stream.is_closed


def test_client_leaves_before_there_is_an_answer() -> None:
    """Work for a client who has left is cancelled; for one who stays it is done."""

    async def run() -> list[str]:
        client = Client()
        told: list[str] = []

        async def work(seconds: float) -> str:
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError:
                told.append("cancelled")
                raise
            return "done"

        request = Request(SCOPE, client.receive)
        told.append(await unless_gone(request, work(0)))
        told.append(await unless_gone(request, work(0.2)))
        asyncio.get_running_loop().call_later(0.15, client.left.set)
        with pytest.raises(ClientGone):
            await unless_gone(request, work(60))
        await asyncio.sleep(0)
        return told

    assert asyncio.run(run()) == ["done", "done", "cancelled"]


def test_whole_answers_are_plain_responses() -> None:
    """A small answer has a length."""
    response = respond_with(Request(SCOPE), Answer("text/csv", b"a,b"), "text/csv", None)

    assert response.headers["content-length"] == "3"
