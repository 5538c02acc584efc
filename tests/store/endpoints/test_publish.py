"""Publishing to a real server."""

from pathlib import Path

import httpx2
import pytest

from hrgraph.errors import StoreError
from hrgraph.store.endpoints import publish as module
from hrgraph.store.endpoints.endpoint import Endpoint
from hrgraph.store.endpoints.publish import publish
from hrgraph.store.endpoints.remote import Address, Credentials

FIRST = """\
<urn:a> <urn:p> _:b <urn:one> .
_:b <urn:q> "word"@en <urn:one> .
<urn:a> <urn:p> "both" <urn:one> .
<urn:a> <urn:p> "both" <urn:two> .
"""
SECOND = '<urn:a> <urn:p> "a\\nb" <urn:two> .\n<urn:a> <urn:p> 1 <urn:three> .\n'.replace(
    "> 1 <", '> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <'
)
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(params=["oxigraph", "virtuoso"], scope="module")
def server(request: pytest.FixtureRequest) -> tuple[Address, Credentials | None]:
    """Each server with the credentials that it wants."""
    address: Address = request.getfixturevalue(f"{request.param}_server")
    return address, Credentials("dba", "dba") if request.param == "virtuoso" else None


def csv(store: Endpoint, query: str) -> list[str]:
    """The rows of an answer."""
    return store.query(query, "text/csv").content().decode().split("\r\n")[1:-1]


def test_one_after_the_other(server: tuple[Address, Credentials | None], tmp_path: Path) -> None:
    """The second publication takes the place of the first, with all its graphs; blank nodes join."""
    address, credentials = server
    file = tmp_path / "graph.nq"
    store = Endpoint(address)
    file.write_text(FIRST, encoding="utf-8")
    assert publish(file, address, credentials) == 4
    store.reach()
    assert csv(store, COUNT) == ["3"]
    assert csv(store, "SELECT ?w { ?a ?p ?b GRAPH ?g { ?b <urn:q> ?w } }") == ["word"]
    before = store.version()
    file.write_text(SECOND, encoding="utf-8")
    told: list[str] = []
    assert publish(file, address, credentials, told.append) == 2
    assert csv(store, GRAPHS) == ["urn:three,1", "urn:two,1"]
    assert csv(store, COUNT) == ["2"]
    store.reach()
    assert (store.version() != before, store.size()) == (True, 2)
    assert len(told) == 3


def test_a_publication_that_fails(
    server: tuple[Address, Credentials | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not all that was sent arrives, what is published stays; the next publication makes it good."""
    address, credentials = server
    file = tmp_path / "graph.nq"
    file.write_text(FIRST, encoding="utf-8")
    publish(file, address, credentials)
    file.write_text(SECOND, encoding="utf-8")
    put = module._put

    async def half(client: httpx2.AsyncClient, address: str, name: str, content: bytes) -> None:
        await put(client, address, name, content if "two" in name else b"")

    monkeypatch.setattr(module, "_put", half)
    with pytest.raises(StoreError, match="urn:three: of 1 statements sent the endpoint holds 0"):
        publish(file, address, credentials)
    store = Endpoint(address)
    assert csv(store, GRAPHS) == ["urn:one,3", "urn:two,1"]
    monkeypatch.undo()
    publish(file, address, credentials)
    assert csv(store, GRAPHS) == ["urn:three,1", "urn:two,1"]


def test_wrong_password(virtuoso_server: Address, tmp_path: Path) -> None:
    """Without the right password nothing is sent; the error tells how to give one and does not repeat it."""
    file = tmp_path / "graph.nq"
    file.write_text(FIRST, encoding="utf-8")
    for credentials in (None, Credentials("dba", "wrong-one")):
        with pytest.raises(StoreError, match=r"not let in .401.; set HRGRAPH_STORE_USER") as caught:
            publish(file, virtuoso_server, credentials)
        assert "wrong-one" not in str(caught.value)


def test_wrong_address(oxigraph_server: Address, tmp_path: Path) -> None:
    """An address that takes no graphs is named with its status."""
    file = tmp_path / "graph.nq"
    file.write_text(FIRST, encoding="utf-8")
    with pytest.raises(StoreError, match="/query: status 4"):
        publish(file, Address(*[oxigraph_server.query] * 3))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no graph", r"graph\.nq: not N-Quads"),
        ("<urn:a> <urn:b> <urn:c> .\n", "in no named graph"),
        (None, "there is no built graph"),
    ],
)
def test_nothing_to_publish(tmp_path: Path, content: str | None, said: str) -> None:
    """A file that cannot be published is told before anything is sent."""
    file = tmp_path / "graph.nq"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=said):
        publish(file, Address("http://127.0.0.1:9/"))
