"""Answers to clients who may be slow, or leave: large ones go out in pieces, and unwanted queries end."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Coroutine
from typing import TypeVar

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from hrgraph.errors import HrgraphError
from hrgraph.service.http.truncation import Truncation
from hrgraph.service.operations.observe import note
from hrgraph.service.revalidate import caching
from hrgraph.service.site import Ready
from hrgraph.store.base import Answer, Stream

_SOON = 0.1
"""Seconds within which most answers are there, so that nobody needs to watch whether the client leaves."""

_PATIENCE = 30.0
"""Seconds that a client has to take a piece of a result."""

_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 256 * 1024
GONE = 499
"""The status in the log of a request whose client left (as nginx calls it); nobody receives it."""

T = TypeVar("T")


class ClientGone(Exception):
    """The client left before there was an answer; no failure, so not in the tree of errors."""


async def unless_gone(request: Request, work: Coroutine[None, None, T]) -> T:
    """The result of the work, which is cancelled when the client leaves. Raises ClientGone then."""
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    watch: asyncio.Task[None] | None = None

    def start() -> None:
        nonlocal watch
        watch = loop.create_task(_left(request.receive))
        watch.add_done_callback(lambda left: left.cancelled() or (task is not None and task.cancel()))

    timer = loop.call_later(_SOON, start)
    try:
        return await work
    except asyncio.CancelledError:
        if task is None or watch is None or not watch.done():
            raise
        task.uncancel()
        raise ClientGone from None
    finally:
        timer.cancel()
        if watch is not None:
            watch.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def known(work: Coroutine[None, None, Answer | Stream], rows: int) -> "Answer | Stream | Spool":
    """The answer, and where there is a limit of rows, one of which it is known whether it was cut.

    So its header can tell. An error of a query that is taken whole comes before there is a response.
    """
    answer = await work
    if isinstance(answer, Answer) or not rows:
        return answer
    spool = Spool(answer)
    try:
        await spool.fill()
    except BaseException:
        await spool.aclose()
        raise
    return spool


def respond_with(
    request: Request,
    answer: "Answer | Stream | Spool",
    media_type: str,
    etag: str | None,
    truncation: Truncation | None = None,
) -> Response:
    """The response with an answer, whole or in pieces, and its entity tag. How many rows it has is noted.

    With a `truncation` it says that it was cut.
    """
    headers = [
        (b"vary", b"Accept, Accept-Language"),
        (b"content-type", media_type.encode()),
        *caching(etag),
    ]
    if truncation:
        headers.append(truncation.header())
        note(request.scope, outcome="truncated")
    if not isinstance(answer, Answer):
        return _InPieces(answer if isinstance(answer, Spool) else Spool(answer), headers, truncation)
    _note_rows(request.scope, answer)
    body = answer.content()
    if truncation:
        body = truncation.begun(body) + truncation.end()
    return Ready(body, 200, [*headers, (b"content-length", str(len(body)).encode())])


def _note_rows(scope: Scope, answer: "Answer | Spool") -> None:
    if answer.rows is not None:
        note(scope, rows=answer.rows)


class _InPieces(Response):
    """A response whose pieces are taken from the store as fast as it makes them and kept for the client.

    So a slow client keeps no worker busy. A result that breaks off ends the connection without the mark of
    its end, so that no client takes a part for the whole.
    """

    def __init__(
        self, spool: "Spool", headers: list[tuple[bytes, bytes]], truncation: Truncation | None
    ) -> None:
        self._spool = spool
        self._truncation = truncation
        self.status_code = 200
        self.raw_headers = headers
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        spool, truncation = self._spool, self._truncation
        filling = asyncio.ensure_future(spool.fill())
        watch = asyncio.ensure_future(_left(receive))
        watch.add_done_callback(lambda _: filling.cancel())
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            is_first = True
            async for piece in spool.pieces():
                if truncation and is_first:
                    piece = truncation.begun(piece)
                is_first = False
                async with asyncio.timeout(_PATIENCE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await filling
            _note_rows(scope, spool)
            await send({"type": "http.response.body", "body": truncation.end() if truncation else b""})
        except (HrgraphError, TimeoutError):
            pass
        except asyncio.CancelledError:
            if not watch.done():
                raise
        finally:
            watch.cancel()
            filling.cancel()
            await spool.aclose()


class Spool:
    """Bytes that were made and not yet sent: in memory, or in a file when they are many."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._written = 0
        self._is_full = False
        self._more = asyncio.Event()

    @property
    def rows(self) -> int | None:
        """How many rows were taken, if they are counted."""
        return self._stream.rows

    @property
    def is_cut(self) -> bool:
        """Whether there were more rows than were asked for; known when all is taken."""
        return self._stream.is_cut

    async def fill(self) -> None:
        """Take all pieces of the stream."""
        try:
            async for piece in self._stream:
                self._file.seek(self._written)
                self._written += self._file.write(piece)
                self._more.set()
        finally:
            self._is_full = True
            self._more.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """What was taken, in order, until the stream ends."""
        taken = 0
        while True:
            if taken == self._written:
                if self._is_full:
                    return
                self._more.clear()
                await self._more.wait()
                continue
            self._file.seek(taken)
            piece = self._file.read(_PIECE)
            taken += len(piece)
            yield piece

    async def aclose(self) -> None:
        """Let go of the bytes, and stop the query if it still runs."""
        try:
            await self._stream.aclose()
        finally:
            self._file.close()
