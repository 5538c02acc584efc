"""Messages over a stream socket."""

import socket

from hypothesis import given
from hypothesis import strategies as st

from hrgraph.store.workers.frames import Unpacker, packed, receive

MESSAGES = st.lists(st.tuples(st.sampled_from([b"B", b"P", b"E"]), st.binary(max_size=50)), max_size=8)


@given(MESSAGES, st.integers(1, 20))
def test_messages_survive_any_cut(messages: list[tuple[bytes, bytes]], step: int) -> None:
    """However the bytes are cut on the way, the same messages come out; an answer comes in other pieces."""
    data = b"".join(packed(*message) for message in messages)
    unpacker = Unpacker()

    found = [frame for at in range(0, len(data), step) for frame in unpacker.feed(data[at : at + step])]

    assert joined(found) == joined(messages)


def joined(messages: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The messages, with the pieces that follow one another made into one, and empty ones left out."""
    made: list[tuple[bytes, bytes]] = []
    for kind, content in messages:
        if kind == b"P" and made and made[-1][0] == b"P":
            made[-1] = kind, made[-1][1] + content
        elif kind != b"P" or content:
            made.append((kind, content))
    return made


def test_receiving() -> None:
    """A message is waited for until it is whole; None tells that the other side has closed."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(packed(b"P", b"words") + packed(b"E") + packed(b"P", b"cut")[:-1])
        theirs.shutdown(socket.SHUT_WR)

        assert [receive(ours) for _ in range(3)] == [(b"P", b"words"), (b"E", b""), None]
