"""A process that answers queries one after the other, over a socket, from the store it was forked with."""

import contextlib
import mmap
import os
import pickle
import signal
import socket
from pathlib import Path

from hrgraph.errors import HrgraphError
from hrgraph.store.disk import DiskGraph
from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.store.workers.frames import BEGIN, END, FAILED, PIECE, SHARED, WHOLE, Unpacker, head, packed

_PIECE = 64 * 1024

Loaded = OxigraphStore | DiskGraph
"""What a worker is forked with."""


class _Sink:
    """Takes an answer into the window; it goes out in pieces only if it finds no room there."""

    def __init__(self, connection: socket.socket, window: mmap.mmap) -> None:
        self._connection = connection
        self._window = window
        self._media_type = ""
        self._has_begun = False
        self._room = len(window)
        self._size = 0

    def begin(self, media_type: str) -> None:
        self._media_type = media_type

    def write(self, data: bytes) -> int:
        size = self._size + len(data)
        if size > self._room:
            self._send_piece(data)
        else:
            self._window[self._size : size] = data
            self._size = size
        return len(data)

    def flush(self) -> None:
        """Part of what the engine asks of a file; pieces go out when they are large enough."""

    def end(self, rows: int | None, is_cut: bool) -> None:
        """The answer is complete, or cut; it has so many rows, if they were counted."""
        if self._has_begun:
            self._send_piece(b"")
            self._connection.sendall(packed(END, pickle.dumps((rows, is_cut))))
        elif self._size > _PIECE:
            self._connection.sendall(
                packed(SHARED, pickle.dumps((self._media_type, self._size, rows, is_cut)))
            )
        else:
            whole = self._media_type, self._window[: self._size], rows, is_cut
            self._connection.sendall(packed(WHOLE, pickle.dumps(whole)))

    def fail(self, error: HrgraphError) -> None:
        """The answer ends in an error."""
        self._connection.sendall(packed(FAILED, pickle.dumps(error)))

    def _send_piece(self, data: bytes) -> None:
        """Send what is held, and this."""
        if not self._has_begun:
            self._has_begun = True
            self._room = min(_PIECE, self._room)
            self._connection.sendall(packed(BEGIN, self._media_type.encode()))
        self._connection.sendall(head(PIECE, self._size + len(data)))
        with memoryview(self._window) as window:
            self._connection.sendall(window[: self._size])
        self._connection.sendall(data)
        self._size = 0


def work(connection: socket.socket, window: mmap.mmap, store: OxigraphStore) -> None:
    """Answer what comes over the socket until the other side closes it.

    An error of the query goes back as a message. Anything else, running out of memory above all, ends the
    process: whoever asked sees the socket close.
    """
    unpacker = Unpacker()
    while data := connection.recv(_PIECE):
        for _, question in unpacker.feed(data):
            sink = _Sink(connection, window)
            try:
                rows, is_cut = store.answer_into(sink, *pickle.loads(question))
            except HrgraphError as error:
                sink.fail(error)
            else:
                sink.end(rows, is_cut)


def confine(memory: int) -> None:
    """Let this process take so many bytes beside what it has, leave no core file, and go first of all.

    The first to go when the machine runs out of memory, that is (on Linux).
    """
    import resource  # only where there is fork

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pages = Path("/proc/self/statm")
    if pages.exists():
        taken = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def run(connection: socket.socket, window: mmap.mmap, loaded: Loaded, memory: int) -> None:
    """Be a worker until there is nothing more to do; does not return."""
    status = 1
    try:
        # What the engine takes to open a store on disk is the store's, not a query's.
        store = loaded.opened()
        confine(memory)
        work(connection, window, store)
        status = 0
    except (ConnectionError, MemoryError):
        pass
    finally:
        # What the parent set up to run at its end is not this process's to run.
        os._exit(status)
