"""An application in; the same, with what it makes only once made before anybody asks, out."""

import asyncio
import contextlib

from starlette.types import ASGIApp, Message, Scope

_PAGES = ("/", "/sparql", "/search", "/ontology")
"""Pages that need what takes longest to make: the templates, the counts of the graph, the index of words."""


async def visit_pages(app: ASGIApp) -> None:
    """Ask for some pages as a browser would and drop what comes; who asks next meets an error again."""
    for path in _PAGES:
        with contextlib.suppress(Exception):
            await app(_scope(path), _wait, _drop)


def _scope(path: str) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"q=a" if path == "/search" else b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html")],
        "client": None,
        "server": None,
    }


async def _wait() -> Message:
    await asyncio.Event().wait()
    return {}


async def _drop(_: Message) -> None:
    pass
