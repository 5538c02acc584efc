"""`hrgraph serve`: what of its options and settings reaches the server."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import cli
from hrgraph.service.http.rate import Rate
from hrgraph.service.releases.archive import Archive
from hrgraph.service.validation import Checker
from hrgraph.settings import find_root
from hrgraph.store.endpoints.remote import Address
from hrgraph.store.limits import Limits

Run = Callable[..., tuple[int, str, str]]


def test_serve(run: Run, built_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address, the folder, the rate, the allowed endpoints and the limits of checks reach the server."""
    asked: list[tuple[object, ...]] = []
    settings: list[dict[str, object]] = []

    def serve(*given: object, **more: object) -> None:
        asked.append(given)
        settings.append(more)

    monkeypatch.setattr("hrgraph.service.serve.run", serve)
    monkeypatch.setenv("HRGRAPH_SERVICES", "https://example.org/sparql")
    monkeypatch.setenv("HRGRAPH_RATE", "7")
    monkeypatch.setenv("HRGRAPH_ROWS", "9")
    for name, value in (("S", 1), ("_SIZE", 3), ("_SECONDS", 4), ("_MEMORY", 5)):
        monkeypatch.setenv(f"HRGRAPH_CHECK{name}", str(value))
    assert run("serve", "--host", "::1", "--port", "81", "--out", built_graph.parent)[0] == cli.OK
    assert asked == [("::1", 81, built_graph.parent)]
    assert settings[0]["limits"] == Limits(rows=9, services=frozenset({"https://example.org/sparql"}))
    archive = settings[0]["archive"]
    assert isinstance(archive, Archive)
    assert archive.releases.folder == built_graph.parent.parent / "releases"
    assert settings[0]["rate"] == Rate(per_minute=7)
    assert settings[0]["checker"] == Checker(
        find_root() / "ontology", size=3 * 2**20, seconds=4, megabytes=5, at_once=1
    )


def test_serve_with_a_private_endpoint(run: Run, built_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that may not be allowed stops the start with a reason."""
    monkeypatch.setenv("HRGRAPH_SERVICES", "http://127.0.0.1/")
    code, _, messages = run("serve", "--out", built_graph.parent)

    assert code == cli.FAILED
    assert "private network" in messages


def test_publish_and_ask(run: Run, built_graph: Path, tmp_path: Path) -> None:
    """The graph is put in a folder, asked there, and served from there; memory is no place to publish to."""
    folder, query = tmp_path / "store", tmp_path / "query.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", encoding="utf-8")
    out = ("--out", built_graph.parent)
    code, _, messages = run("publish", "--store", folder, *out)
    assert code == cli.OK
    assert f"gatavs / done: {len(built_graph.read_bytes().splitlines())}, {folder}" in messages
    asked = [run("query", query, "--format", "csv", *where, *out)[1] for where in ((), ("--store", folder))]
    assert asked[0] == asked[1]
    code, _, messages = run("publish", *out)
    assert code == cli.FAILED
    assert "give a folder or an address with --store" in messages


def test_publish_to_an_endpoint(run: Run, oxigraph_server: Address, tmp_path: Path) -> None:
    """The graph is put behind an endpoint and asked there."""
    (tmp_path / "hrgraph.nq").write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    query = tmp_path / "query.rq"
    query.write_text("SELECT ?s { ?s ?p ?o }", encoding="utf-8")
    store = ("--store", oxigraph_server.query, "--out", tmp_path)
    where = ("--update", oxigraph_server.update, "--graphs", oxigraph_server.graphs)
    assert run("publish", *store, *where)[0] == cli.OK
    assert run("query", query, "--format", "csv", *store)[1] == "s\r\nurn:a\r\n"
