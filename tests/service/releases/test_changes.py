"""What changed between releases, as a page and for programs, and the feed."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from hrgraph.errors import TimedOut
from hrgraph.releases.folder import CHANGES, Releases
from hrgraph.releases.freeze import freeze
from hrgraph.releases.model import Changes, from_json
from hrgraph.service.app import create_app
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.releases import changes as module
from hrgraph.service.releases.archive import Archive
from hrgraph.service.releases.changes import Comparer
from hrgraph.store.oxigraph import OxigraphStore

from ..conftest import BROWSER

HTML = {"Accept": BROWSER}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, editions: ModuleType) -> Releases:
    """Three releases; in the second a statement is gone, in the third it is back, said by another rule."""
    folder = tmp_path_factory.mktemp("kept")
    kept = Releases(folder / "releases")
    small, helps, leads = editions.Small, editions.HELPS, editions.LEADS
    for version, said in (
        ("0.1", (helps, leads)),
        ("0.2", (helps,)),
        ("0.3", (helps, leads._replace(maker="id:rule/helps"))),
    ):
        freeze(editions.write_build(folder / "build", version, small(said=said)), kept)
    return kept


@pytest.fixture(scope="module")
def kept(store: OxigraphStore, releases: Releases) -> Iterator[TestClient]:
    """A client that speaks English of a service that keeps these releases."""
    with TestClient(create_app(store, archive=Archive(releases)), headers={"Accept-Language": "en"}) as found:
        yield found


def compared(comparer: Comparer, *pair: str) -> Changes:
    """What the comparer tells of two releases."""
    return asyncio.run(comparer.changes(*pair))


def test_the_newest_changes(kept: TestClient) -> None:
    """Without versions the page shows what the newest release changed, with words and reasons."""
    page = kept.get("/changes", headers=HTML).text

    assert "<h1>Changes: 0.2 → 0.3</h1>" in page
    assert "<h2>The program reads otherwise" in page
    assert "„Komisija vada darbu” (doc/p1; rule/helps)" in page
    assert '<a href="/id/commission">commission</a>' in page
    assert "/statement/commission/" in page
    assert "<h1>Izmaiņas: 0.2 → 0.3</h1>" in kept.get("/changes?lang=lv", headers=HTML).text


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("application/json", "{"),
        ("text/turtle", "@prefix"),
        ("text/markdown", "# Changes: 0.1 → 0.2"),
    ],
)
def test_for_programs(kept: TestClient, accept: str, begins: str) -> None:
    """The same comes as JSON, Turtle and Markdown."""
    response = kept.get("/changes?to=0.2", headers={"Accept": accept})

    assert response.text.startswith(begins)
    assert response.headers["content-type"].startswith(accept)


def test_any_two_releases(kept: TestClient, releases: Releases) -> None:
    """Releases that do not follow one another are compared too, either way, and once only."""
    changes = from_json(kept.get("/changes?from=0.1&to=0.3").content, "changes")
    back = from_json(kept.get("/changes?from=0.3&to=0.1").content, "changes")

    assert changes.counts() == back.counts() == {"appeared": 0, "changed": 1, "gone": 0}
    assert changes.changes[0].grounds_before == back.changes[0].grounds_after
    comparer = Comparer(releases)
    first = compared(comparer, "0.1", "0.3")
    assert compared(comparer, "0.1", "0.3") is first


def test_a_release_and_itself(kept: TestClient) -> None:
    """Nothing changed between a release and itself; the first release is compared with nothing."""
    assert from_json(kept.get("/changes?from=0.2&to=0.2").content, "changes").changes == ()
    assert "0.1: the first release" in kept.get("/changes?to=0.1", headers=HTML).text


@pytest.mark.parametrize("query", ["?from=7", "?to=7", "?from=0.1&to=..", "?from=0.1&to=7"])
def test_unknown_releases(kept: TestClient, query: str) -> None:
    """A version that is not there is told with those that are."""
    response = kept.get(f"/changes{query}")
    assert (response.status_code, "0.1, 0.2, 0.3" in response.json()["detail"]) == (404, True)


def test_one_comparison_at_a_time(releases: Releases) -> None:
    """While two releases are being compared another two are turned away; afterwards they are not."""
    comparer = Comparer(releases)

    async def work() -> list[Any]:
        first = await asyncio.gather(
            comparer.changes("0.1", "0.3"), comparer.changes("0.3", "0.1"), return_exceptions=True
        )
        return [*first, await comparer.changes("0.3", "0.1")]

    one, other, again = asyncio.run(work())
    assert {type(one), type(other), type(again)} == {Changes, RequestRefused}
    assert isinstance(again, Changes)


def test_a_comparison_that_takes_too_long(releases: Releases) -> None:
    """It is ended, and the reason says so; the comparer can be asked again."""
    comparer = Comparer(releases, seconds=0)
    for _ in range(2):
        with pytest.raises(TimedOut):
            compared(comparer, "0.1", "0.3")


def test_a_comparison_that_fails(releases: Releases, monkeypatch: pytest.MonkeyPatch) -> None:
    """When its process fails the client is told, without what the process said."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RequestRefused, match="compare-failed"):
        compared(Comparer(releases), "0.1", "0.3")


def test_many_changes(kept: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many changes the page shows some, and says how many more there are."""
    monkeypatch.setattr(module, "_SHOWN", 0)
    assert "… and 1 more; all are in the JSON file" in kept.get("/changes?to=0.2", headers=HTML).text


def test_the_feed(kept: TestClient) -> None:
    """The feed has an entry for each release and leads to its page here; nothing keeps an old one."""
    response = kept.get("/changes.atom")
    root = ElementTree.fromstring(response.content)
    entries = root.findall(f"{ATOM}entry")

    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Release 0.3",
        "Release 0.2",
        "Release 0.1",
    ]
    links = [link.get("href") or "" for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert all(kept.get(link).status_code == 200 for link in links)
    assert "Versija 0.3" in kept.get("/changes.atom?lang=lv").text


def test_a_release_without_its_changes(store: OxigraphStore, tmp_path: Path, editions: ModuleType) -> None:
    """A release whose changes were damaged is left out of the feed, and its page of changes says why."""
    releases = Releases(tmp_path / "releases")
    for version in ("0.1", "0.2"):
        release, _ = freeze(editions.write_build(tmp_path / "build", version, editions.Small()), releases)
    (release.folder / CHANGES).chmod(0o644)
    (release.folder / CHANGES).write_bytes(b"{}")
    with TestClient(create_app(store, archive=Archive(releases))) as client:
        assert client.get("/changes.atom").text.count("<entry>") == 1
        assert client.get("/changes").status_code == 500


def test_no_releases(client: TestClient) -> None:
    """Without releases the page says so, programs get 404, and the feed is empty."""
    assert "no releases yet" in client.get("/changes", headers=HTML).text
    assert client.get("/changes").json()["type"].endswith("/no-releases")
    assert "<entry>" not in client.get("/changes.atom").text
