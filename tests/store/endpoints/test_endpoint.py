"""An endpoint that is slow, wrong, or not there."""

import asyncio
import json
import logging
import socket
import time
from collections.abc import Awaitable, Callable

import pytest

from hrgraph.errors import BadQuery, Busy, HrgraphError, NotAcceptable, StoreError, TimedOut, TooLarge
from hrgraph.store.base import Answer
from hrgraph.store.endpoints.dataset import NONE, UNION
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.endpoints.remote import Address, Credentials
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits

from ..other import Other, recorded, rows

JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
ROWS = "SELECT ?n { ?n ?p ?o }"


def checked(other: Other, check: Callable[[Endpoint], Awaitable[None]], **capacity: float) -> None:
    """Run a check over a started endpoint."""
    numbers = {"workers": 1, "slow_workers": 0, "seconds": 20.0, **capacity}

    async def run() -> None:
        capacity = Capacity(**{"at_once": 100_000, **numbers})  # type: ignore[arg-type]
        endpoint = Endpoint(Address(other.address), capacity=capacity)
        await endpoint.start()
        try:
            await check(endpoint)
        finally:
            await endpoint.stop()

    asyncio.run(run())


def test_what_is_asked(other: Other) -> None:
    """The union alone is asked; the graphs are named where a query can ask for them; nothing is left open."""
    endpoint = Endpoint(Address(other.address))
    endpoint.query(ROWS, CSV)
    endpoint.query("SELECT ?n { GRAPH ?n { ?s ?p ?o } }")
    endpoint.query("PREFIX e: <urn:> SELECT ?n FROM e:g FROM NAMED <urn:h> { ?n ?p ?o }")
    endpoint.query(ROWS, named_graphs=("urn:h",))

    described = [(asked.get("default-graph-uri"), asked.get("named-graph-uri")) for asked in other.asked]
    assert described == [
        ([UNION], None),
        ([UNION], ["urn:g", "urn:h"]),
        (["urn:g"], ["urn:h"]),
        ([NONE], ["urn:h"]),
    ]
    assert "FROM" not in other.asked[2]["query"][0]
    assert other.accepted[0].startswith("text/csv, ")
    assert (endpoint.version(), endpoint.size(), endpoint.graphs()) == ("v1", 7, ("urn:g", "urn:h"))


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "answers queries only"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "does not call"),
        ("SELECT * { ?s ?p }", "line 1, column 18"),
        ('DEFINE get:soft "replace" SELECT * { ?s ?p ?o }', "starts with SELECT"),
        ("SELECT * { FILTER(<bif:file_to_string>(1)) }", "bif:file_to_string"),
        ("PREFIX hrf: <https://w3id.org/hrgraph/function#> ASK { FILTER(hrf:fold(1)) }", "does not have"),
        ("ASK { FILTER(<https://w3id.org/hrgraph/function#matches>(1, 2)) }", "column 14.*does not have"),
        ("SELECT * { ?s ?p ?o }" + " " * 2_000, "limit is 1000"),
    ],
)
def test_never_asked(other: Other, query: str, error: str) -> None:
    """What may not be asked, or is no query, is told as ever and never gets to the other engine."""
    with pytest.raises(HrgraphError, match=error):
        Endpoint(Address(other.address), limits=Limits(query_bytes=1_000)).query(query)
    assert other.asked == []


def test_formats_that_it_lacks(other: Other) -> None:
    """An answer in another format than the one asked for is put in that one; an unknown one is an error."""
    endpoint = Endpoint(Address(other.address))
    assert endpoint.query(ROWS, CSV).content() == b"n\r\n1\r\n"
    assert json.loads(endpoint.query(ROWS).content())["results"]["bindings"][0]["n"]["value"] == "1"
    assert endpoint.query(ROWS, XML).content() == other.body
    with pytest.raises(NotAcceptable):
        endpoint.query(ROWS, "text/turtle")
    for headers, body in (({"Content-Type": "text/html"}, b"<p>"), ({"Content-Type": JSON}, b"{")):
        other.headers, other.body = headers, body
        with pytest.raises(StoreError, match="could not answer"):
            endpoint.query(ROWS, CSV)


@pytest.mark.parametrize(
    ("status", "headers", "error", "said"),
    [
        (400, {}, BadQuery, "cannot be run: Virtuoso 37000 Error SP031$"),
        (401, {}, StoreError, "does not let this service in"),
        (403, {}, StoreError, "does not let this service in"),
        (404, {}, StoreError, "status 404"),
        (429, {}, Busy, "too many queries"),
        (503, {}, Busy, "too many queries"),
        (504, {}, TimedOut, "longer than 30 seconds"),
        (500, {}, StoreError, "status 500: Virtuoso 37000"),
        (302, {"Location": "http://127.0.0.1:9/"}, StoreError, "status 302"),
        (200, {"X-SQL-State": "S1TAT"}, TimedOut, "longer than 30 seconds"),
    ],
)
def test_failures_of_the_other(
    other: Other, status: int, headers: dict[str, str], error: type[HrgraphError], said: str
) -> None:
    """Each failure of the other engine is one of ours; a part of an answer is none."""
    other.status, other.headers = status, {"Content-Type": "text/plain", **headers}
    other.body = b"Virtuoso 37000 Error SP031\n\nSPARQL query:\nSELECT"
    with pytest.raises(error, match=said):
        Endpoint(Address(other.address)).query(ROWS)


def test_virtuoso(other: Other) -> None:
    """Of Virtuoso only XML is asked for, its blank nodes and its ASK are mended; a cut answer is an error."""
    other.headers = {"Content-Type": XML, "Server": "Virtuoso/07.20 (Linux)", "X-SPARQL-MaxRows": "5"}
    other.body = rows(bnode="nodeID://b1")
    endpoint = Endpoint(Address(other.address))
    found = json.loads(endpoint.query(ROWS).content())["results"]["bindings"]
    assert found == [{"n": {"type": "bnode", "value": "b1"}}]
    other.body = rows(literal=["1"] * 5)
    with pytest.raises(TooLarge, match="no more than 5 rows"):
        endpoint.query(ROWS)
    for body, said in ((rows(literal="1").replace(b'"n"', b'"__ASK_RETVAL"'), b"true"), (rows(), b"false")):
        other.body = body
        assert endpoint.query("ASK {}", CSV).content() == said
    assert set(other.accepted) == {XML}


def test_nobody_there() -> None:
    """An endpoint that does not answer is an error that says so, without its address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    endpoint = Endpoint(Address(f"http://127.0.0.1:{port}/secret"))
    with pytest.raises(StoreError, match=r"does not answer \(ConnectError\)") as caught:
        endpoint.reach()
    assert "secret" not in str(caught.value)


def test_over_its_time(other: Other) -> None:
    """A query over its time is TimedOut, and the other side sees the connection close."""
    other.waits = 20.0

    async def check(endpoint: Endpoint) -> None:
        begun = time.monotonic()
        with pytest.raises(TimedOut, match=r"0\.5 seconds"):
            await endpoint.answer(ROWS)
        assert time.monotonic() - begun < 10

    checked(other, check, seconds=0.5)
    assert other.given_up.wait(10)


def test_nobody_waits(other: Other) -> None:
    """A cancelled query closes its connection and leaves its place to the next."""
    other.waits = 20.0

    async def check(endpoint: Endpoint) -> None:
        task = asyncio.ensure_future(endpoint.answer(ROWS))
        while not other.asked:
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task])
        assert await asyncio.to_thread(other.given_up.wait, 10)
        other.waits = 0.0
        assert isinstance(await endpoint.answer(ROWS), Answer)

    checked(other, check)


def test_too_many_at_once(other: Other) -> None:
    """With all places taken some wait, and the next one is told to come again."""
    other.waits = 20.0

    async def check(endpoint: Endpoint) -> None:
        tasks = [asyncio.ensure_future(endpoint.answer(ROWS)) for _ in range(2)]
        while not other.asked or not endpoint._places.waiting:
            await asyncio.sleep(0.01)
        with pytest.raises(Busy):
            await endpoint.answer(ROWS)
        assert len(other.asked) == 1
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    checked(other, check, waiting=1)


def test_large_answers(other: Other) -> None:
    """A large answer comes in pieces; one over the limit breaks off; one to be converted has a limit too."""
    other.headers = {"Content-Type": CSV, "Connection": "close"}
    other.endless = True

    async def check(endpoint: Endpoint) -> None:
        stream = await endpoint.answer(ROWS, CSV)
        assert not isinstance(stream, Answer)
        taken: list[int] = []

        async def take() -> None:
            async for piece in stream:
                taken.append(len(piece))

        with pytest.raises(TooLarge, match=str(4 * MEBIBYTE)):
            await take()
        assert MEBIBYTE < sum(taken) <= 4 * MEBIBYTE
        with pytest.raises(TooLarge):
            await endpoint.answer(ROWS, JSON)

    checked(other, check, result_bytes=4 * MEBIBYTE)
    assert other.given_up.wait(10)


def test_what_is_published_now(other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication is noticed without anybody telling; a record that is gone changes nothing."""
    monkeypatch.setattr("hrgraph.store.endpoints.endpoint._STILL_TRUE", 0.0)

    async def check(endpoint: Endpoint) -> None:
        for said, version in ((recorded("v2"), "v2"), (rows(), "v2")):
            other.recorded = said
            await endpoint.answer(ROWS)
            assert endpoint._look is not None
            await endpoint._look
            assert (endpoint.version(), endpoint.graphs()) == (version, ("urn:g", "urn:h"))
        assert not await endpoint.reload()

    checked(other, check)


def test_credentials_stay_here(other: Other, caplog: pytest.LogCaptureFixture) -> None:
    """Neither errors nor logs hold the credentials."""
    caplog.set_level(logging.DEBUG)
    other.status = 403
    endpoint = Endpoint(Address(other.address), Credentials("name", "pass-word", "to-ken"))
    with pytest.raises(StoreError) as caught:
        endpoint.query(ROWS)
    for secret in ("pass-word", "to-ken"):
        assert secret not in caplog.text + repr(caught.value) + repr(vars(endpoint))


def test_limit_of_rows(other: Other) -> None:
    """An answer without end is cut at the limit of rows, small or in pieces, and the connection closed."""
    other.headers = {"Content-Type": CSV, "Connection": "close"}
    other.endless = True

    async def check(endpoint: Endpoint) -> None:
        small = await endpoint.answer(ROWS, CSV, rows=10)
        assert isinstance(small, Answer)
        assert (small.rows, small.is_cut, small.content().count(b"\n")) == (10, True, 11)
        assert await asyncio.to_thread(other.given_up.wait, 10)
        large = await endpoint.answer(ROWS, CSV, rows=100_000)
        assert not isinstance(large, Answer)
        taken = [piece async for piece in large]
        assert (large.rows, large.is_cut, b"".join(taken).count(b"\n")) == (100_000, True, 100_001)

    checked(other, check)
