"""Everything a person or a linked-data client looks up: home, things, their data, the ontology."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from hrgraph.rdf import terms
from hrgraph.service.http.negotiate import HTML, LANGUAGES, pick
from hrgraph.service.lookups.answers import questions
from hrgraph.service.lookups.graph import ask, is_known, labels, query_text
from hrgraph.service.lookups.names import is_key
from hrgraph.service.pages.dataset import schema_org
from hrgraph.service.pages.dumps import listed_files
from hrgraph.service.pages.linked import thing_page
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import is_fresh, marked, not_modified, tag
from hrgraph.service.site import Site, respond, spoken_language, with_charset
from hrgraph.store.base import GRAPH_FORMATS, Format

_STATIC = Path(__file__).parents[1] / "static"
_DATA = {form.name: form for form in GRAPH_FORMATS if form.name in ("ttl", "nt", "jsonld", "rdf")}


def routes(site: Site) -> APIRouter:
    """The pages and data addresses over this site's store."""
    router = APIRouter(tags=["browse"])

    @router.get("/", summary="Home page", name="home")
    def home(request: Request) -> Response:
        return _home(site, request)

    @router.get("/id/{key:path}", summary="A thing: 303 to its page or its data")
    def thing(request: Request, key: str) -> Response:
        _iri(site, key)
        form = pick(
            request.headers.get("accept"), (*_DATA.values(), HTML), request.query_params.get("format")
        )[0]
        path = f"/page/{quote(key)}" if form is HTML else f"/data/{quote(key)}.{form.name}"
        if form is HTML and request.query_params.get("lang") in LANGUAGES:
            path += f"?lang={request.query_params['lang']}"
        response = RedirectResponse(path, HTTPStatus.SEE_OTHER)
        response.headers["Vary"] = "Accept"
        return response

    @router.get("/page/{key:path}", summary="A thing as a page")
    def page(request: Request, key: str) -> Response:
        return thing_page(site, request, _iri(site, key), f"/data/{quote(key)}.")

    @router.get("/data/{key:path}", summary="A thing as RDF: /data/KEY.ttl, .nt, .jsonld or .rdf")
    def data(request: Request, key: str) -> Response:
        name, _, extension = key.rpartition(".")
        if extension not in _DATA:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-page")
        return _rdf(site, request, query_text("data", this=_iri(site, name)), _DATA[extension])

    @router.get("/ontology", summary="The ontology as a page or as RDF")
    def ontology(request: Request) -> Response:
        wanted = request.query_params.get("format")
        form = pick(request.headers.get("accept"), (*_DATA.values(), HTML), wanted)[0]
        if form is not HTML:
            return _rdf(site, request, query_text("ontology"), form)
        if (spoken := spoken_language(request)) not in site.documentation:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "not-documented")
        return site.page(request, "ontology", documentation=site.documentation[spoken])

    @router.get("/ontology.{extension}", summary="The ontology as RDF: .ttl, .nt, .jsonld or .rdf")
    def ontology_file(request: Request, extension: str) -> Response:
        if extension not in _DATA:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-page")
        return _rdf(site, request, query_text("ontology"), _DATA[extension])

    @router.get("/ontology/{module:path}", include_in_schema=False)
    def module(module: str) -> Response:
        return RedirectResponse("/ontology", HTTPStatus.SEE_OTHER)

    @router.get("/.well-known/void", summary="What the dataset holds (VoID): 303 to the graph of metadata")
    def void() -> Response:
        return RedirectResponse("/graph/metadata", HTTPStatus.SEE_OTHER)

    @router.get("/static/style.css", include_in_schema=False)
    def style() -> Response:
        return FileResponse(_STATIC / "style.css", media_type="text/css; charset=utf-8")

    @router.get("/favicon.svg", include_in_schema=False)
    def icon() -> Response:
        return FileResponse(_STATIC / "favicon.svg", media_type="image/svg+xml")

    return router


def _iri(site: Site, key: str) -> str:
    """The IRI of a thing that the graph knows; RequestRefused (404) for any other KEY."""
    iri = terms.thing(key)
    if not is_key(key) or not is_known(site.store, iri):
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-thing", key=key[:200])
    return iri


def _rdf(site: Site, request: Request, query: str, form: Format) -> Response:
    etag = tag(site, form.media_type, query)
    if etag is not None and is_fresh(request, etag):
        return not_modified(etag)
    answer = site.store.query(query, form.media_type)
    return marked(respond(request, answer.content(), with_charset(form.media_type)), etag)


def _home(site: Site, request: Request) -> Response:
    spoken = spoken_language(request)
    documents = [row["document"].text for row in ask(site.store, "documents")]
    named = labels(site.store, documents)
    numbers = ask(site.store, "numbers")[0]
    counts = {name: int(value.text) for name, value in numbers.items()}
    asked = dict(questions(site.store, spoken))
    version = ask(site.store, "version")
    return site.page(
        request,
        "home",
        dataset=schema_org(site.store, listed_files(site.build_dir).values(), spoken),
        documents=[
            (f"/document/{iri.removeprefix(terms.ID)}", named.get(iri, {}).get(spoken, iri))
            for iri in documents
        ],
        more=counts["documents"] - len(documents),
        counts={"statements": site.store.size(), **counts},
        questions=[(name, asked[name]) for name in site.start if name in asked],
        asked=len(asked),
        version=version[0] if version else {},
    )
