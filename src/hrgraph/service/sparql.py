"""The endpoint /sparql: SPARQL 1.1 Protocol requests in; results, the query page or a description out."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from hrgraph.errors import BadQuery, HrgraphError, NotAcceptable
from hrgraph.service.explanation import explained
from hrgraph.service.graph import Row, query_text, rows_of
from hrgraph.service.negotiate import HTML, pick
from hrgraph.service.observe import note
from hrgraph.service.protocol import SparqlRequest, from_get, from_post, read_body
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import is_fresh, marked, not_modified, tag
from hrgraph.service.share import code_of
from hrgraph.service.site import Problem, Site, problem_of, respond, spoken_language, with_charset
from hrgraph.service.snippets import snippets
from hrgraph.service.streaming import respond_with, unless_gone
from hrgraph.store.base import GRAPH_FORMATS, SOLUTION_FORMATS, Kind, formats_of
from hrgraph.store.empty import explain_empty
from hrgraph.store.guard import kind_of

_SHOWN_ROWS = 1000
_SHOWN_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Result:
    """An answer as the query page shows it: a table, a yes or no, or RDF as text."""

    variables: list[str]
    rows: list[Row]
    count: int
    said: bool | None = None
    graph: str = ""
    size: int = 0


def routes(site: Site) -> APIRouter:
    """The endpoint over this site's store."""
    router = APIRouter(tags=["sparql"])

    @router.get("/sparql", summary="SPARQL query by GET, the query page, or the service description")
    async def get(request: Request) -> Response:
        asked = from_get(request.scope["query_string"])
        return await _answer(site, request, asked)

    @router.post("/sparql", summary="SPARQL query by POST of a form or of the query itself")
    async def post(request: Request) -> Response:
        body = await read_body(request, site.limits.query_bytes)
        asked = from_post(request.scope["query_string"], request.headers.get("content-type"), body)
        return await _answer(site, request, asked)

    return router


async def _answer(site: Site, request: Request, asked: SparqlRequest) -> Response:
    accept = request.headers.get("accept")
    if asked.query is None:
        return await run_in_threadpool(_without_query, site, request, asked, accept)
    # Whoever asks for a page wants the error on that page, beside the query.
    wants_page = pick(accept, (*SOLUTION_FORMATS, *GRAPH_FORMATS, HTML), asked.wanted_format)[0] is HTML
    try:
        return await _answer_query(site, request, asked, asked.query, accept)
    except HrgraphError as error:
        if not wants_page and not isinstance(error, BadQuery):
            raise
        problem = problem_of(error, spoken_language(request), asked.query)
        note(request.scope, outcome=problem.code)
        if not wants_page:
            return site.problem(request, problem)
        return await run_in_threadpool(_page, site, request, asked, problem=problem)


async def _answer_query(
    site: Site, request: Request, asked: SparqlRequest, query: str, accept: str | None
) -> Response:
    note(request.scope, query=query)
    kind = kind_of(query)
    why = None
    if asked.explains_empty:
        dataset = asked.default_graphs, asked.named_graphs
        why = await run_in_threadpool(explain_empty, site.store, query, *dataset, site.limits)
    form, media_type = pick(accept, (*formats_of(kind), HTML), asked.wanted_format)
    if form is HTML:
        explanation = explained(why, spoken_language(request)) if why else None
        result = await run_in_threadpool(_result, site, asked, query, kind)
        return await run_in_threadpool(_page, site, request, asked, result=result, explanation=explanation)
    if why:
        said = json.dumps(explained(why, spoken_language(request)), ensure_ascii=False)
        return respond(request, said.encode(), "application/json")
    etag = tag(site, media_type, query, *asked.default_graphs, "", *asked.named_graphs)
    if etag is not None and is_fresh(request, etag):
        return not_modified(etag)
    work = site.answers.answer(query, media_type, asked.default_graphs, asked.named_graphs)
    return marked(respond_with(request, await unless_gone(request, work), with_charset(media_type)), etag)


def _without_query(site: Site, request: Request, asked: SparqlRequest, accept: str | None) -> Response:
    try:
        form, media_type = pick(accept, (*GRAPH_FORMATS, HTML), asked.wanted_format)
    except NotAcceptable as error:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "no-query") from error
    if form is HTML:
        return _page(site, request, asked)
    query = query_text("description", this=f"{site.here(request)}/sparql")
    etag = tag(site, media_type, query)
    if etag is not None and is_fresh(request, etag):
        return not_modified(etag)
    answer = site.store.query(query, media_type)
    return marked(respond(request, answer.content(), with_charset(media_type)), etag)


def _result(site: Site, asked: SparqlRequest, query: str, kind: Kind) -> Result:
    answer = site.store.query(query, None, asked.default_graphs, asked.named_graphs)
    if kind in (Kind.CONSTRUCT, Kind.DESCRIBE):
        text = answer.content().decode()
        return Result([], [], 0, graph=text[:_SHOWN_CHARACTERS], size=len(text))
    if kind is Kind.ASK:
        return Result([], [], 0, said=b"true" in answer.content())
    variables, rows = rows_of(answer)
    return Result(variables, rows[:_SHOWN_ROWS], len(rows))


def _page(
    site: Site,
    request: Request,
    asked: SparqlRequest,
    result: Result | None = None,
    problem: Problem | None = None,
    explanation: dict[str, str | int] | None = None,
) -> Response:
    graphs = [("default-graph-uri", iri) for iri in asked.default_graphs]
    graphs += [("named-graph-uri", iri) for iri in asked.named_graphs]
    formats = SOLUTION_FORMATS if result is None or not result.size else GRAPH_FORMATS
    return site.page(
        request,
        "query",
        problem.status if problem else 200,
        query=asked.query or "",
        graphs=graphs,
        result=result,
        problem=problem,
        explanation=explanation,
        why="/sparql?" + urlencode([("query", asked.query or ""), *graphs, ("explain", "empty")]),
        examples=site.examples,
        formats=formats,
        snippets=snippets(asked.query, f"{site.here(request)}/sparql") if asked.query else [],
        short_link=f"{site.here(request)}/q/{code_of(asked.query)}" if asked.query else "",
        downloads=[
            (
                form.name,
                "/sparql?" + urlencode([("query", asked.query or ""), *graphs, ("format", form.name)]),
            )
            for form in formats
        ],
    )
