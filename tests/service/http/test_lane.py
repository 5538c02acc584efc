"""Responses that a connection sends itself."""

import asyncio
import socket

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from hrgraph.service.http.lane import lane

LARGE = b"a" * 100_000


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the path after a moment."""
    await asyncio.sleep(0.01)
    body = scope["path"].encode()
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-length", str(len(body)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body})


def kept(scope: Scope) -> tuple[bytes, bytes] | None:
    """What is kept: /kept and /large."""
    body = {"/kept": b"from the cache", "/large": LARGE}.get(scope["path"])
    if body is None:
        return None
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nx-lane: yes\r\n" % len(body), body


def answers(request: bytes, count: int) -> list[tuple[bytes, bytes]]:
    """The heads and bodies of so many responses to these bytes of one connection, the last one closing it."""

    async def run() -> list[tuple[bytes, bytes]]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = uvicorn.Server(uvicorn.Config(app, http=lane(kept), log_level="error"))
            serving = asyncio.ensure_future(server.serve([listener]))
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            writer.write(request)
            found = []
            for _ in range(count):
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
                found.append((head, await reader.readexactly(length)))
            writer.close()
            server.should_exit = True
            await serving
        return found

    return asyncio.run(run())


def get(path: str, *lines: str, version: str = "1.1") -> bytes:
    """The bytes of a request."""
    return "\r\n".join((f"GET {path} HTTP/{version}", "host: a", *lines, "", "")).encode()


@pytest.mark.parametrize(("path", "body"), [("/kept", b"from the cache"), ("/large", LARGE)])
def test_what_is_kept(path: str, body: bytes) -> None:
    """It comes with the date and without asking the application."""
    [(head, found)] = answers(get(path), 1)

    assert (b"x-lane: yes" in head, b"\r\ndate: " in head, found) == (True, True, body)


def test_requests_sent_ahead_are_answered_in_order() -> None:
    """What is kept does not overtake what is made, however many requests come at once."""
    paths = ["/made", "/kept", "/again", *["/kept"] * 500, "/last"]

    found = [body for _, body in answers(b"".join(map(get, paths)), len(paths))]

    assert [body.replace(b"from the cache", b"/kept").decode() for body in found] == paths


@pytest.mark.parametrize("request_", [get("/kept", "connection: close"), get("/kept", version="1.0")])
def test_a_connection_that_closes(request_: bytes) -> None:
    """One that is to be closed afterwards is left to the application."""
    [(head, body)] = answers(request_, 1)

    assert (b"x-lane" in head, b"connection: close" in head, body) == (False, True, b"/kept")


def test_a_body_that_nobody_reads() -> None:
    """A request with a body is answered, and the next one on the same connection too."""
    posted = get("/kept", "content-length: 5") + b"words"

    assert [body for _, body in answers(posted + get("/other"), 2)] == [b"from the cache", b"/other"]
