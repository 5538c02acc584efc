"""Enough workers: so many that are free for quick queries, besides some that are at slow ones.

A query that takes long goes on at the lowest priority in a process of its own, and another worker is forked
in its place. Where there are too many such queries and others wait, the next one is turned away. So queries
that never end cannot take all workers from those that take milliseconds.
"""

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from pathlib import Path

from hrgraph.errors import Busy, StoreError, TimedOut
from hrgraph.store.limits import Capacity, Limits
from hrgraph.store.reasons import Reason
from hrgraph.store.workers.link import Link
from hrgraph.store.workers.zygote import Zygote

_PAUSE = 0.2
"""Seconds to wait before a worker is forked again where it could not be."""

_TICK = 0.05
"""Seconds between two looks at the queries that run."""

_RETRY_AFTER = 3
"""When a client who was turned away should come back, in seconds."""


class _Waiting(asyncio.Future[Link]):
    """A worker to come; nobody waits for it longer than until `end` (monotonic seconds)."""

    end = 0.0


class Lanes:
    """The workers of a pool, of the present data and, until their queries end, of data it had before.

    Everything but `reload` runs in one go between two turns of the event loop, so that no lock is needed.
    """

    def __init__(self, path: Path, limits: Limits, capacity: Capacity) -> None:
        self._path = path
        self._limits = limits
        self._capacity = capacity
        self.zygote = self._load()
        self._links: set[Link] = set()
        self._idle: list[Link] = []
        self._starting: list[Zygote] = []
        self._waiting: deque[_Waiting] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()
        self._stopping = False
        self._tick = min(_TICK, capacity.slow_after, capacity.seconds)
        self._next_look: asyncio.TimerHandle | None = None

    def _load(self) -> Zygote:
        return Zygote.start(self._path, self._limits, self._capacity.memory)

    def counts(self) -> dict[str, int]:
        """How many workers there are by what they do, and how many requests wait for one."""
        slow = sum(link.is_slow for link in self._links)
        idle = len(self._idle)
        waiting = sum(not future.done() for future in self._waiting)
        return {"idle": idle, "busy": len(self._links) - idle - slow, "slow": slow, "waiting": waiting}

    async def start(self) -> None:
        """Start the workers."""
        for link in await self._spawn_all(self.zygote):
            self._add(link)

    async def stop(self) -> None:
        """End every process."""
        self._stopping = True
        if self._next_look is not None:
            self._next_look.cancel()
        for future in self._waiting:
            future.cancel()
        # A worker that is on its way is waited for: it would be left behind.
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for link in self._links:
            link.kill()
        zygotes = {self.zygote, *(link.zygote for link in self._links)}
        await asyncio.gather(*(asyncio.to_thread(zygote.stop) for zygote in zygotes))

    async def reload(self) -> bool:
        """Load the file anew and take workers of it; those at work end what they do first.

        Returns whether the data is another one. StoreError where it cannot be loaded: all stays as it is.
        """
        async with self._changing:
            new = await asyncio.to_thread(self._load)
            try:
                links = await self._spawn_all(new)
            except StoreError:
                await asyncio.to_thread(new.stop)
                raise
            old, self.zygote = self.zygote, new
            for link in links:
                self._add(link)
            for link in [link for link in self._idle if link.zygote is not new]:
                self._idle.remove(link)
                self._discard(link)
            self._in_background(self._let_go(old))
            return old.version != new.version

    async def take(self) -> Link:
        """A worker that is free, as soon as there is one; its time runs from now. Raises Busy."""
        if self._idle:
            link = self._idle.pop()
        else:
            link = await self._wait()
        link.since = time.monotonic()
        self._watch()
        return link

    def _watch(self) -> None:
        if self._next_look is None:
            self._next_look = asyncio.get_running_loop().call_later(self._tick, self._look)

    async def _wait(self) -> Link:
        if sum(not future.done() for future in self._waiting) >= self._capacity.waiting:
            raise self._busy()
        future = _Waiting()
        future.end = time.monotonic() + self._capacity.seconds
        self._waiting.append(future)
        self._watch()
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._free(future.result())
            raise

    def give_back(self, link: Link) -> None:
        """Take a worker back from a query; one that has not ended its answer is killed."""
        link.since = None
        is_good = link.is_alive and link.has_answered and not link.is_slow
        if is_good and link.zygote is self.zygote and not self._stopping:
            link.forget()
            self._free(link)
        else:
            self._discard(link)

    def _look(self) -> None:
        """Look at all queries that run or wait; one timer for all of them costs less than one for each."""
        self._next_look = None
        now, running = time.monotonic(), [link for link in self._links if link.since is not None]
        for link in running:
            self._look_at(link, now - (link.since or now))
        waiting = [future for future in self._waiting if not future.done()]
        for future in waiting:
            if now >= future.end:
                future.set_exception(self._busy())
        if (running or waiting) and not self._stopping:
            self._watch()

    def _look_at(self, link: Link, ran: float) -> None:
        if ran >= self._capacity.seconds:
            link.kill(TimedOut(Reason("timed-out", seconds=f"{self._capacity.seconds:g}")))
        elif not link.is_slow:
            counts = self.counts()
            if counts["slow"] < self._capacity.slow_workers:
                if ran >= self._capacity.slow_after:
                    link.slow_down()
                    self._fill()
            elif counts["waiting"] and ran > self._capacity.grace:
                link.kill(self._busy("slow"))

    def _busy(self, code: str = "busy") -> Busy:
        return Busy(Reason(code, seconds=_RETRY_AFTER), _RETRY_AFTER)

    def _free(self, link: Link) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(link)
                return
        self._idle.append(link)

    def _add(self, link: Link) -> None:
        self._links.add(link)
        if link.zygote is self.zygote and link.is_alive:
            self._free(link)
        else:
            self._discard(link)

    def _lost(self, link: Link) -> None:
        if link in self._idle:
            self._idle.remove(link)
            self._discard(link)

    def _discard(self, link: Link) -> None:
        self._links.discard(link)
        link.retire()
        if link.zygote is not self.zygote:
            self._in_background(self._let_go(link.zygote))
        self._fill()

    async def _let_go(self, zygote: Zygote) -> None:
        if zygote is not self.zygote and all(link.zygote is not zygote for link in self._links):
            await asyncio.to_thread(zygote.stop)

    def _fill(self) -> None:
        quick = sum(not link.is_slow and link.zygote is self.zygote for link in self._links)
        missing = self._capacity.workers - quick - self._starting.count(self.zygote)
        for _ in range(0 if self._stopping else missing):
            self._starting.append(self.zygote)
            self._in_background(self._replace(self.zygote))

    async def _replace(self, zygote: Zygote) -> None:
        link = None
        try:
            link = await self._spawn(zygote)
        except StoreError:
            await asyncio.sleep(_PAUSE)
            if not zygote.is_alive() and zygote is self.zygote:
                await self._revive(zygote)
        finally:
            self._starting.remove(zygote)
        if link is None:
            self._fill()
        else:
            self._add(link)

    async def _revive(self, dead: Zygote) -> None:
        try:
            if dead is self.zygote and not self._changing.locked():
                await self.reload()
        except StoreError:
            await asyncio.sleep(_PAUSE)

    async def _spawn_all(self, zygote: Zygote) -> list[Link]:
        return list(await asyncio.gather(*(self._spawn(zygote) for _ in range(self._capacity.workers))))

    async def _spawn(self, zygote: Zygote) -> Link:
        connection, window, pid = await asyncio.to_thread(zygote.spawn, self._capacity.at_once)
        loop = asyncio.get_running_loop()
        link = Link(zygote, pid, self._lost, window)
        await loop.create_unix_connection(lambda: link, sock=connection)
        return link

    def _in_background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
