"""A process that answers queries one after the other, over a socket, from the store it was forked with."""

import contextlib
import os
import pickle
import signal
import socket
from pathlib import Path

from hrgraph.errors import HrgraphError
from hrgraph.store.frames import BEGIN, END, FAILED, PIECE, packed, receive
from hrgraph.store.oxigraph import OxigraphStore

_PIECE = 64 * 1024


class _Sink:
    """Takes an answer and sends it on in pieces; a small one goes out in a single message."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ready = bytearray()
        self._piece = bytearray()

    def begin(self, media_type: str) -> None:
        self._ready += packed(BEGIN, media_type.encode())

    def write(self, data: bytes) -> int:
        self._piece += data
        if len(self._piece) >= _PIECE:
            self._flush_piece()
            self._send()
        return len(data)

    def flush(self) -> None:
        """Part of what the engine asks of a file; pieces go out when they are large enough."""

    def finish(self, kind: bytes, content: bytes = b"") -> None:
        if kind == END:
            self._flush_piece()
        self._ready += packed(kind, content)
        self._send()

    def _flush_piece(self) -> None:
        if self._piece:
            self._ready += packed(PIECE, bytes(self._piece))
            self._piece.clear()

    def _send(self) -> None:
        self._connection.sendall(self._ready)
        self._ready.clear()


def work(connection: socket.socket, store: OxigraphStore) -> None:
    """Answer what comes over the socket until the other side closes it.

    An error of the query goes back as a message. Anything else, running out of memory above all, ends the
    process: whoever asked sees the socket close.
    """
    while (message := receive(connection)) is not None:
        sink = _Sink(connection)
        try:
            store.answer_into(sink, *pickle.loads(message[1]))
        except HrgraphError as error:
            sink.finish(FAILED, pickle.dumps(error))
        else:
            sink.finish(END)


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


def run(connection: socket.socket, store: OxigraphStore, memory: int) -> None:
    """Be a worker until there is nothing more to do; does not return."""
    status = 1
    try:
        confine(memory)
        work(connection, store)
        status = 0
    except (ConnectionError, MemoryError):
        pass
    finally:
        # What the parent set up to run at its end is not this process's to run.
        os._exit(status)
