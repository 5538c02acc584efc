"""A worker process as the event loop sees it: a question goes out, messages come in, death is noticed."""

import asyncio
import contextlib
import mmap
import os
import signal
from collections import deque
from collections.abc import Callable
from typing import cast

from hrgraph.errors import HrgraphError
from hrgraph.store.workers.frames import ASK, LAST, Frame, Unpacker, packed
from hrgraph.store.workers.zygote import Zygote

_MOST_WAITING = 1024 * 1024
"""When more bytes than this wait to be taken, the worker has to wait too."""


class WorkerLost(Exception):
    """The worker has ended in the middle of an answer; not an error that leaves the store."""


class Link(asyncio.Protocol):
    """The connection to one worker. It answers one question at a time."""

    def __init__(
        self,
        zygote: Zygote,
        pid: int,
        on_lost: Callable[["Link"], None],
        window: mmap.mmap | None = None,
    ) -> None:
        self.zygote = zygote
        self.pid = pid
        self._window = window
        self._on_lost = on_lost
        self.is_slow = False
        self.is_alive = True
        self.has_answered = True
        self._unpacker = Unpacker()
        self._frames: deque[Frame] = deque()
        self._size = 0
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport
        self.since: float | None = None
        """When it was asked, while it has not answered (monotonic seconds)."""
        self.fate: HrgraphError | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there (asyncio)."""
        # uvloop's are of another class with the same methods.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Bytes have come (asyncio)."""
        for frame in self._unpacker.feed(data):
            self._frames.append(frame)
            self._size += len(frame[1])
            self.has_answered = frame[0] in LAST
        if self.has_answered:
            self.since = None
        if self._size > _MOST_WAITING and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        """The worker has ended, or was told to (asyncio)."""
        self.is_alive = False
        self._wake()
        self._on_lost(self)

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def ask(self, question: bytes) -> None:
        """Send a question; its answer comes from `next`."""
        self.has_answered = False
        self._transport.write(packed(ASK, question))

    async def next(self) -> Frame:
        """The next message of the answer. Raises WorkerLost where the worker ended before it."""
        while not self._frames:
            if not self.is_alive:
                raise WorkerLost
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        frame = self._frames.popleft()
        self._size -= len(frame[1])
        if self._paused and self._size <= _MOST_WAITING // 2:
            self._paused = False
            self._transport.resume_reading()
        return frame

    def shared(self, size: int) -> bytes:
        """The first bytes of the memory that it shares with the worker."""
        assert self._window is not None
        return self._window[:size]

    def put_back(self, frame: Frame) -> None:
        """Have this message come first."""
        self._frames.appendleft(frame)
        self._size += len(frame[1])

    def forget(self) -> None:
        """Drop what is left of an answer that is no longer wanted but has come."""
        self._frames.clear()
        self._size = 0
        if self._paused:
            self._paused = False
            self._transport.resume_reading()

    def slow_down(self) -> None:
        """From now on the worker has the lowest priority; it cannot be raised again.

        On Linux it also gives way at once to every other process that wakes up (sched(7), SCHED_IDLE).
        """
        self.is_slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 19)
            if hasattr(os, "SCHED_IDLE"):
                os.sched_setscheduler(self.pid, os.SCHED_IDLE, os.sched_param(0))

    def kill(self, fate: HrgraphError | None = None) -> None:
        """End the worker at once, whatever it does; `fate` is what its query is told."""
        self.fate = fate
        self.since = None
        # The process id cannot be another's: it stays taken until the zygote is told to let go of it.
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        # Under load a process of low priority takes a while to die; nobody has to wait for that.
        self._transport.abort()

    def retire(self) -> None:
        """End the worker for good; nothing may be asked of it after this."""
        self.kill(self.fate)
        self.zygote.let_go(self.pid)
