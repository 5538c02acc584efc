"""Responses on their way."""

import asyncio

import brotli
from starlette.types import Message

from hrgraph.service.http.recorder import Recorder, is_compressible, with_coding

HEADERS = [(b"Content-Type", b"text/csv"), (b"ETag", b'"1"'), (b"Vary", b"Accept")]


def recorded(coding: str, limit: int, *pieces: bytes) -> tuple[Recorder, list[Message]]:
    """What a recorder has, and what it sent on, of a response in these pieces."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> Recorder:
        recorder = Recorder(send, coding, limit)
        await recorder({"type": "http.response.start", "status": 200, "headers": HEADERS})
        for number, piece in enumerate(pieces, 1):
            await recorder({"type": "http.response.body", "body": piece, "more_body": number < len(pieces)})
        return recorder

    return asyncio.run(run()), sent


def test_whole_response_is_held_back() -> None:
    """A response in one piece is not sent on."""
    recorder, sent = recorded("br", 10, b"a longer body than is kept of pieces")

    assert (recorder.is_whole, recorder.is_held_back, len(recorder.body), sent) == (True, True, 36, [])


def test_pieces_go_on_compressed_and_are_kept() -> None:
    """A response in pieces goes on in the coding, with headers that say so, and is kept as it was."""
    recorder, sent = recorded("br", 10, b"a,b", b"", b",c")

    assert (recorder.is_whole, recorder.is_held_back, recorder.body) == (True, False, b"a,b,c")
    assert brotli.decompress(b"".join(message.get("body", b"") for message in sent)) == b"a,b,c"
    assert (b"content-encoding", b"br") in sent[0]["headers"]
    assert [message.get("more_body") for message in sent[1:]][-1] is False


def test_too_much_is_not_kept() -> None:
    """Of a response over the limit nothing is kept, but all of it goes on."""
    recorder, sent = recorded("", 4, b"a,b", b",c")

    assert (recorder.is_whole, recorder.body) == (False, b"")
    assert b"".join(message.get("body", b"") for message in sent) == b"a,b,c"


def test_headers() -> None:
    """A coding makes the ETag weak; the length and what the response depends on are told."""
    headers = [(name.lower(), value) for name, value in HEADERS]

    assert dict(with_coding(headers, "gzip", 7)) == {
        b"content-type": b"text/csv",
        b"etag": b'W/"1"',
        b"vary": b"Accept, Accept-Encoding",
        b"content-encoding": b"gzip",
        b"content-length": b"7",
    }
    assert dict(with_coding(headers, ""))[b"etag"] == b'"1"'


def test_the_size_of_the_plain_body_is_not_that_of_the_coded_one() -> None:
    """A file that comes in pieces and is compressed on its way does not keep the length of the file."""
    plain = [(b"content-length", b"70000")]

    assert b"content-length" not in dict(with_coding(plain, "br"))
    assert dict(with_coding(plain, ""))[b"content-length"] == b"70000"


def test_what_is_worth_compressing() -> None:
    """Small responses, images and what has a coding already are left as they are."""
    assert is_compressible([(b"content-type", b"text/csv")], None)
    assert not is_compressible([(b"content-type", b"text/csv")], 100)
    assert not is_compressible([(b"content-type", b"image/png")], 10_000)
    assert not is_compressible([(b"content-encoding", b"gzip")], 10_000)
