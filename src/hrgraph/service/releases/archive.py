"""Releases that are kept in; stores that answer from them, started when they are asked, out.

A release is unpacked to a folder of its own and loaded by worker processes like the graph of today. At most
`most` releases have such processes at once, and one that nobody has asked for a while lets go of them.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

from hrgraph.errors import Busy, ReleaseBroken, StoreError, UnknownRelease
from hrgraph.latvian.forms import FILE as FORMS
from hrgraph.latvian.forms import read_forms
from hrgraph.rdf.files import GRAPH_FILE
from hrgraph.releases.folder import Release, Releases
from hrgraph.service.operations.observe import LOG
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.site import Site
from hrgraph.store.base import Store
from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.reasons import Reason
from hrgraph.store.workers.pool import Pool

_RETRY_AFTER = 5
"""When a client who found every place taken should come back, in seconds."""

_LOOKS = 4
"""How often in the time after which a release is let go of it is looked whether that has come."""


@contextmanager
def telling() -> Iterator[None]:
    """What happens to releases inside as a client is told of it.

    Raises RequestRefused: 404 with the versions that there are, 500 for a release that was changed.
    """
    try:
        yield
    except UnknownRelease as error:
        known = ", ".join(error.known) or "–"
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-release", known=known) from error
    except ReleaseBroken as error:
        LOG.error("%s", error)
        file = f"{error.file.parent.name}/{error.file.name}"
        raise RequestRefused(HTTPStatus.INTERNAL_SERVER_ERROR, "broken-release", file=file) from error
    except StoreError as error:
        if not isinstance(error, Busy):
            LOG.error("%s", error)
        raise


@dataclass(slots=True)
class Opened:
    """A release that can be asked: its site, by how many requests it is asked now, and when it last was."""

    release: Release
    site: Site
    folder: tempfile.TemporaryDirectory[str]
    users: int = 0
    used: float = 0.0

    def is_idle(self) -> bool:
        """Whether no request and no query is at it; a large answer may still be on its way from a worker."""
        store = self.site.store
        if self.users or not isinstance(store, Pool):
            return not self.users
        counts = store.processes()
        return not (counts["busy"] or counts["slow"] or counts["waiting"])


class Archive:
    """The releases of a folder, and the stores of those that are asked.

    `capacity` is that of each store, but it has one worker for quick queries. A release is let go of when
    it was not asked for `idle` seconds.
    """

    def __init__(
        self,
        releases: Releases,
        limits: Limits | None = None,
        capacity: Capacity | None = None,
        most: int = 2,
        idle: float = 300.0,
    ) -> None:
        self.releases = releases
        self._limits = limits or Limits()
        self._capacity = replace(capacity or Capacity(), workers=1, slow_workers=2)
        self._most = most
        self._idle = idle
        self._open: dict[str, Opened] = {}
        self._opening = asyncio.Lock()
        self._waiting = 0
        self._sweeping: asyncio.Task[None] | None = None

    def opened(self) -> tuple[str, ...]:
        """The versions that have processes now."""
        return tuple(self._open)

    @asynccontextmanager
    async def asked(self, version: str) -> AsyncIterator[Opened]:
        """The release of that version to be asked, started if it is not.

        Raises RequestRefused (404, 500) as `telling` does, Busy where every place is taken by others, and
        StoreError where it cannot be unpacked or loaded.
        """
        with telling():
            opened = self._open.get(version) or await self._opened(version)
        opened.users += 1
        try:
            yield opened
        finally:
            opened.users -= 1
            opened.used = asyncio.get_running_loop().time()

    async def stop(self) -> None:
        """Let go of every release."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._sweeping
        for version, opened in list(self._open.items()):
            await self._close(version, opened)

    async def _opened(self, version: str) -> Opened:
        if self._waiting >= self._capacity.waiting:
            raise self._busy()
        self._waiting += 1
        try:
            async with self._opening:
                if version not in self._open:
                    release = await asyncio.to_thread(self.releases.get, version)
                    await self._make_room()
                    self._open[version] = await self._start(release)
                    self._sweeping = self._sweeping or asyncio.create_task(self._sweep())
                return self._open[version]
        finally:
            self._waiting -= 1

    async def _make_room(self) -> None:
        while len(self._open) >= self._most:
            idle = [version for version, opened in self._open.items() if opened.is_idle()]
            if not idle:
                raise self._busy()
            version = min(idle, key=lambda version: self._open[version].used)
            await self._close(version, self._open[version])

    async def _start(self, release: Release) -> Opened:
        folder = await asyncio.to_thread(_unpack, release)
        store: Store | None = None
        try:
            path = Path(folder.name)
            store = await asyncio.to_thread(self._load, path / GRAPH_FILE)
            site = Site(store, self._limits, read_forms(path / FORMS), release=release.version)
            await site.answers.start()
        except BaseException:
            if isinstance(store, Pool):
                store.close()
            folder.cleanup()
            raise
        return Opened(release, site, folder, used=asyncio.get_running_loop().time())

    def _load(self, path: Path) -> Store:
        if not hasattr(os, "fork"):
            return OxigraphStore.load(path, self._limits)
        return Pool(path, self._limits, self._capacity)

    async def _sweep(self) -> None:
        while self._open:
            await asyncio.sleep(self._idle / _LOOKS)
            now = asyncio.get_running_loop().time()
            for version, opened in list(self._open.items()):
                if opened.is_idle() and now - opened.used >= self._idle:
                    await self._close(version, opened)
        self._sweeping = None

    async def _close(self, version: str, opened: Opened) -> None:
        if self._open.get(version) is not opened:
            return
        del self._open[version]
        await opened.site.answers.stop()
        await asyncio.to_thread(opened.folder.cleanup)

    def _busy(self) -> Busy:
        return Busy(Reason("busy", seconds=_RETRY_AFTER), _RETRY_AFTER)


def _unpack(release: Release) -> tempfile.TemporaryDirectory[str]:
    """A folder with the graph of the release and the forms of its words. ReleaseBroken, or StoreError."""
    folder = None
    try:
        folder = tempfile.TemporaryDirectory(prefix="hrgraph-release-")
        (Path(folder.name) / GRAPH_FILE).write_bytes(release.graph())
        if FORMS in release.files():
            (Path(folder.name) / FORMS).write_bytes(release.read(FORMS))
    except (OSError, ReleaseBroken) as problem:
        if folder is not None:
            folder.cleanup()
        if isinstance(problem, ReleaseBroken):
            raise
        why = problem.strerror or problem
        raise StoreError(f"release {release.version} cannot be unpacked: {why}") from problem
    return folder
