"""Bytes of a stream socket in, whole messages out: a letter for the kind, a length, and the content.

What a worker process answers is written and read here. A small answer is one message, `WHOLE`, with its
media type, its body and the number of its rows, pickled. A large one is `BEGIN` with its media type, `PIECE`
with bytes of the body, and `END` with the pickled number of rows. `FAILED` has the pickled error in place of
what is left.
"""

import socket
import struct
from collections.abc import Iterator

BEGIN, PIECE, END, WHOLE, FAILED = b"B", b"P", b"E", b"W", b"F"
LAST = frozenset((END, WHOLE, FAILED))
"""The kinds of message that end an answer."""

ASK = b"A"
_HEAD = struct.Struct("!cI")

Frame = tuple[bytes, bytes]


def packed(kind: bytes, content: bytes = b"") -> bytes:
    """A message as it goes over the socket."""
    return _HEAD.pack(kind, len(content)) + content


class Unpacker:
    """Puts messages together from bytes that arrive in pieces of any size."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The messages that are whole with these bytes; the rest is kept for the next call."""
        data = self._rest + data if self._rest else data
        at = 0
        while len(data) - at >= _HEAD.size:
            kind, length = _HEAD.unpack_from(data, at)
            end = at + _HEAD.size + length
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
