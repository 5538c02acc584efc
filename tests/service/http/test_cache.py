"""Responses that are kept."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from hrgraph.service.http.cache import Cache

Handler = Callable[[Request], Awaitable[Response]]


class Site:
    """An application whose responses are made by a function, behind a cache of 100,000 bytes."""

    def __init__(self, handler: Handler) -> None:
        self.asked = 0
        self.version = "1"
        self._handler = handler
        self.cache = Cache(self._app, lambda: self.version, size=100_000, body_limit=1000)

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        response = await self._handler(Request(scope, receive))
        await response(scope, receive, send)

    async def get(
        self, path: str = "/", method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[int, Headers, bytes]:
        """One request: the status, the headers and the body of its response."""
        sent: list[Message] = []
        pieces = [body[:5], body[5:]]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }

        async def receive() -> Message:
            if not pieces:
                await asyncio.Event().wait()
            return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.cache(scope, receive, send)
        content = b"".join(message.get("body", b"") for message in sent)
        return sent[0]["status"], Headers(raw=sent[0]["headers"]), content


def kept(body: bytes = b"a" * 2000, control: str = "public, no-cache") -> Response:
    """A response that may be kept, unless the cache control says otherwise."""
    return Response(body, headers={"ETag": '"1"', "Cache-Control": control})


def run(site: Site, *asked: dict[str, str]) -> list[tuple[int, Headers, bytes]]:
    """The responses to requests one after the other."""

    async def each() -> list[tuple[int, Headers, bytes]]:
        return [await site.get(**request) for request in asked]  # type: ignore[arg-type]

    return asyncio.run(each())


async def tagged(_: Request) -> Response:
    """Always the same."""
    return kept()


def test_the_second_is_kept() -> None:
    """The application is asked once; the second response says that it was kept, and for how long."""
    site = Site(tagged)

    first, second = run(site, {}, {})

    assert site.asked == 1
    assert first[2] == second[2] == b"a" * 2000
    assert (first[1]["x-cache"], second[1]["x-cache"], second[1]["age"]) == ("miss", "hit", "0")
    assert second[1]["content-length"] == "2000"


@pytest.mark.parametrize("name", ["accept", "accept_language", "host", "x_forwarded_proto"])
def test_what_a_response_depends_on(name: str) -> None:
    """Another format, language, host or scheme behind a proxy is another response."""
    site = Site(tagged)

    run(site, {name: "one"}, {name: "two"}, {name: "one"}, {"path": "/other"})

    assert site.asked == 3


def test_codings() -> None:
    """Whatever the coding, the application is asked once; the body is compressed once for each."""
    site = Site(tagged)

    plain, *coded, again = run(
        site, {}, {"accept_encoding": "br"}, {"accept_encoding": "gzip"}, {"accept_encoding": "br"}
    )

    assert site.asked == 1
    assert [response[1]["content-encoding"] for response in coded] == ["br", "gzip"]
    assert again[2] == coded[0][2]
    assert (plain[1]["etag"], again[1]["etag"]) == ('"1"', 'W/"1"')
    assert plain[1]["vary"] == "Accept-Encoding"


def test_not_modified() -> None:
    """Who has the response gets 304 without it, from the cache as from the application."""
    site = Site(tagged)

    found = run(site, {"if_none_match": '"1"'}, {"if_none_match": 'W/"1"'}, {"if_none_match": '"2"'})

    assert [status for status, _, _ in found] == [304, 304, 200]
    assert (found[0][2], found[0][1]["etag"]) == (b"", '"1"')
    assert site.asked == 1


def test_posts_are_told_apart_by_their_body() -> None:
    """The body of a POST counts, the application gets all of it, and one over the limit is not looked at."""

    async def echo(request: Request) -> Response:
        return kept(await request.body())

    site = Site(echo)

    async def each() -> list[bytes]:
        bodies = [b"first query", b"second query", b"first query", b"long" * 300, b"long" * 300]
        return [(await site.get(method="POST", body=body))[2] for body in bodies]

    assert asyncio.run(each()) == [
        b"first query",
        b"second query",
        b"first query",
        b"long" * 300,
        b"long" * 300,
    ]
    assert site.asked == 4


def test_head() -> None:
    """HEAD has the headers of GET, from the same response."""
    site = Site(tagged)

    head, get = run(site, {"method": "HEAD"}, {})

    assert (head[2], head[1]["content-length"], site.asked) == (b"", get[1]["content-length"], 1)


def test_new_data() -> None:
    """With another version of the graph nothing kept is used."""
    site = Site(tagged)

    run(site, {})
    site.version = "2"
    run(site, {}, {})

    assert site.asked == 2


@pytest.mark.parametrize(
    "response",
    [
        Response(b"no tag"),
        kept(control="no-store"),
        Response(b"wrong", 400, {"ETag": '"1"'}),
        kept(b"x" * 20_000),
    ],
    ids=["no tag", "no-store", "error", "too large"],
)
def test_what_is_not_kept(response: Response) -> None:
    """A response that may be another one next time, an error, and a very large one are not kept."""

    async def handler(_: Request) -> Response:
        return response

    site = Site(handler)
    run(site, {}, {})

    assert site.asked == 2


def test_what_is_asked_at_once_is_made_once() -> None:
    """Requests that come while their response is made share it, even an error, but not a private one."""

    async def slow(request: Request) -> Response:
        await asyncio.sleep(0.01)
        private = {"Cache-Control": "no-store"}
        return Response(b"late", 503, {"Retry-After": "3"} if request.url.path == "/" else private)

    site = Site(slow)

    async def each(path: str) -> list[int]:
        return [status for status, _, _ in await asyncio.gather(*(site.get(path) for _ in range(5)))]

    assert asyncio.run(each("/")) == [503] * 5
    assert site.asked == 1
    asyncio.run(each("/private"))
    assert site.asked == 6


def test_the_maker_leaves() -> None:
    """If the request that all wait for is cancelled, the others ask for themselves."""

    async def slow(_: Request) -> Response:
        await asyncio.sleep(0.05)
        return kept()

    site = Site(slow)

    async def each() -> int:
        first = asyncio.ensure_future(site.get())
        await asyncio.sleep(0)
        second = asyncio.ensure_future(site.get())
        await asyncio.sleep(0.01)
        first.cancel()
        return (await second)[0]

    assert asyncio.run(each()) == 200
    assert site.asked == 2


def test_the_size_is_bounded() -> None:
    """What was not asked for the longest goes first, and the count of bytes is right to the last."""
    site = Site(tagged)

    run(site, *({"path": f"/{number}"} for number in range(30)), {"path": "/29"}, {"path": "/0"})

    assert site.asked == 31
    assert 80_000 < site.cache.taken <= 100_000
    assert site.cache.taken == sum(entry.cost for entry in site.cache._entries.values())


def test_pieces_are_kept_when_they_are_whole() -> None:
    """A response in pieces goes out as it comes; the next one is kept, in one piece."""

    async def pieces(_: Request) -> Response:
        async def each() -> object:
            for _ in range(3):
                yield b"piece"

        return StreamingResponse(each(), headers={"ETag": '"1"'})  # type: ignore[arg-type]

    site = Site(pieces)

    first, second = run(site, {}, {})

    assert first[2] == second[2] == b"piecepiecepiece"
    assert ("content-length" in first[1], second[1]["content-length"]) == (False, "15")
    assert site.asked == 1


def test_a_piece_is_not_shared() -> None:
    """Who asks for a piece of a file gets just that, even while and after others get the whole."""

    async def file(request: Request) -> Response:
        await asyncio.sleep(0)
        return kept(request.headers.get("range", "whole").encode())

    site = Site(file)

    async def scenario() -> list[bytes]:
        asked = [site.get(), site.get(range="bytes=0-1"), site.get(range="bytes=2-3"), site.get()]
        answers = await asyncio.gather(*asked)
        return [body for _, _, body in [*answers, await site.get(range="bytes=4-5")]]

    assert asyncio.run(scenario()) == [b"whole", b"bytes=0-1", b"bytes=2-3", b"whole", b"bytes=4-5"]
    assert site.asked == 4


def test_an_error_of_the_program_is_answered() -> None:
    """A response that is followed by an exception, as the framework does it, is sent all the same."""
    sent: list[Message] = []

    async def app(_: Scope, __: Receive, send: Send) -> None:
        await Response(b"internal", 500)({"type": "http"}, __, send)
        raise ZeroDivisionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    cache = Cache(app, lambda: "1", size=1000, body_limit=10)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(cache(scope, None, send))  # type: ignore[arg-type]

    assert (sent[0]["status"], sent[1]["body"]) == (500, b"internal")
