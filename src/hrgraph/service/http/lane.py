"""Requests in; responses that are kept out at once, by the connection itself.

A response from the cache takes a few microseconds to find; the task, the messages and the check of each
header that stand between an ASGI application and a connection take many times that.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

Kept = Callable[[Scope], tuple[bytes, bytes] | None]
"""Gives the response to a request, if it is kept: the lines of its status and headers, and its body."""

_AT_ONCE = 64 * 1024
"""Up to so many bytes, a body goes out in one piece with its head."""


def lane(kept: Kept) -> type[HttpToolsProtocol]:
    """The protocol for uvicorn that asks `kept` first and leaves what it does not have to the application."""

    class Lane(HttpToolsProtocol):
        def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGIApp) -> None:  # type: ignore[override]
            # A client that sends ahead, takes nothing or will close is served in the usual way.
            is_usual = cycle.keep_alive and not self.pipeline and not self.flow.write_paused
            found = kept(cycle.scope) if is_usual else None  # type: ignore[arg-type]
            if found is None:
                super()._start_asgi_task(cycle, app)  # type: ignore[arg-type]
                return
            head, body = found
            lines = [name + b": " + value + b"\r\n" for name, value in cycle.default_headers]
            head = b"".join((head, *lines, b"\r\n"))
            if len(body) > _AT_ONCE:
                self.transport.write(head)
                self.transport.write(body)
            else:
                self.transport.write(head + body)
            cycle.response_started = cycle.response_complete = True
            cycle.on_response()

    return Lane
