"""A store in, the FastAPI application that serves it out."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Scope

from hrgraph import __version__
from hrgraph.errors import Busy, HrgraphError
from hrgraph.latvian.forms import Forms
from hrgraph.releases.folder import Releases
from hrgraph.service import reconcile, texts, validation
from hrgraph.service.http.cache import Cache
from hrgraph.service.http.direct import Direct
from hrgraph.service.http.middleware import EveryResponse
from hrgraph.service.http.rate import Rate, RateLimit
from hrgraph.service.lookups.gazetteer import Latest
from hrgraph.service.operations import health
from hrgraph.service.operations.metrics import Metrics
from hrgraph.service.operations.observe import LOG, Observed, note
from hrgraph.service.operations.warm import visit_pages
from hrgraph.service.pages import (
    browse,
    cite,
    dumps,
    finding,
    graphs,
    questions,
    reader,
    reference,
    statement,
)
from hrgraph.service.releases import changes, listing
from hrgraph.service.releases.archive import Archive
from hrgraph.service.site import Problem, Site, problem_of, spoken_language
from hrgraph.service.sparql import completion, endpoint, query_page, share
from hrgraph.service.sparql.streaming import GONE, ClientGone
from hrgraph.store.base import Store
from hrgraph.store.limits import MEBIBYTE, Limits
from hrgraph.store.names import FILE as NAMES
from hrgraph.store.names import read_names

Hook = Callable[[], None]
PAGES = (graphs, browse, reader, statement, questions, share, finding, health, reference)
"""The modules whose routes need the site alone."""

READING = "GET, HEAD, OPTIONS"
"""The methods of an address that can only be read."""


def create_app(
    store: Store,
    limits: Limits | None = None,
    on_start: Hook | None = None,
    on_close: Hook | None = None,
    cache_size: int = 64 * MEBIBYTE,
    slow_seconds: float = 5.0,
    forms: Forms | None = None,
    rate: Rate | None = None,
    checker: validation.Checker | None = None,
    documentation: Callable[[], Mapping[str, str]] = dict,
    build_dir: Path | None = None,
    archive: Archive | None = None,
    warms_up: bool = False,
) -> Observed:
    """The application over a store; a pool is started and stopped with it.

    `on_start` is called in its event loop when it is ready, `on_close` when it shuts down. At most
    `cache_size` bytes of responses are kept; a request that takes longer than `slow_seconds` is logged.
    Without the `forms` of words, search finds words only as they stand; without a `checker` the page
    /validate is there, but nothing can be checked. `documentation` reads the page of the ontology by
    language, `build_dir` what a build wrote beside the graph, `archive` the releases that are kept. With
    `warms_up` it makes at its start what the first requests would wait for, and is ready (/health/ready)
    afterwards.
    """
    archive = archive or Archive(Releases(Path("no releases")))
    site = Site(store, limits or Limits(), forms, documentation, build_dir)
    site.is_ready = not warms_up
    metrics = Metrics(site)

    async def warm_up() -> None:
        try:
            if warms_up:
                await visit_pages(quick)
        finally:
            site.is_ready = True
        # What is there now stays: the collector of garbage need not look through it at every turn.
        gc.collect()
        gc.freeze()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await site.answers.start()
        if on_start is not None:
            on_start()
        warming = asyncio.ensure_future(warm_up())
        yield
        warming.cancel()
        if on_close is not None:
            on_close()
        await archive.stop()
        await site.answers.stop()

    # FastAPI's own reference pages load their scripts from another server, so /docs is a page of ours.
    app = FastAPI(title="hrgraph", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    names = (build_dir or Path()) / NAMES
    known = Latest(store, lambda: read_names(names) if build_dir else (), forms or Forms({}))
    queries = endpoint.routes(site)
    for router in (
        queries,
        *(part.routes(site) for part in PAGES),
        validation.routes(site, checker),
        query_page.routes(),
        completion.routes(site, known),
        reconcile.routes(site, known),
        dumps.routes(site, build_dir),
        cite.routes(site, build_dir, archive.releases),
        listing.routes(site, archive),
        changes.routes(site, archive.releases),
        metrics.routes(),
    ):
        app.include_router(router)
    _handle_errors(app, site)
    quick = EveryResponse(Direct(app, queries, partial(_any_error, site)))
    cache = Cache(quick, site.answers.version, cache_size, site.limits.query_bytes)
    metrics.cache = cache
    limited = RateLimit(cache, rate or Rate(), partial(_wait, site))

    def kept(scope: Scope) -> tuple[bytes, bytes] | None:
        found = cache.kept(scope)
        return None if found is None or limited.take(scope) else found

    return Observed(limited, metrics, slow_seconds, kept)


def _wait(site: Site, scope: Scope, seconds: int) -> ASGIApp:
    request = Request(scope)
    problem = _problem(request, HTTPStatus.TOO_MANY_REQUESTS, "too-often", seconds=seconds)
    return EveryResponse(site.problem(request, problem, {"Retry-After": str(seconds)}))


async def _any_error(site: Site, request: Request, error: Exception) -> Response:
    if isinstance(error, ClientGone):
        return Response(status_code=GONE)
    if isinstance(error, HrgraphError):
        return _foreseen(site, request, error)
    LOG.error("unforeseen", exc_info=error)
    return site.problem(request, _problem(request, 500, "internal"))


def _foreseen(site: Site, request: Request, error: HrgraphError) -> Response:
    problem = problem_of(error, spoken_language(request))
    headers = {}
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = READING
    if isinstance(error, Busy):
        headers["Retry-After"] = str(error.retry_after)
    note(request.scope, outcome=problem.code)
    return site.problem(request, problem, headers)


def _handle_errors(app: FastAPI, site: Site) -> None:
    @app.exception_handler(HrgraphError)
    def foreseen(request: Request, error: HrgraphError) -> Response:
        return _foreseen(site, request, error)

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


def _problem(request: Request, status: int, code: str, **values: str | int) -> Problem:
    spoken = spoken_language(request)
    sentence = texts.messages()["reason"][code][spoken].format(method=request.method, **values)
    return Problem(status, code, texts.status(status, spoken), sentence)
