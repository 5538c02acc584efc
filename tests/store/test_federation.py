"""SERVICE to endpoints that are allowed by name, tried against a second endpoint on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest

from hrgraph.errors import BadQuery, QueryRefused, StoreError
from hrgraph.store.limits import Limits
from hrgraph.store.oxigraph import OxigraphStore

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

    def do_POST(self) -> None:
        """Answer one request."""
        self.asked.append(self.path)
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
    handler = type("Handler", (Endpoint,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def _store(*services: str) -> OxigraphStore:
    return OxigraphStore(ox.Store(), Limits(services=frozenset(services)))


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
