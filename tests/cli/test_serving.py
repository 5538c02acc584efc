"""`hrgraph serve`: what of its options and settings reaches the server."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph import cli
from hrgraph.service.archive import Archive
from hrgraph.service.rate import Rate
from hrgraph.service.validation import Checker
from hrgraph.settings import find_root
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
    for name, value in (("S", 1), ("_SIZE", 3), ("_SECONDS", 4), ("_MEMORY", 5)):
        monkeypatch.setenv(f"HRGRAPH_CHECK{name}", str(value))
    assert run("serve", "--host", "::1", "--port", "81", "--out", built_graph.parent)[0] == cli.OK
    assert asked == [("::1", 81, built_graph.parent)]
    assert settings[0]["limits"] == Limits(services=frozenset({"https://example.org/sparql"}))
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
