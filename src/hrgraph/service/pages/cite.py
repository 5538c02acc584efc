"""The address /cite: a query in, the citation of its result out; with a hash, whether it is the same.

Where the graph is kept as a release, the citation names it, and the result can be asked of it again for good.
"""

import json
import re
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from hrgraph.releases.folder import Releases
from hrgraph.service.http.negotiate import HTML, LANGUAGES, pick
from hrgraph.service.pages.citation import Result, as_bibtex, as_csl, as_text, read_work
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.revalidate import tag
from hrgraph.service.site import Site, respond, spoken_language, with_charset
from hrgraph.store.base import Format
from hrgraph.store.fingerprint import fingerprint

_JSON = Format("json", "application/json")
_TEXT = Format("text", "text/plain")
_BIBTEX = Format("bibtex", "application/x-bibtex")
_CSL = Format("csl", "application/vnd.citationstyles.csl+json")
_HASH = re.compile("[0-9a-f]{64}")


def routes(site: Site, build_dir: Path | None, releases: Releases) -> APIRouter:
    """Citations of this site's graph and of what it answers."""
    router = APIRouter(tags=["cite"])

    @router.get("/cite", summary="How to cite the graph, or with ?query= a result; ?hash= checks one")
    def cite(request: Request) -> Response:
        return _cite(site, build_dir, releases, request)

    return router


def _cite(site: Site, build_dir: Path | None, releases: Releases, request: Request) -> Response:
    asked, spoken = request.query_params, spoken_language(request)
    form = pick(request.headers.get("accept"), (_JSON, HTML, _BIBTEX, _CSL, _TEXT), asked.get("format"))[0]
    query, claimed = asked.get("query", "").strip(), asked.get("hash", "").lower()
    if claimed and not (query and _HASH.fullmatch(claimed)):
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "no-hash")
    work, today = read_work(build_dir), datetime.now(UTC).date()
    release = _release(site, releases, asked.get("version"))
    result = _result(site, request, query, release) if query else None
    then = f"/releases/{release}/sparql?" + urlencode({"query": query}) if query and release else ""
    same = None if not claimed or result is None else result.hash == claimed
    bibtex, csl = as_bibtex(work, result, today), as_csl(work, result, today)
    if form is _BIBTEX:
        return respond(request, bibtex.encode(), "application/x-bibtex; charset=utf-8")
    if form is _CSL:
        return respond(request, _json(csl), form.media_type)
    if form is _TEXT:
        said = as_text(work, result, today, spoken) + "\n"
        return respond(request, said.encode(), with_charset(form.media_type))
    if form is HTML:
        others = [
            (other.name, "/cite?" + urlencode({**({"query": query} if query else {}), "format": other.name}))
            for other in (_TEXT, _BIBTEX, _CSL, _JSON)
        ]
        return site.page(
            request,
            "cite",
            text=as_text(work, result, today, spoken),
            bibtex=bibtex,
            query=query,
            result=result,
            same=same,
            again="/cite?" + urlencode({"query": query, "hash": result.hash}) if result else "",
            others=others,
            release=release,
            then=then,
        )
    told: dict[str, object] = {
        "version": work.version,
        "data": site.store.version(),
        "text": {language: as_text(work, result, today, language) for language in LANGUAGES},
        "bibtex": bibtex,
        "csl": csl,
    }
    if result:
        told |= {"query": query, "hash": result.hash, "count": result.count, "address": result.address}
        told["release"] = {"version": release, "address": site.here(request) + then} if then else None
    if same is not None:
        told |= {"claimed": claimed, "same": same}
    return respond(request, _json(told), form.media_type)


def _release(site: Site, releases: Releases, version: str | None) -> str:
    """The version of the release that a result is of: the one named, or the one with today's data.

    Empty where that is not kept.
    """
    if version is not None:
        return version if any(one.version == version for one in releases.sound()) else ""
    kept = releases.of_data(site.store.version())
    return kept.version if kept else ""


def _result(site: Site, request: Request, query: str, release: str) -> Result:
    found = fingerprint(site.store, query)
    data = site.store.version()
    if data and tag(site, "", query) is None:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "never-same")
    fields = {"query": query, "hash": found.hash} | ({"version": release} if release else {})
    here = f"{str(request.base_url).rstrip('/')}/cite?" + urlencode(fields)
    return Result(found.hash, found.count, data, here)


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
