"""Requests in; responses made before out, without asking anything again as long as the graph is the same.

It stands in front of the framework, as an ASGI application of its own, since the framework costs more than
most queries. What may be kept the response says: 200, with an ETag, and without `no-store` (RFC 9111, 3).
"""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrgraph.service.http.encodings import compressed, pick_coding
from hrgraph.service.http.recorder import Headers, Recorder, is_compressible, with_coding

_IN_THREAD = 64 * 1024
"""From so many bytes on, compressing is left to a thread."""

_OVERHEAD = 2_000
"""About how many bytes an entry takes beside its key and its bodies."""

_GONE = 499
_TAG = re.compile(rb'"[^"]*"')
_NOT_PLAIN = frozenset((b"range", b"if-none-match", b"expect"))
_CHOOSING = (b"accept", b"accept-language", b"content-type", b"host", b"x-forwarded-proto")
"""The headers by which a response is chosen, beside the address and the body."""

_STILL_TRUE = (b"etag", b"cache-control", b"vary", b"access-control-allow-origin")
"""The headers of a 304 (RFC 9110, 15.4.5)."""

Key = tuple[bytes | str, ...]


@dataclass(slots=True)
class Entry:
    """A response: its status, its headers, its headers and body by coding (`""` is none).

    `cost` is how many bytes it takes where it is kept, 0 where it is not; `made` is when (monotonic seconds).
    """

    status: int
    headers: Headers
    bodies: dict[str, tuple[Headers, bytes]]
    cost: int = 0
    made: float = field(default_factory=time.monotonic)
    named: dict[bytes, bytes] = field(init=False)
    heads: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named = dict(self.headers)

    @classmethod
    def of(cls, recorder: Recorder) -> "Entry":
        """The response that was recorded."""
        plain = with_coding(recorder.headers, "", len(recorder.body))
        return cls(recorder.status, recorder.headers, {"": (plain, recorder.body)})

    def age(self) -> int:
        """How many seconds it is old."""
        return int(time.monotonic() - self.made)

    def head(self, coding: str) -> bytes:
        """The lines of its status and headers in a coding that there is, when it comes from the cache.

        Nothing if a header has lines of its own: nobody else looks for that.
        """
        if coding not in self.heads:
            headers = *self.bodies[coding][0], (b"x-cache", b"hit")
            lines = [name + b": " + value for name, value in headers]
            is_good = not any(b"\r" in line or b"\n" in line for line in lines)
            self.heads[coding] = b"\r\n".join((b"HTTP/1.1 200 OK", *lines, b"")) if is_good else b""
        return self.heads[coding]

    def may_be_kept(self) -> bool:
        """Whether it will be true as long as the graph is the same."""
        return self.status == 200 and b"etag" in self.named and not self.is_private()

    def is_private(self) -> bool:
        """Whether it is for nobody but the one who asked."""
        return b"no-store" in self.named.get(b"cache-control", b"") or self.status == _GONE


class Cache:
    """An ASGI application that answers for another one.

    `version` tells which graph is served: when it changes, everything kept is dropped. At most `size` bytes
    are kept, of one response an eighth of that; what was not asked for the longest goes first. Requests for
    the same that come while it is made wait for it, and get it even if it is not to be kept.
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str], size: int, body_limit: int) -> None:
        self._app = app
        self._version = version
        self._size = size
        self._body_limit = body_limit
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._making: dict[Key, asyncio.Future[Entry | None]] = {}
        self._kept_version = ""
        self.taken = 0
        """About how many bytes are kept now."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD", "POST"):
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        headers = dict(scope["headers"])
        if b"range" in headers:
            # A piece of a file is for this client alone, and is counted in the bytes as they are.
            await self._app(scope, receive, send)
            return
        body = b""
        if scope["method"] == "POST":
            body, is_whole, receive = await _read(receive, self._body_limit)
            if not is_whole:
                await self._app(scope, receive, send)
                return
        key = _key(scope, headers, body)
        state = b"hit"
        entry = self._find(key)
        if entry is None and (making := self._making.get(key)) is not None:
            state = b"shared"
            entry = await asyncio.shield(making)
        coding = _coding(headers)
        if entry is None:
            state = b"miss"
            entry = await self._make(key, coding, headers, scope, receive, send)
        if entry is not None:
            await self._send(entry, coding, headers.get(b"if-none-match"), state, send)

    def kept(self, scope: Scope) -> tuple[bytes, bytes] | None:
        """The response to a plain GET, if it is kept as it goes out: its status and headers, and its body."""
        if scope["method"] != "GET":
            return None
        headers = dict(scope["headers"])
        if not _NOT_PLAIN.isdisjoint(headers):
            return None
        entry = self._find(_key(scope, headers, b""))
        coding = _coding(headers)
        if entry is None or coding not in entry.bodies:
            return None
        head = entry.head(coding)
        return (head + b"age: %d\r\n" % entry.age(), entry.bodies[coding][1]) if head else None

    def _find(self, key: Key) -> Entry | None:
        version = self._version()
        if version != self._kept_version:
            self._entries.clear()
            self.taken = 0
            self._kept_version = version
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    async def _make(
        self, key: Key, coding: str, headers: dict[bytes, bytes], scope: Scope, receive: Receive, send: Send
    ) -> Entry | None:
        """Ask the application; the response, or None where it went out in pieces already."""
        making: asyncio.Future[Entry | None] = asyncio.get_running_loop().create_future()
        is_first = self._making.setdefault(key, making) is making
        version = self._version()
        recorder = Recorder(send, coding, self._size // 8)
        if b"if-none-match" in headers:
            # The response is for all who ask, so it is made whole, whatever this client has of it already.
            asked = [(name, value) for name, value in headers.items() if name != b"if-none-match"]
            scope = {**scope, "headers": asked}
        entry = None
        try:
            await self._app(scope, receive, recorder)
            if recorder.is_whole:
                entry = Entry.of(recorder)
                if entry.may_be_kept() and version == self._version():
                    self._keep(key, entry)
        except Exception:
            # The framework makes a response to an error of the program and then raises the error.
            if recorder.is_whole and recorder.is_held_back:
                await self._send(Entry.of(recorder), coding, None, b"miss", send)
            raise
        finally:
            making.set_result(None if entry is None or entry.is_private() else entry)
            if is_first:
                del self._making[key]
        return entry if recorder.is_held_back else None

    def _keep(self, key: Key, entry: Entry) -> None:
        size = _OVERHEAD + len(entry.bodies[""][1]) + sum(map(len, key))
        if size <= self._size // 8 and key not in self._entries:
            self._entries[key] = entry
            self._charge(entry, size)

    def _charge(self, entry: Entry, size: int) -> None:
        entry.cost += size
        self.taken += size
        while self.taken > self._size:
            _, oldest = self._entries.popitem(last=False)
            self.taken -= oldest.cost
            oldest.cost = 0

    async def _send(self, entry: Entry, coding: str, has: bytes | None, state: bytes, send: Send) -> None:
        if coding not in entry.bodies:
            await self._encode(entry, coding)
        headers, body = entry.bodies[coding]
        added = [(b"x-cache", state)]
        if state == b"hit":
            added.append((b"age", b"%d" % entry.age()))
        status = entry.status
        if has is not None and entry.named.get(b"etag", b"").removeprefix(b"W/") in _TAG.findall(has):
            status, body = 304, b""
            headers = [(name, value) for name, value in headers if name in _STILL_TRUE]
        await send({"type": "http.response.start", "status": status, "headers": headers + added})
        await send({"type": "http.response.body", "body": body})

    async def _encode(self, entry: Entry, coding: str) -> None:
        plain, body = entry.bodies[""]
        if not is_compressible(entry.headers, len(body)):
            entry.bodies[coding] = (plain, body)
            return
        if len(body) < _IN_THREAD:
            coded = compressed(coding, body)
        else:
            coded = await asyncio.to_thread(compressed, coding, body)
        if coding not in entry.bodies:
            entry.bodies[coding] = (with_coding(entry.headers, coding, len(coded)), coded)
            if entry.cost:
                self._charge(entry, len(coded))


def _key(scope: Scope, headers: dict[bytes, bytes], body: bytes) -> Key:
    chosen_by = [headers.get(name, b"") for name in _CHOOSING]
    return (scope["method"], scope["path"], scope["query_string"], body, *chosen_by)


def _coding(headers: dict[bytes, bytes]) -> str:
    return pick_coding(headers.get(b"accept-encoding", b"").decode("latin-1"))


def _without_body(send: Send) -> Send:
    async def send_on(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_on


async def _read(receive: Receive, limit: int) -> tuple[bytes, bool, Receive]:
    """The body of a request, whether it is whole (not over the limit), and a way to receive it again."""
    messages: list[Message] = []
    size = 0
    while True:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > limit or message["type"] != "http.request" or not message.get("more_body", False):
            break
    waiting = messages[::-1]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    is_whole = size <= limit and message["type"] == "http.request"
    return b"".join(m.get("body", b"") for m in messages), is_whole, again
