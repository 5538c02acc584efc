"""A store in, the FastAPI application that serves it out."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from hrgraph.errors import Busy, HrgraphError
from hrgraph.service import (
    browse,
    graphs,
    health,
    questions,
    reader,
    reference,
    share,
    sparql,
    statement,
    texts,
)
from hrgraph.service.middleware import EveryResponse
from hrgraph.service.site import Problem, Site, problem_of, spoken_language
from hrgraph.service.streaming import GONE, ClientGone
from hrgraph.store.base import Store
from hrgraph.store.limits import Limits

Hook = Callable[[], None]
READING = "GET, HEAD, OPTIONS"
"""The methods of an address that can only be read."""


def create_app(
    store: Store, limits: Limits | None = None, on_start: Hook | None = None, on_close: Hook | None = None
) -> FastAPI:
    """The application over a store; a pool is started and stopped with it.

    `on_start` is called in its event loop when it is ready, `on_close` when it shuts down.
    """
    site = Site(store, limits or Limits())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await site.answers.start()
        if on_start is not None:
            on_start()
        yield
        if on_close is not None:
            on_close()
        await site.answers.stop()

    # FastAPI's own reference pages load their scripts from another server, so /docs is a page of ours.
    app = FastAPI(title="hrgraph", version="0.1.0", lifespan=lifespan, docs_url=None, redoc_url=None)
    for part in (sparql, graphs, browse, reader, statement, questions, share, health, reference):
        app.include_router(part.routes(site))
    app.add_middleware(EveryResponse)
    _handle_errors(app, site)
    return app


def _handle_errors(app: FastAPI, site: Site) -> None:
    @app.exception_handler(HrgraphError)
    def foreseen(request: Request, error: HrgraphError) -> Response:
        problem = problem_of(error, spoken_language(request))
        headers = {}
        if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = READING
        if isinstance(error, Busy):
            headers["Retry-After"] = str(error.retry_after)
        return site.problem(request, problem, headers)

    @app.exception_handler(ClientGone)
    def gone(_: Request, __: Exception) -> Response:
        return Response(status_code=GONE)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        codes = {404: "unknown-page", 405: "wrong-method"}
        problem = _problem(request, error.status_code, codes.get(error.status_code, "unknown-page"))
        headers = dict(error.headers or {})
        if "GET" in headers.get("Allow", ""):
            headers["Allow"] += ", HEAD, OPTIONS"
        return site.problem(request, problem, headers)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, _: Exception) -> Response:
        return site.problem(request, _problem(request, 500, "internal"))


def _problem(request: Request, status: int, code: str) -> Problem:
    spoken = spoken_language(request)
    sentence = texts.messages()["reason"][code][spoken].format(method=request.method)
    return Problem(status, code, texts.status(status, spoken), sentence)
