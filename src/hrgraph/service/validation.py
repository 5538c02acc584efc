"""/validate: RDF in, a SHACL report out, in words or as RDF.

The check runs in a process of its own (`hrgraph.validate.worker`), which is killed when it takes too long.
The service knows that process by its command line only, so that serving never imports what builds.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response

from hrgraph.errors import HrgraphError, TimedOut
from hrgraph.service.http.negotiate import HTML, pick
from hrgraph.service.refusals import RequestRefused, ServiceReason
from hrgraph.service.site import Site, problem_of, respond, spoken_language
from hrgraph.service.sparql.protocol import FORM, read_body
from hrgraph.store.base import GRAPH_FORMATS, Format

WORDS = Format("text", "text/plain")
REPORTS = (WORDS, *(form for form in GRAPH_FORMATS if form.name in ("ttl", "nt", "jsonld", "rdf")))
_SYNTAXES = {
    "ttl": "turtle",
    "nt": "n-triples",
    "jsonld": "json-ld",
    "rdf": "rdf-xml",
    "nq": "n-quads",
    "trig": "trig",
}
_SHOWN = 200
_UNREADABLE = 2


@dataclass(frozen=True)
class Checker:
    """Checks RDF against the shapes below the folder `ontology`, within limits."""

    ontology: Path
    size: int = 10 * 2**20
    """Bytes of RDF that are taken at most."""
    seconds: int = 30
    megabytes: int = 2048
    at_once: int = 2
    _running: set[object] = field(default_factory=set)

    async def check(self, data: bytes, syntax: str, form: str, language: str) -> bytes:
        """The report on RDF of a syntax, in the worker's `form`.

        Raises RequestRefused (400 for what is no such RDF, 503 when too many checks run) and TimedOut.
        """
        if len(self._running) >= self.at_once:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE, "check-busy")
        ticket = object()
        self._running.add(ticket)
        try:
            return await self._run(data, syntax, form, language)
        finally:
            self._running.discard(ticket)

    async def _run(self, data: bytes, syntax: str, form: str, language: str) -> bytes:
        command = [sys.executable, "-m", "hrgraph.validate.worker", "--ontology", str(self.ontology)]
        command += ["--syntax", syntax, "--format", form, "--lang", language]
        command += ["--seconds", str(self.seconds), "--megabytes", str(self.megabytes)]
        pipe = asyncio.subprocess.PIPE
        worker = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
        try:
            report, complaint = await asyncio.wait_for(worker.communicate(data), self.seconds)
        except TimeoutError as error:
            raise TimedOut(ServiceReason("check-too-long", seconds=self.seconds)) from error
        finally:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()
        if worker.returncode == _UNREADABLE:
            raise _unreadable(complaint, syntax)
        if worker.returncode:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE, "check-failed")
        return report


def _unreadable(complaint: bytes, syntax: str) -> RequestRefused:
    said = json.loads(complaint)
    message = str(said["message"]).partition(": ")[2].rstrip(".")
    if said["line"] is None:
        return RequestRefused(HTTPStatus.BAD_REQUEST, "not-rdf", syntax=syntax, message=message)
    line = int(said["line"])
    return RequestRefused(HTTPStatus.BAD_REQUEST, "not-rdf-at", syntax=syntax, message=message, line=line)


def routes(site: Site, checker: Checker | None) -> APIRouter:
    """The page with the form, and the check."""
    router = APIRouter(tags=["validate"])

    @router.get("/validate", summary="A form to check RDF with")
    def form(request: Request) -> Response:
        return _page(site, request, "", "turtle")

    @router.post("/validate", summary="Check RDF: a report in words, or as SHACL report in RDF")
    async def check(request: Request) -> Response:
        if checker is None:
            raise RequestRefused(HTTPStatus.NOT_IMPLEMENTED, "no-checker")
        form, media_type = pick(
            request.headers.get("accept"), (*REPORTS, HTML), request.query_params.get("format")
        )
        spoken = spoken_language(request)
        body = await read_body(request, checker.size)
        data, syntax = _asked(request, body)
        if form is not HTML:
            report = await checker.check(data, syntax, form.name, spoken)
            charset = "; charset=utf-8" if media_type.startswith("text/") else ""
            return respond(request, report, media_type + charset)
        text = data.decode("utf-8", errors="replace")
        try:
            findings = json.loads(await checker.check(data, syntax, "findings", spoken))
        except HrgraphError as error:
            return _page(site, request, text, syntax, error=error)
        return _page(site, request, text, syntax, findings)

    return router


def _asked(request: Request, body: bytes) -> tuple[bytes, str]:
    """The RDF and its syntax, from a form or as the body itself. Raises RequestRefused (400, 415)."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == FORM:
        try:
            fields = parse_qs(body.decode("utf-8"), max_num_fields=10)
        except (UnicodeDecodeError, ValueError) as error:
            raise RequestRefused(HTTPStatus.BAD_REQUEST, "not-utf8") from error
        syntax = fields.get("syntax", ["turtle"])[0]
        if "data" not in fields or syntax not in _SYNTAXES.values():
            raise RequestRefused(HTTPStatus.BAD_REQUEST, "no-data")
        return fields["data"][0].encode(), syntax
    for offered in GRAPH_FORMATS:
        if content_type in (offered.media_type, *offered.aliases):
            return body, _SYNTAXES[offered.name]
    known = ", ".join(offered.media_type for offered in GRAPH_FORMATS)
    code = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    raise RequestRefused(code, "rdf-type", known=known, found=content_type or "–")


def _page(
    site: Site,
    request: Request,
    data: str,
    syntax: str,
    findings: list[dict[str, str]] | None = None,
    error: HrgraphError | None = None,
) -> Response:
    problem = problem_of(error, spoken_language(request)) if error else None
    return site.page(
        request,
        "validate",
        problem.status if problem else 200,
        data=data,
        syntax=syntax,
        syntaxes=list(_SYNTAXES.values()),
        findings=None if findings is None else findings[:_SHOWN],
        count=len(findings or ()),
        problem=problem,
    )
