"""Addresses that are asked often, answered without the framework's routing."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]
OnError = Callable[[Request, Exception], Awaitable[Response]]


class Direct:
    """An ASGI application that calls the endpoints of a router itself and leaves all else to another one.

    The endpoints take the request and nothing else. FastAPI spends more on finding one, and on looking for
    parameters it does not have, than most queries take. `on_error` makes the response to an error.
    """

    def __init__(self, app: ASGIApp, router: APIRouter, on_error: OnError) -> None:
        self._app = app
        self._on_error = on_error
        self._endpoints: dict[tuple[str, str], Endpoint] = {
            (route.path, method): route.endpoint
            for route in router.routes
            if isinstance(route, APIRoute)
            for method in route.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        is_http = scope["type"] == "http"
        endpoint = self._endpoints.get((scope["path"], scope["method"])) if is_http else None
        if endpoint is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await endpoint(request)
        except Exception as error:  # noqa: BLE001 - as the framework does
            response = await self._on_error(request, error)
        await response(scope, receive, send)
