"""The address /search: words in; things and places in the texts, as a page or as JSON, out."""

import json

from fastapi import APIRouter, Request, Response

from hrgraph.service.http.negotiate import HTML, LANGUAGES, pick
from hrgraph.service.lookups.graph import labels
from hrgraph.service.lookups.names import link, short
from hrgraph.service.site import Site, respond, spoken_language
from hrgraph.service.sparql.described import parameters
from hrgraph.store.base import Format

_JSON = Format("json", "application/json")
_SHOWN = 200
_LONGEST = 200


def routes(site: Site) -> APIRouter:
    """The search over this site's store."""
    router = APIRouter(tags=["browse"])

    @router.get(
        "/search",
        summary="Things and texts by words in any inflected form: ?q=WORDS",
        openapi_extra=parameters("q", "format", "lang"),
    )
    def search(request: Request) -> Response:
        return _search(site, request)

    return router


def _search(site: Site, request: Request) -> Response:
    words = request.query_params.get("q", "")[:_LONGEST]
    form = pick(request.headers.get("accept"), (_JSON, HTML), request.query_params.get("format"))[0]
    spoken = spoken_language(request)
    hits = site.index.find(words, sorted(LANGUAGES, key=lambda language: language != spoken))
    named = labels(site.store, [hit.entry.iri for hit in hits[:_SHOWN]])
    found: list[dict[str, str | list[str] | None]] = [
        {
            "iri": hit.entry.iri,
            "label": named.get(hit.entry.iri, {}).get(spoken, short(hit.entry.iri)),
            "kind": hit.entry.kind,
            "excerpt": hit.excerpt,
            "language": hit.entry.language,
            "matched": list(hit.matched),
            "address": link(hit.entry.iri),
        }
        for hit in hits[:_SHOWN]
    ]
    if form is HTML:
        return site.page(request, "search", words=words, found=found, count=len(hits))
    said = {"query": words, "count": len(hits), "shown": len(found), "results": found}
    return respond(request, json.dumps(said, ensure_ascii=False).encode(), form.media_type)
