"""Requests and their responses in; one line of JSON about each in the log, and counts of them, out."""

import itertools
import json
import logging
import secrets
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrgraph.service.http.lane import Kept
from hrgraph.service.operations.metrics import Metrics

LOG = logging.getLogger("hrgraph.requests")
_NOTES = "hrgraph.notes"
_LONGEST = 10_000
"""Characters of a query that are logged."""

_UNWATCHED = ("/health/live", "/health/ready", "/metrics")


def note(scope: Scope, **values: str | int) -> None:
    """Add what is known of a request (`query`, `rows`, `outcome`) to its line in the log."""
    scope.get(_NOTES, {}).update(values)


class Observed:
    """An ASGI application that watches another one.

    Every request gets an id, sent back as X-Request-Id. A line at level INFO tells its outcome; it is at
    level WARNING, with the query, if the request took longer than `slow_seconds`.
    """

    def __init__(
        self, app: ASGIApp, metrics: Metrics, slow_seconds: float, kept: Kept = lambda scope: None
    ) -> None:
        self._app = app
        self._kept = kept
        self._metrics = metrics
        self._slow_seconds = slow_seconds
        self._run = secrets.token_hex(6)
        self._number = itertools.count(1)

    def kept(self, scope: Scope) -> tuple[bytes, bytes] | None:
        """The response to a request, if it is kept and no line is to be logged: its head and its body."""
        if LOG.isEnabledFor(logging.INFO) or not self._slow_seconds:
            return None
        started = time.perf_counter()
        found = self._kept(scope)
        if found is None:
            return None
        head, body = found
        self._metrics.count(scope["path"], 200, "answered", "hit", time.perf_counter() - started)
        return head + f"x-request-id: {self._identity()}\r\n".encode(), body

    def _identity(self) -> str:
        return f"{self._run}-{next(self._number):x}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        if scope["type"] != "http" or scope["path"] in _UNWATCHED:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        identity = self._identity()
        notes: dict[str, str | int] = {}
        status, cache, size, is_whole = 500, "", 0, False

        async def send_on(message: Message) -> None:
            nonlocal status, cache, size, is_whole
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message["headers"]
                # What the cache says stands at the end, if there is one.
                cache = dict(headers[-2:]).get(b"x-cache", b"").decode()
                message["headers"] = [*headers, (b"x-request-id", identity.encode())]
            else:
                size += len(message.get("body", b""))
                is_whole = not message.get("more_body", False)
            await send(message)

        scope[_NOTES] = notes
        try:
            await self._app(scope, receive, send_on)
        finally:
            seconds = time.perf_counter() - started
            outcome = str(notes.pop("outcome", "answered" if status < 400 else "refused"))
            if status < 400 and not is_whole:
                outcome = "broken off"
            self._metrics.count(scope["path"], status, outcome, cache, seconds)
            is_slow = seconds > self._slow_seconds
            level = logging.WARNING if is_slow else logging.INFO
            if LOG.isEnabledFor(level):
                query = str(notes.pop("query", ""))
                line = {
                    "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "id": identity,
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "outcome": outcome,
                    "seconds": round(seconds, 4),
                    "bytes": size,
                    "cache": cache,
                    **notes,
                }
                if is_slow:
                    line["slow"] = True
                    line["query"] = query[:_LONGEST]
                LOG.log(level, "%s", json.dumps(line, ensure_ascii=False))
