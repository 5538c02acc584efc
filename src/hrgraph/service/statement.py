"""The page of a statement: the words that say it, marked where they stand, and who read them there."""

from http import HTTPStatus
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from hrgraph import __version__
from hrgraph.rdf import terms
from hrgraph.service import texts
from hrgraph.service.linked import embedded
from hrgraph.service.names import is_key
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.site import Site, spoken_language
from hrgraph.service.statements import Told, told


def routes(site: Site) -> APIRouter:
    """The statements of this site's store."""
    router = APIRouter(tags=["browse"])

    @router.get("/statement/{address:path}", summary="A statement with the words that say it")
    def statement(request: Request, address: str) -> Response:
        key, _, digits = address.rpartition("/")
        language = spoken_language(request)
        found = told(site.store, terms.thing(key), digits, language) if is_key(key) else None
        if found is None:
            raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-statement", key=address[:200])
        return site.page(
            request,
            "statement",
            told=found,
            report=_report(found, f"{site.here(request)}/statement/{quote(address)}", language),
            question=urlencode({"query": f"DESCRIBE <{found.subject}>"}),
            jsonld=embedded(site.store, found.subject),
        )

    return router


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
