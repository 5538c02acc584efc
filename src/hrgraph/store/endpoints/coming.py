"""One answer on its way from an endpoint: its place among those asked at once, its time, size and rows."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx2

from hrgraph.errors import Busy, TimedOut, TooLarge
from hrgraph.store.base import Answer
from hrgraph.store.endpoints import remote
from hrgraph.store.limits import Capacity
from hrgraph.store.reasons import Reason
from hrgraph.store.results.cut import Cut
from hrgraph.store.results.whole import MOST


class Places:
    """The places for queries asked at once; some more may wait for one, `waiting` do."""

    def __init__(self, capacity: Capacity) -> None:
        self.number = capacity.workers + capacity.slow_workers
        self._most_waiting = capacity.waiting
        self._free = asyncio.Semaphore(self.number)
        self.waiting = 0

    async def take(self, deadline: float) -> None:
        """Wait for a place. Raises Busy when too many wait, or when none is free in time."""
        if self._free.locked() and self.waiting >= self._most_waiting:
            raise _busy()
        self.waiting += 1
        try:
            async with asyncio.timeout_at(deadline):
                await self._free.acquire()
        except TimeoutError:
            raise _busy() from None
        finally:
            self.waiting -= 1

    def leave(self) -> None:
        """Give a place back."""
        self._free.release()


class Coming:
    """An answer on its way: a `Stream`. When it ends or is closed, its place is free for the next."""

    def __init__(
        self,
        client: httpx2.AsyncClient,
        places: Places,
        capacity: Capacity,
        media_type: str,
        deadline: float,
    ) -> None:
        self.media_type = media_type
        self._client = client
        self._places = places
        self._capacity = capacity
        self._deadline = deadline
        self._left = capacity.result_bytes
        self._response: httpx2.Response | None = None
        self._pieces: AsyncIterator[bytes] | None = None
        self._head: list[bytes] = []
        self._has_place = False
        self._cut: Cut | None = None

    @property
    def rows(self) -> int | None:
        """How many rows have come, if they are counted; known at the end."""
        return None if self._cut is None else self._cut.rows

    @property
    def is_cut(self) -> bool:
        """Whether there were more rows than `cut_at` says; known at the end."""
        return self._cut is not None and self._cut.is_made

    def count(self, media_type: str, limit: int) -> None:
        """Count the rows of the answer, which comes in that format, and end it after so many (0: never)."""
        self._cut = Cut(media_type, limit)

    async def take_place(self) -> None:
        """Wait until few enough queries are asked at once. Raises Busy."""
        await self._places.take(self._deadline)
        self._has_place = True

    async def send(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request; its answer, with the head read."""
        async with self._in_time(), remote.told():
            self._response = await self._client.send(request, stream=True)
        self._pieces = self._response.aiter_bytes()
        return self._response

    async def begun(self) -> "Answer | Coming":
        """The answer, if it is small; else this stream, of which a part has been read."""
        pieces: list[bytes] = []
        size = 0
        async for piece in self:
            pieces.append(piece)
            size += len(piece)
            if size > self._capacity.at_once:
                self._head = pieces[::-1]
                return self
        return Answer(self.media_type, b"".join(pieces), self.rows, self.is_cut)

    async def whole(self) -> bytes:
        """All that comes, of an answer that is to be put in another format. TooLarge where it is too much."""
        body = bytearray()
        async for piece in self:
            body += piece
            if len(body) > MOST:
                raise TooLarge(Reason("result-too-large", limit=MOST))
        return bytes(body)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if self._head:
            return self._head.pop()
        if self._pieces is None:
            raise StopAsyncIteration
        try:
            async with self._in_time(), remote.told():
                piece = await self._next(self._pieces)
            self._left -= len(piece)
            if self._left < 0:
                raise TooLarge(Reason("result-too-large", limit=self._capacity.result_bytes))
            if self.is_cut:
                await self.aclose()
        except BaseException:
            await self.aclose()
            raise
        return piece

    async def _next(self, pieces: AsyncIterator[bytes]) -> bytes:
        if self._cut is None:
            return await anext(pieces)
        async for piece in pieces:
            if passed := self._cut.feed(piece):
                return passed
        # What was held back comes last, and once.
        if left := self._cut.end():
            return left
        raise StopAsyncIteration

    @contextlib.asynccontextmanager
    async def _in_time(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout_at(self._deadline):
                yield
        except TimeoutError:
            seconds = f"{self._capacity.seconds:g}"
            raise TimedOut(Reason("timed-out", seconds=seconds)) from None

    async def aclose(self) -> None:
        """Close the connection of an answer that is not read to its end: that is how the engine is told."""
        self._pieces = None
        response, self._response = self._response, None
        if self._has_place:
            self._has_place = False
            self._places.leave()
        if response is not None:
            await response.aclose()


def _busy() -> Busy:
    return Busy(Reason("busy", seconds=remote.RETRY_AFTER), remote.RETRY_AFTER)
