"""The named graphs, read one by one: SPARQL 1.1 Graph Store HTTP Protocol without its writing half."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from hrgraph.rdf import terms
from hrgraph.service.http.negotiate import HTML, pick
from hrgraph.service.lookups.names import is_key
from hrgraph.service.pages.linked import thing_page
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import is_fresh, marked, not_modified, tag
from hrgraph.service.site import Site, respond, with_charset
from hrgraph.service.sparql.protocol import fields
from hrgraph.store.base import GRAPH_FORMATS

_TRIPLES = tuple(form for form in GRAPH_FORMATS if form.name not in ("nq", "trig"))
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_WRITING = ["PUT", "POST", "DELETE", "PATCH"]


def routes(site: Site) -> APIRouter:
    """The graphs of this site's store: /graph?graph=IRI, /graph?default and /graph/NAME."""
    router = APIRouter(prefix="/graph", tags=["sparql"])

    @router.get("", summary="A graph by ?graph=IRI, or all of them together by ?default")
    def indirect(request: Request) -> Response:
        given = fields(request.scope["query_string"])
        named = [value for name, value in given if name == "graph"]
        asks_default = any(name == "default" for name, _ in given)
        if len(named) + asks_default != 1:
            raise RequestRefused(HTTPStatus.BAD_REQUEST, "which-graph")
        return _graph(site, request, named[0] if named else None)

    @router.get("/{name:path}", summary="The graph whose IRI ends with this name, or a page about it")
    def direct(request: Request, name: str) -> Response:
        if not is_key(name):
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-graph", found=name[:200])
        iri, wanted = terms.graph(name), request.query_params.get("format")
        accept = request.headers.get("accept")
        if pick(accept, (*_TRIPLES, HTML), wanted)[0] is HTML:
            _require(site, iri)
            return thing_page(site, request, iri, f"/graph/{quote(name)}?format=")
        return _graph(site, request, iri)

    @router.api_route("", methods=_WRITING, include_in_schema=False)
    @router.api_route("/{name:path}", methods=_WRITING, include_in_schema=False)
    def written() -> Response:
        raise RequestRefused(HTTPStatus.METHOD_NOT_ALLOWED, "read-only")

    return router


def _graph(site: Site, request: Request, iri: str | None) -> Response:
    media_type = pick(request.headers.get("accept"), _TRIPLES, request.query_params.get("format"))[1]
    dataset = () if iri is None else (iri,)
    etag = tag(site, media_type, _EVERYTHING, *dataset)
    if iri is not None:
        _require(site, iri)
    if etag is not None and is_fresh(request, etag):
        return not_modified(etag)
    answer = site.store.query(_EVERYTHING, media_type, dataset)
    return marked(respond(request, answer.content(), with_charset(media_type)), etag)


def _require(site: Site, iri: str) -> None:
    """Raise RequestRefused (404) where no graph has this IRI."""
    if b"true" not in site.store.query("ASK { ?s ?p ?o }", None, (iri,)).content():
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-graph", found=iri[:200])
