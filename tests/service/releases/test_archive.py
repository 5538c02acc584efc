"""Stores of releases, started when they are asked and let go of when they are not."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import ModuleType

import pytest

from hrgraph.errors import Busy, StoreError
from hrgraph.releases.folder import GRAPH, Releases
from hrgraph.releases.freeze import freeze
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.releases.archive import Archive
from hrgraph.store.limits import Capacity

LEADERS = (
    "SELECT ?x { <https://w3id.org/hrgraph/id/commission> <https://w3id.org/hrgraph/ontology#leads> ?x }"
)


@pytest.fixture
def releases(tmp_path: Path, editions: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Releases:
    """Three releases, in each of which the commission leads something else; unpacked below `unpacked`."""
    kept = Releases(tmp_path / "releases")
    for version, what in (("1", "work"), ("2", "states"), ("3", "council")):
        said = editions.LEADS._replace(triple=f"id:commission hr:leads id:{what}")
        edition = editions.Small(said=(editions.HELPS, said))
        freeze(editions.write_build(tmp_path / "build", version, edition), kept)
    (tmp_path / "unpacked").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "unpacked"))
    return kept


def asked(archive: Archive, work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Do some work in an event loop, and stop the archive whatever happens."""

    async def run() -> None:
        try:
            async with asyncio.timeout(60):
                await work()
        finally:
            await archive.stop()

    asyncio.run(run())


async def leaders(archive: Archive, version: str) -> bytes:
    """What the commission leads in a release."""
    async with archive.asked(version) as then:
        answer = await then.site.answers.answer(LEADERS, "text/csv")
        return answer.content() if hasattr(answer, "content") else b""


def test_each_release_answers_for_itself(releases: Releases, tmp_path: Path) -> None:
    """Two releases answer at once, each from its data; a third takes the place of the one asked before."""
    archive = Archive(releases, most=2)

    async def work() -> None:
        both = await asyncio.gather(leaders(archive, "1"), leaders(archive, "2"), leaders(archive, "1"))
        assert [answer.split(b"/")[-1].strip() for answer in both] == [b"work", b"states", b"work"]
        assert set(archive.opened()) == {"1", "2"}
        await leaders(archive, "1")
        assert b"council" in await leaders(archive, "3")
        assert set(archive.opened()) == {"1", "3"}
        assert len(list((tmp_path / "unpacked").iterdir())) == 2

    asked(archive, work)
    assert archive.opened() == ()
    assert list((tmp_path / "unpacked").iterdir()) == []


def test_a_release_that_nobody_asks_is_let_go_of(releases: Releases, tmp_path: Path) -> None:
    """After some time without a query its processes and its folder are gone; the next query starts it."""
    archive = Archive(releases, idle=0.1)

    async def work() -> None:
        for _ in range(2):
            assert b"work" in await leaders(archive, "1")
            while archive.opened():
                await asyncio.sleep(0.02)
        async with archive.asked("1"):
            await asyncio.sleep(0.5)
            assert archive.opened() == ("1",)

    asked(archive, work)
    assert list((tmp_path / "unpacked").iterdir()) == []


def test_every_place_taken(releases: Releases) -> None:
    """While all releases that may be open are being asked, another one has to wait, and so has a crowd."""
    archive = Archive(releases, most=1)
    crowded = Archive(releases, capacity=Capacity(waiting=0))

    async def work() -> None:
        async with archive.asked("1"):
            with pytest.raises(Busy) as caught:
                await leaders(archive, "2")
            assert caught.value.retry_after > 0
            assert b"work" in await leaders(archive, "1")
        assert b"states" in await leaders(archive, "2")
        with pytest.raises(Busy):
            await leaders(crowded, "1")

    asked(archive, work)


def test_releases_that_cannot_be_asked(releases: Releases, tmp_path: Path) -> None:
    """One that is not there is told with those that are, one that was changed by its file."""
    archive = Archive(releases)
    graph = releases.folder / "2" / GRAPH
    graph.chmod(0o644)
    graph.write_bytes(b"x")

    async def work() -> None:
        with pytest.raises(RequestRefused) as unknown:
            await leaders(archive, "7")
        assert (unknown.value.status, unknown.value.reason.values) == (404, {"known": "1, 2, 3"})
        with pytest.raises(RequestRefused) as broken:
            await leaders(archive, "2")
        assert (broken.value.status, broken.value.reason.values) == (500, {"file": f"2/{GRAPH}"})

    asked(archive, work)
    assert list((tmp_path / "unpacked").iterdir()) == []


def test_no_place_to_unpack(releases: Releases, tmp_path: Path) -> None:
    """Where a release cannot be unpacked the error says which, and the next try may succeed."""
    archive = Archive(releases)

    async def work() -> None:
        (tmp_path / "unpacked").rmdir()
        with pytest.raises(StoreError, match="release 1 cannot be unpacked: No such file"):
            await leaders(archive, "1")
        (tmp_path / "unpacked").mkdir()
        assert b"work" in await leaders(archive, "1")

    asked(archive, work)


def test_where_processes_cannot_fork(releases: Releases, monkeypatch: pytest.MonkeyPatch) -> None:
    """There a release is loaded into the server and answers all the same."""
    monkeypatch.delattr("os.fork")
    archive = Archive(releases)

    async def work() -> None:
        assert b"work" in await leaders(archive, "1")

    asked(archive, work)
