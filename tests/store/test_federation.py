"""SERVICE to endpoints that are allowed by name, tried against a second endpoint on this machine."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrgraph.errors import BadQuery, HrgraphError, QueryRefused, StoreError, TimedOut
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.pool import Pool

JSON = "application/sparql-results+json"
DATA = b'<urn:riga> <urn:in> "Latvija" <urn:g> .'


def _there() -> OxigraphStore:
    engine = ox.Store()
    engine.load(DATA, format=ox.RdfFormat.N_QUADS)
    return OxigraphStore(engine)


THERE = _there()


class Endpoint(BaseHTTPRequestHandler):
    """Answers queries at /sparql; sends whoever asks at /away to /secret; notes each address asked."""

    asked: list[str]
    released: threading.Event

    def do_POST(self) -> None:
        """Answer one request."""
        self.asked.append(self.path)
        if self.path == "/never":
            self.released.wait(10)
            return
        if self.path == "/endless":
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.send_header("Content-Length", str(10**12))
            with contextlib.suppress(OSError):
                self.end_headers()
                self.wfile.write(
                    b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"'
                )
                while True:
                    self.wfile.write(b"x" * 1_000_000)
        query = self.rfile.read(int(self.headers["Content-Length"])).decode()
        body = (
            THERE.query(query, "application/sparql-results+json").content() if self.path != "/away" else b""
        )
        self.send_response(307 if self.path == "/away" else 200)
        self.send_header("Location", f"http://{self.headers['Host']}/secret")
        self.send_header("Content-Type", JSON)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[str]]]:
    """The address of a second endpoint, and what has been asked of it."""
    asked: list[str] = []
    released = threading.Event()
    handler = type("Handler", (Endpoint,), {"asked": asked, "released": released})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        released.set()
        server.shutdown()


def _store(*services: str) -> OxigraphStore:
    return OxigraphStore(ox.Store(), Limits(local_services=frozenset(services)))


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_an_allowed_endpoint(endpoint: tuple[str, list[str]], silent: str) -> None:
    """An endpoint on the list is asked and its rows are joined."""
    address = endpoint[0] + "/sparql"
    query = f"SELECT ?w {{ VALUES ?c {{ <urn:riga> }} SERVICE {silent}<{address}> {{ ?c <urn:in> ?w }} }}"
    rows = json.loads(_store(address).query(query).content())["results"]["bindings"]

    assert rows == [{"w": {"type": "literal", "value": "Latvija"}}]


@pytest.mark.parametrize(
    "service",
    [
        "<{0}/other>",
        "<{0}/sparql/>",
        "<{0}/\\u0073parql>",
        "SILENT <{0}/other>",
        "?s",
        "p:sparql",
        "<{0}/sparql> {{ SERVICE <{0}/other> {{ ?s ?p ?o }} }} . SERVICE <{0}/other>",
    ],
)
def test_any_other_address(endpoint: tuple[str, list[str]], service: str) -> None:
    """An address that is not on the list letter by letter is refused before anything is asked."""
    address, asked = endpoint
    query = f"PREFIX p: <{address}/> ASK {{ SERVICE {service.format(address)} {{ ?s ?p ?o }} }}"

    with pytest.raises(QueryRefused):
        _store(address + "/sparql").query(query)
    assert asked == []


def test_a_redirect_is_not_followed(endpoint: tuple[str, list[str]]) -> None:
    """An allowed endpoint that sends elsewhere is an error; the other place is not asked."""
    address, asked = endpoint

    with pytest.raises((StoreError, BadQuery)):
        _store(address + "/away").query(f"ASK {{ SERVICE <{address}/away> {{ ?s ?p ?o }} }}")
    assert asked == ["/away"]


def test_none_is_allowed_unasked(endpoint: tuple[str, list[str]]) -> None:
    """Without a list no endpoint is asked."""
    with pytest.raises(QueryRefused):
        _store().query(f"ASK {{ SERVICE <{endpoint[0]}/sparql> {{ ?s ?p ?o }} }}")
    assert endpoint[1] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.8"])
def test_an_allowed_name_in_a_private_network(host: str) -> None:
    """An endpoint that was allowed as public is looked up before it is asked; here nobody would answer."""
    address = f"http://{host}:9/sparql"
    store = OxigraphStore(ox.Store(), Limits(services=frozenset({address})))

    with pytest.raises(QueryRefused, match="stands on this machine or in a private network"):
        store.query(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")


def test_an_allowed_name_without_address() -> None:
    """An endpoint whose name is not known is told by name."""
    address = "http://there-is-none.invalid/sparql"
    store = OxigraphStore(ox.Store(), Limits(services=frozenset({address})))

    with pytest.raises(StoreError, match="no address is known of there-is-none"):
        store.query(f"ASK {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux limits the memory of a process")
@pytest.mark.parametrize(("path", "seconds", "end"), [("/never", 3, TimedOut), ("/endless", 300, BadQuery)])
def test_time_and_size(
    endpoint: tuple[str, list[str]], many: Path, path: str, seconds: float, end: type[HrgraphError]
) -> None:
    """An endpoint that never answers, or never stops, meets the limits of the query."""
    address = endpoint[0] + path
    limits = Limits(local_services=frozenset({address}))
    capacity = Capacity(workers=1, seconds=seconds, slow_after=0.01, memory=40 * MEBIBYTE)

    async def run() -> None:
        pool = Pool(many, limits, capacity)
        await pool.start()
        try:
            with pytest.raises(end):
                await pool.answer(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
            await pool.answer("ASK {}")
        finally:
            await pool.stop()

    asyncio.run(run())
