"""A store whose queries run in processes that can be stopped for good.

A zygote process holds the graph and forks the workers (`zygote.py`); each worker answers one query at a time
(`worker.py`), and `lanes.py` keeps enough of them. A query over its time is killed together with its worker.
"""

import asyncio
import contextlib
import pickle
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from hrgraph.errors import Crashed, TooLarge
from hrgraph.store.base import Answer, Stream
from hrgraph.store.limits import MEBIBYTE, Capacity, Limits
from hrgraph.store.reasons import Reason
from hrgraph.store.results.whole import whole
from hrgraph.store.workers.frames import BEGIN, END, FAILED, SHARED, WHOLE, Frame
from hrgraph.store.workers.lanes import Lanes
from hrgraph.store.workers.link import Link, WorkerLost


class Pool:
    """A `Store` and an `AsyncStore` over worker processes that share the loaded graph.

    It loads the graph when it is made (StoreError where it cannot), starts the workers in `start`, and lives
    in the event loop that `start` ran in. `query` is for other threads than that of the loop.
    """

    def __init__(self, path: Path, limits: Limits | None = None, capacity: Capacity | None = None) -> None:
        self.capacity = capacity or Capacity()
        self._lanes = Lanes(path, limits or Limits(), self.capacity)
        self._loop: asyncio.AbstractEventLoop | None = None

    def size(self) -> int:
        """How many statements the store holds, over all graphs."""
        return self._lanes.zygote.size

    def version(self) -> str:
        """The SHA-256 of the file that is loaded now."""
        return self._lanes.zygote.version

    def processes(self) -> dict[str, int]:
        """How many workers there are by what they do, and how many requests wait for one."""
        return self._lanes.counts()

    async def start(self) -> None:
        """Start the workers."""
        self._loop = asyncio.get_running_loop()
        await self._lanes.start()

    async def stop(self) -> None:
        """End every process; queries that still run are lost."""
        await self._lanes.stop()

    def close(self) -> None:
        """End every process of a pool that was not started, or is stopped already."""
        self._lanes.zygote.stop()

    async def reload(self) -> bool:
        """Load the file anew and serve it; queries that run end on the data they began with.

        Returns whether the data is another one. StoreError where it cannot be loaded: the old one stays.
        """
        return await self._lanes.reload()

    async def answer(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer | Stream:
        """Answer one query like `Store.query`; a large answer comes in pieces, as they are made.

        Raises Busy, TimedOut and Crashed too. A cancelled call ends its query.
        """
        question = pickle.dumps((text, media_type, tuple(default_graphs), tuple(named_graphs), rows))
        for _ in range(self.capacity.workers + 1):
            with contextlib.suppress(WorkerLost):
                return await self._asked(question)
        raise self._crashed()

    async def _asked(self, question: bytes) -> Answer | Stream:
        link = await self._lanes.take()
        started = time.monotonic()
        answering = _Answering(self._lanes, link, self.capacity.result_bytes)
        try:
            link.ask(question)
            if (answer := await answering.at_once()) is not None:
                return answer
            pieces: list[bytes] = []
            size = 0
            async for piece in answering:
                pieces.append(piece)
                size += len(piece)
                if size > self.capacity.at_once:
                    answering.put_back(pieces)
                    return answering
        except WorkerLost:
            # A query only reads, so it can be asked again where somebody else ended its worker. One that ran
            # for some time before has probably ended it itself.
            if time.monotonic() - started > self.capacity.slow_after:
                raise self._crashed() from None
            raise
        except BaseException:
            await answering.aclose()
            raise
        return Answer(answering.media_type, b"".join(pieces), answering.rows, answering.is_cut)

    def _crashed(self) -> Crashed:
        return Crashed(Reason("crashed", memory=self.capacity.memory // MEBIBYTE))

    def query(
        self,
        text: str,
        media_type: str | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        rows: int = 0,
    ) -> Answer:
        """Answer one query from another thread than the loop's; see `Store.query`.

        Raises what `answer` raises, and TooLarge where the answer is too large to be kept in memory.
        """
        if self._loop is None or asyncio._get_running_loop() is self._loop:
            raise RuntimeError("ask a pool that was started, from another thread than its event loop's")
        asked = self._whole(text, media_type, default_graphs, named_graphs, rows)
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result()

    async def _whole(self, *asked: object) -> Answer:
        return await whole(await self.answer(*asked))  # type: ignore[arg-type]


class _Answering:
    """The answer that a worker is giving: a `Stream`. The worker is free when it ends or is closed."""

    def __init__(self, lanes: Lanes, link: Link, limit: int) -> None:
        self.media_type = ""
        self.rows: int | None = None
        self.is_cut = False
        self._lanes = lanes
        self._link: Link | None = link
        self._head: list[bytes] = []
        self._left = limit
        self._limit = limit

    async def at_once(self) -> Answer | None:
        """The answer where it comes in one message, as most do; None where it comes in pieces."""
        link = self._link
        assert link is not None
        kind, content = await self._received(link)
        if kind not in (WHOLE, SHARED):
            link.put_back((kind, content))
            return None
        media_type, body, rows, is_cut = pickle.loads(content)
        if kind == SHARED:
            body = link.shared(body)
        await self.aclose()
        if len(body) > self._limit:
            raise self._too_large()
        return Answer(media_type, body, rows, is_cut)

    def put_back(self, pieces: list[bytes]) -> None:
        """Have these pieces come first."""
        self._head = pieces[::-1]

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if self._head:
            return self._head.pop()
        while (link := self._link) is not None:
            kind, content = await self._received(link)
            if kind == BEGIN:
                self.media_type = content.decode()
            elif kind == END:
                self.rows, self.is_cut = pickle.loads(content)
                await self.aclose()
            elif kind == FAILED:
                await self.aclose()
                error: Exception = pickle.loads(content)
                raise error
            else:
                self._left -= len(content)
                if self._left < 0:
                    await self.aclose()
                    raise self._too_large()
                return content
        raise StopAsyncIteration

    async def _received(self, link: Link) -> Frame:
        try:
            return await link.next()
        except WorkerLost:
            await self.aclose()
            if link.fate is not None:
                raise link.fate from None
            raise

    def _too_large(self) -> TooLarge:
        return TooLarge(Reason("result-too-large", limit=self._limit))

    async def aclose(self) -> None:
        """Give the worker back; one that is not done is ended."""
        link, self._link = self._link, None
        if link is not None:
            self._lanes.give_back(link)
