"""/releases: the releases that are kept, their files, and each of them to be asked by SPARQL."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from hrgraph.rdf.files import SUMS, media_type
from hrgraph.releases.folder import Release
from hrgraph.service.http.negotiate import HTML, pick
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.releases.archive import Archive, telling
from hrgraph.service.releases.catalogue import catalogue
from hrgraph.service.revalidate import is_fresh, not_modified
from hrgraph.service.site import Site, respond, with_charset
from hrgraph.service.sparql import endpoint as sparql
from hrgraph.service.sparql.protocol import from_get, from_post, read_body
from hrgraph.store.base import Format

JSON = Format("json", "application/json")
TURTLE = Format("ttl", "text/turtle")
_FOREVER = "public, max-age=31536000, immutable"


def routes(site: Site, archive: Archive) -> APIRouter:
    """The releases of this archive."""
    router = APIRouter(prefix="/releases", tags=["releases"])
    releases = archive.releases

    @router.get("", summary="All releases kept, as a page, JSON or Turtle (DCAT)")
    @router.get("/", include_in_schema=False)
    def index(request: Request) -> Response:
        form = _form(request)
        found = list(releases.all())
        sound = [release for _, release in found if isinstance(release, Release)]
        if form is HTML:
            kept = [(version, one if isinstance(one, Release) else None) for version, one in found]
            return site.page(request, "releases", releases=kept)
        if form is TURTLE:
            return _respond(request, catalogue(sound, found[0][0] if found else ""), TURTLE)
        return _respond(request, _json({"releases": [_described(site, request, one) for one in sound]}), JSON)

    @router.get("/{version}", summary="One release, as a page, JSON or Turtle (DCAT)")
    def release(request: Request, version: str) -> Response:
        form = _form(request)
        with telling():
            found = releases.get(version)
            files = found.files()
        if form is HTML:
            sizes = [
                (name, found.folder.joinpath(name).stat().st_size, files[name]) for name in sorted(files)
            ]
            return site.page(request, "release", release=found, files=sizes, sums=SUMS)
        if form is TURTLE:
            return _respond(request, catalogue([found], releases.versions()[-1]), TURTLE)
        return _respond(request, _json(_described(site, request, found)), JSON)

    @router.get(
        "/{version}/sparql", summary="SPARQL query of one release by GET, its query page or description"
    )
    async def get(request: Request, version: str) -> Response:
        asked = from_get(request.scope["query_string"])
        async with archive.asked(version) as then:
            return _dated(then.release, await sparql.answer(then.site, request, asked), site.here(request))

    @router.post("/{version}/sparql", summary="SPARQL query of a release by POST")
    async def post(request: Request, version: str) -> Response:
        body = await read_body(request, site.limits.query_bytes)
        asked = from_post(request.scope["query_string"], request.headers.get("content-type"), body)
        async with archive.asked(version) as then:
            return _dated(then.release, await sparql.answer(then.site, request, asked), site.here(request))

    @router.get("/{version}/{name}", summary="One file of a release, as it was frozen")
    async def file(request: Request, version: str, name: str) -> Response:
        return await run_in_threadpool(_file, archive, request, version, name)

    return router


def _form(request: Request) -> Format:
    return pick(request.headers.get("accept"), (JSON, TURTLE, HTML), request.query_params.get("format"))[0]


def _respond(request: Request, body: bytes, form: Format) -> Response:
    response = respond(request, body, with_charset(form.media_type))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def _described(site: Site, request: Request, release: Release) -> dict[str, Any]:
    here = f"{site.here(request)}/releases/{release.version}"
    return {
        "version": release.version,
        "date": release.date,
        "iri": release.iri,
        "sha256": release.sha256,
        "statements": release.triples,
        "previous": release.previous or None,
        "address": here,
        "sparql": f"{here}/sparql",
        "files": [
            {"path": name, "address": f"{here}/{name}", "sha256": digest}
            for name, digest in sorted(release.files().items())
        ],
    }


def _dated(release: Release, response: Response, here: str) -> Response:
    """The response with its day, and where today's answer is (RFC 7089, 4.2.4: a resource that is frozen)."""
    day = datetime.fromisoformat(release.date).replace(tzinfo=UTC)
    response.headers["Memento-Datetime"] = format_datetime(day, usegmt=True)
    response.headers["Link"] = f'<{here}/sparql>; rel="original"'
    return response


def _file(archive: Archive, request: Request, version: str, name: str) -> Response:
    with telling():
        release = archive.releases.get(version)
        digest = release.files().get(name)
        if digest is None and name != SUMS:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-page")
        etag = f'"{digest}"' if digest else None
        if etag is not None and is_fresh(request, etag):
            return not_modified(etag)
        if digest:
            release.read(name)
    response = FileResponse(release.folder / name, media_type=with_charset(media_type(name)))
    response.headers["Cache-Control"] = _FOREVER
    if etag is not None:
        response.headers["ETag"] = etag
    return response
