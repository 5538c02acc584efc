"""What holds for every response: open to every origin, no sniffing, HEAD like GET without the body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrgraph.service.http.truncation import HEADER

_SHARED = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Retry-After, " + HEADER.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
_METHODS = "GET, HEAD, POST, OPTIONS"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""What a page may load (Content Security Policy): style and pictures of this site."""
_POLICY = (b"content-security-policy", POLICY.encode())
_SHARED_AND_POLICY = [*_SHARED, _POLICY]


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
                headers = message["headers"]
                shared = _SHARED if _POLICY[0] in dict(headers) else _SHARED_AND_POLICY
                message["headers"] = [*headers, *shared]
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        if scope["method"] == "OPTIONS":
            await _options(send_on)
        else:
            await self._app({**scope, "method": "GET"} if is_head else scope, receive, send_on)


async def _options(send: Send) -> None:
    headers = [
        (b"allow", _METHODS.encode()),
        (b"access-control-allow-methods", _METHODS.encode()),
        (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type"),
        (b"access-control-max-age", b"86400"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
