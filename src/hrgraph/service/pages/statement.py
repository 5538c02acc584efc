"""The page of a statement: the words that say it, marked where they stand, and who read them there."""

from http import HTTPStatus
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from hrgraph import __version__
from hrgraph.rdf import terms
from hrgraph.service import texts
from hrgraph.service.lookups.names import is_key, is_web_address
from hrgraph.service.lookups.statements import Told, told
from hrgraph.service.pages.linked import embedded
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.site import Site, spoken_language


def routes(site: Site) -> APIRouter:
    """The statements of this site's store."""
    router = APIRouter(tags=["browse"])

    @router.get("/statement/{address:path}", summary="A statement with the words that say it")
    def statement(request: Request, address: str) -> Response:
        key, _, digits = address.rpartition("/")
        subject = terms.thing(key) if is_key(key) else None
        return _page(site, request, subject, digits, quote(f"/statement/{address}"), f"/data/{quote(key)}.")

    @router.get("/statement", summary="A statement about a web page: ?about=ADDRESS&digits=DIGITS")
    def about(request: Request) -> Response:
        given, digits = (request.query_params.get(name, "") for name in ("about", "digits"))
        fields = urlencode({"about": given, "digits": digits})
        data = "/sparql?" + urlencode({"query": f"DESCRIBE <{given}>"}) + "&format="
        subject = given if is_web_address(given) else None
        return _page(site, request, subject, digits, f"/statement?{fields}", data)

    return router


def _page(
    site: Site, request: Request, subject: str | None, digits: str, address: str, data: str
) -> Response:
    """The page of a statement; `data` is the beginning of the addresses of its subject's data."""
    language = spoken_language(request)
    found = told(site.store, subject, digits, language) if subject else None
    if found is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-statement", key=address[:200])
    return site.page(
        request,
        "statement",
        told=found,
        report=_report(found, site.here(request) + address, language),
        question=urlencode({"query": f"DESCRIBE <{found.subject}>"}),
        data=data,
        jsonld=embedded(site.store, found.subject),
    )


def _report(found: Told, address: str, language: str) -> tuple[str, str]:
    """A ready message about a wrong statement: the text, and the same as a mailto: address (RFC 6068)."""
    line = found.line
    said = f"{line.subject.words} — {line.predicate.words} — {line.object.words}"
    parts = [texts.word("report-opening", language), "", said, address]
    for one in found.evidence:
        place = ", ".join(f"{start}–{end}" for start, end in one.runs)
        parts += ["", f"„{one.quote}”", f"{one.document.words}: {one.part.words} ({place})", one.maker_name]
    parts += ["", f"hrgraph {__version__}", "", texts.word("report-wrong", language), ""]
    text = "\n".join(parts)
    subject = texts.word("report-subject", language, statement=said)
    fields = {"subject": subject, "body": text.replace("\n", "\r\n")}
    return text, "mailto:?" + urlencode(fields, quote_via=quote)
