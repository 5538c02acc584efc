"""The endpoint /sparql: SPARQL 1.1 Protocol requests in; results, the query page or a description out."""

import json
from functools import lru_cache
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from hrgraph.errors import BadQuery, HrgraphError, NotAcceptable
from hrgraph.rdf import terms
from hrgraph.service.http.negotiate import HTML, header, pick
from hrgraph.service.http.truncation import Truncation
from hrgraph.service.lookups.graph import query_text
from hrgraph.service.operations.observe import note
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import is_fresh, marked, not_modified, tag
from hrgraph.service.site import Site, problem_of, respond, spoken_language, with_charset
from hrgraph.service.sparql.described import parameters, posted
from hrgraph.service.sparql.explanation import explained
from hrgraph.service.sparql.protocol import SparqlRequest, from_get, from_post, read_body
from hrgraph.service.sparql.query_page import query_page
from hrgraph.service.sparql.results import result_of
from hrgraph.service.sparql.spreadsheet import XLSX, as_workbook
from hrgraph.service.sparql.streaming import known, respond_with, unless_gone
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Format, Kind, formats_of
from hrgraph.store.endpoints.dataset import NONE
from hrgraph.store.query.empty import explain_empty
from hrgraph.store.query.guard import kind_of

_OFFERED = (*SOLUTION_FORMATS, *GRAPH_FORMATS, XLSX, HTML)
_ATTACHED = {"Content-Disposition": 'attachment; filename="answer.xlsx"', "Vary": "Accept, Accept-Language"}
_FIELDS = ("query", "default-graph-uri", "named-graph-uri", "format", "lang", "explain")


def routes(site: Site) -> APIRouter:
    """The endpoint over this site's store."""
    router = APIRouter(tags=["sparql"])

    @router.get(
        "/sparql",
        summary="SPARQL query by GET, the query page, or the service description",
        openapi_extra=parameters(*_FIELDS),
    )
    async def get(request: Request) -> Response:
        asked = from_get(request.scope["query_string"])
        return await answer(site, request, asked)

    @router.post(
        "/sparql",
        summary="SPARQL query by POST of a form or of the query itself",
        openapi_extra=posted(*_FIELDS),
    )
    async def post(request: Request) -> Response:
        body = await read_body(request, site.limits.query_bytes)
        asked = from_post(request.scope["query_string"], request.headers.get("content-type"), body)
        return await answer(site, request, asked)

    return router


async def answer(site: Site, request: Request, asked: SparqlRequest) -> Response:
    """The response to a request of the SPARQL Protocol, from this site's store."""
    accept = header(request.scope, b"accept")
    if asked.query is None:
        return await run_in_threadpool(_without_query, site, request, asked, accept)
    try:
        return await _answer_query(site, request, asked, asked.query, accept)
    except HrgraphError as error:
        # Whoever asks for a page wants the error on that page, beside the query.
        wants_page = (
            pick(accept, (*SOLUTION_FORMATS, *GRAPH_FORMATS, XLSX, HTML), asked.wanted_format)[0] is HTML
        )
        if not wants_page and not isinstance(error, BadQuery):
            raise
        problem = problem_of(error, spoken_language(request), asked.query)
        note(request.scope, outcome=problem.code)
        if not wants_page:
            return site.problem(request, problem)
        return await run_in_threadpool(query_page, site, request, asked, problem=problem)


async def _answer_query(
    site: Site, request: Request, asked: SparqlRequest, query: str, accept: str | None
) -> Response:
    note(request.scope, query=query)
    kind = kind_of(query)
    why = None
    dataset = asked.default_graphs, asked.named_graphs
    if asked.explains_empty:
        why = await run_in_threadpool(explain_empty, site.store, query, *dataset, site.limits)
    form, media_type = _picked(accept, kind, asked.wanted_format)
    rows = site.limits.rows

    def truncation() -> Truncation:
        return Truncation(form.name, rows, f"{site.here(request)}/docs#limits")

    if form is HTML:
        spoken = spoken_language(request)
        result = await run_in_threadpool(result_of, site.store, query, kind, dataset, spoken, rows)
        page = await run_in_threadpool(
            query_page, site, request, asked, result=result, note=explained(why, spoken) if why else None
        )
        return _cut(request, page, truncation()) if result.cut_at else page
    if why:
        said = json.dumps(explained(why, spoken_language(request)), ensure_ascii=False)
        return respond(request, said.encode(), "application/json")
    etag = tag(site, media_type, query, *asked.default_graphs, "", *asked.named_graphs)
    if etag is not None and is_fresh(request, etag):
        return not_modified(etag)
    if form is XLSX:
        book, is_cut = await run_in_threadpool(as_workbook, site.store, query, dataset, rows)
        response = marked(Response(book, headers=_ATTACHED, media_type=media_type), etag)
        return _cut(request, response, truncation()) if is_cut else response
    work = site.answers.answer(query, media_type, *dataset, rows)
    found = await unless_gone(request, known(work, rows))
    # Without a limit of rows the answer may still be on its way, and is cut nowhere.
    cut = truncation() if rows and found.is_cut else None
    return respond_with(request, found, with_charset(media_type), etag, cut)


def _cut(request: Request, response: Response, truncation: Truncation) -> Response:
    """The response, whose body says itself that it was cut, with the header that says so."""
    response.raw_headers.append(truncation.header())
    note(request.scope, outcome="truncated")
    return response


@lru_cache(maxsize=1024)
def _picked(accept: str | None, kind: Kind, wanted: str | None) -> tuple[Format, str]:
    """As `pick`, for a query of this kind; that looks a kind up much faster than all formats it has."""
    return pick(accept, (*formats_of(kind), *((XLSX,) if kind is Kind.SELECT else ()), HTML), wanted)


def _without_query(site: Site, request: Request, asked: SparqlRequest, accept: str | None) -> Response:
    try:
        form, media_type = pick(accept, (*GRAPH_FORMATS, HTML), asked.wanted_format)
    except NotAcceptable as error:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "no-query") from error
    if form is HTML:
        return query_page(site, request, asked)
    here = site.here(request)
    query = query_text(
        "description",
        this=here + site.endpoint,
        releases=f"{here}/releases",
        functions=terms.FUNCTION if site.has_functions else NONE,
    )
    etag = tag(site, media_type, query)
    if etag is not None and is_fresh(request, etag):
        return not_modified(etag)
    found = site.store.query(query, media_type)
    return marked(respond(request, found.content(), with_charset(media_type)), etag)
