"""Bytes of a stream socket in, whole messages out: a letter for the kind, a length, and the content.

What a worker process answers is written and read here. A small answer is one message, `WHOLE`, with its
media type, its body and the number of its rows, pickled. A larger one lies in memory that both sides share
(`window`), and its message, `SHARED`, has the size in place of the body. What finds no room there is `BEGIN`
with its media type, `PIECE` with bytes of the body, and `END` with the pickled number of rows. `FAILED` has
the pickled error in place of what is left.
"""

import mmap
import os
import socket
import struct
import tempfile
from collections.abc import Iterator

BEGIN, PIECE, END, WHOLE, SHARED, FAILED = b"B", b"P", b"E", b"W", b"S", b"F"
LAST = frozenset((END, WHOLE, SHARED, FAILED))
"""The kinds of message that end an answer."""

ASK = b"A"
_HEAD = struct.Struct("!cI")

Frame = tuple[bytes, bytes]


def head(kind: bytes, size: int) -> bytes:
    """What goes before the content of a message: its kind and how many bytes follow."""
    return _HEAD.pack(kind, size)


def packed(kind: bytes, content: bytes = b"") -> bytes:
    """A message as it goes over the socket."""
    return head(kind, len(content)) + content


class Unpacker:
    """Puts messages together from bytes that arrive in pieces of any size.

    Of a `PIECE` what has come is given at once, as a message of its own: where it ends says nothing.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._left = 0
        """Bytes of a `PIECE` that are still to come."""

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The messages that are there with these bytes; the rest is kept for the next call."""
        data = self._rest + data if self._rest else data
        at = 0
        while True:
            if self._left and at < len(data):
                piece = data[at : at + self._left]
                self._left -= len(piece)
                at += len(piece)
                yield PIECE, piece
            if self._left or len(data) - at < _HEAD.size:
                break
            kind, length = _HEAD.unpack_from(data, at)
            end = at + _HEAD.size + length
            if kind == PIECE:
                self._left = length
                at += _HEAD.size
                continue
            if len(data) < end:
                break
            yield kind, data[at + _HEAD.size : end]
            at = end
        self._rest = data[at:]


def receive(connection: socket.socket) -> Frame | None:
    """Wait for one message; None where the other side has closed."""
    head = _exactly(connection, _HEAD.size)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    content = _exactly(connection, length)
    return None if content is None else (kind, content)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = connection.recv(min(size - len(data), 1 << 20))
        if not piece:
            return None
        data += piece
    return bytes(data)


def window(size: int) -> tuple[mmap.mmap, int]:
    """Memory of so many bytes to share with a worker, and the number of the file to share it by."""
    if hasattr(os, "memfd_create"):
        file = os.memfd_create("window")
    else:
        with tempfile.TemporaryFile() as named:
            file = os.dup(named.fileno())
    os.truncate(file, size)
    return mmap.mmap(file, size), file
