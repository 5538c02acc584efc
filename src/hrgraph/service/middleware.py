"""What holds for every response: open to every origin, no sniffing, HEAD like GET without the body."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = "GET, HEAD, POST, OPTIONS"
_EXPOSED = "ETag, Retry-After"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""What a page may load (Content Security Policy): style and pictures of this site."""


class EveryResponse:
    """Answer OPTIONS, turn HEAD into GET, and add the headers that all responses share.

    Any origin may read (CORS `*`), but never with credentials: there is nothing here to log in to.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message))
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        if scope["method"] == "OPTIONS":
            await _options(send_on)
        else:
            await self._app({**scope, "method": "GET"} if is_head else scope, receive, send_on)


def _add_headers(headers: MutableHeaders) -> None:
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = _EXPOSED
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    headers.setdefault("Content-Security-Policy", POLICY)


async def _options(send: Send) -> None:
    headers = [
        (b"allow", _METHODS.encode()),
        (b"access-control-allow-methods", _METHODS.encode()),
        (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type"),
        (b"access-control-max-age", b"86400"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
