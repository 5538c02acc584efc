"""A worker as the event loop sees it, without a worker: the other end of the socket is held here."""

import asyncio
import socket
from typing import cast

import pytest

from hrgraph.store.workers.frames import BEGIN, END, PIECE, packed
from hrgraph.store.workers.link import Link, WorkerLost
from hrgraph.store.workers.zygote import Zygote

NOBODY = cast(Zygote, None)


def test_an_answer_and_the_end() -> None:
    """Messages come in their order, an answer is known to be whole, the end of the worker is an error."""

    async def run() -> None:
        ours, theirs = socket.socketpair()
        lost: list[Link] = []
        loop = asyncio.get_running_loop()
        _, link = await loop.create_unix_connection(lambda: Link(NOBODY, 0, lost.append), sock=ours)
        link.ask(b"question")
        assert not link.has_answered
        theirs.sendall(packed(BEGIN, b"text/csv") + packed(PIECE, b"words"))
        assert [await link.next(), await link.next()] == [(BEGIN, b"text/csv"), (PIECE, b"words")]
        theirs.sendall(packed(END))
        assert await link.next() == (END, b"")
        assert link.has_answered
        theirs.close()
        with pytest.raises(WorkerLost):
            await link.next()
        assert lost == [link]

    asyncio.run(run())


def test_the_worker_waits_for_a_slow_reader() -> None:
    """A flood of pieces stays in the socket until somebody takes them, and then all of them come."""

    async def run() -> int:
        ours, theirs = socket.socketpair()
        loop = asyncio.get_running_loop()
        _, link = await loop.create_unix_connection(lambda: Link(NOBODY, 0, lambda _: None), sock=ours)
        piece = packed(PIECE, bytes(100_000))
        sending = loop.run_in_executor(None, theirs.sendall, piece * 100)
        await asyncio.sleep(0.1)
        assert link._size < 2_000_000
        assert not sending.done()
        taken = 0
        while taken < 100 * 100_000:
            taken += len((await link.next())[1])
        await sending
        theirs.close()
        with pytest.raises(WorkerLost):
            await link.next()
        return taken

    assert asyncio.run(run()) == 10_000_000
