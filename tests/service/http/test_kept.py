"""Responses that the connection may send itself: only what is kept, and only as it would be answered."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from .test_cache import Site, kept, run, tagged

SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}


def parted(head: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The line of the status, and the headers, sorted."""
    first, *lines = head.removesuffix(b"\r\n").split(b"\r\n")
    return first, sorted((name, value) for name, _, value in (line.partition(b": ") for line in lines))


@pytest.mark.parametrize("coding", ["", "br"])
def test_what_a_connection_may_send_itself(coding: str) -> None:
    """It is, header by header, what a request for something kept is answered with."""
    site = Site(tagged)
    asked = {"accept_encoding": coding, "host": "a"}
    _, (status, headers, body) = run(site, asked, asked)

    found = site.cache.kept(SCOPE | {"headers": [(b"accept-encoding", coding.encode()), (b"host", b"a")]})

    assert found is not None
    assert parted(found[0]) == (b"HTTP/1.1 200 OK", sorted(headers.raw))
    assert (status, found[1]) == (200, body)


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/other"},
        {"method": "POST"},
        {"method": "HEAD"},
        {"headers": [(b"if-none-match", b'"1"')]},
        {"headers": [(b"range", b"bytes=0-1")]},
        {"headers": [(b"accept", b"text/csv")]},
        {"headers": [(b"accept-encoding", b"br")]},
    ],
)
def test_what_it_may_not(other: dict[str, object]) -> None:
    """Anything but the same GET goes the long way, and so does everything when the graph is another."""
    site = Site(tagged)
    run(site, {})

    assert site.cache.kept(SCOPE) is not None
    assert site.cache.kept(SCOPE | other) is None
    site.version = "2"
    assert site.cache.kept(SCOPE) is None


def test_no_header_of_two_lines() -> None:
    """A header that would end its line is not sent by the connection itself."""

    async def split(_: Request) -> Response:
        response = kept()
        response.raw_headers.append((b"x", b"1\r\nset-cookie: 2"))
        return response

    site = Site(split)
    run(site, {})

    assert site.cache.kept(SCOPE) is None
