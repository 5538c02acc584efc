"""/changes: what appeared, changed or went between two releases, and the feed of releases.

What changed since the release before is kept with each release. Any other two are compared in a process of
its own, which is ended when it takes too long.
"""

import asyncio
import sys
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from hrgraph.errors import ReleaseBroken, TimedOut
from hrgraph.releases.atom import MEDIA_TYPE, feed
from hrgraph.releases.folder import Release, Releases
from hrgraph.releases.model import Change, Changes, Reason, from_json, to_json
from hrgraph.releases.rdf import to_turtle
from hrgraph.releases.report import Teller, as_markdown
from hrgraph.service.http.negotiate import HTML, pick
from hrgraph.service.lookups.graph import Value
from hrgraph.service.lookups.names import link, statement_address
from hrgraph.service.refusals import RequestRefused, ServiceReason
from hrgraph.service.releases.archive import telling
from hrgraph.service.site import Site, respond, spoken_language, with_charset
from hrgraph.store.base import Format

_JSON = Format("json", "application/json")
_TURTLE = Format("ttl", "text/turtle")
_MARKDOWN = Format("md", "text/markdown")
_SECONDS = 60
_MOST_KEPT = 4
_SHOWN = 200
"""How many changes of one reason the page shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as the page shows it: in words, and where subject, object and words are on this site."""

    kind: str
    subject: str
    subject_at: str | None
    predicate: str
    object: str
    words_at: str | None
    grounds: tuple[str, ...]
    reasons: tuple[str, ...]


class Comparer:
    """Tells what changed between two releases; at most one comparison goes on at once, and few are kept."""

    def __init__(self, releases: Releases, seconds: int = _SECONDS) -> None:
        self._releases = releases
        self._seconds = seconds
        self._is_busy = False
        self._kept: dict[tuple[str, str], Changes] = {}

    async def changes(self, old: str, new: str) -> Changes:
        """The changes from one release to the other.

        Raises RequestRefused (404, 500, and 503 while another comparison goes on), and TimedOut.
        """
        with telling():
            one, other = await asyncio.to_thread(lambda: (self._releases.get(old), self._releases.get(new)))
            if other.previous == one.version or (one == other and not one.previous):
                return await asyncio.to_thread(other.changes)
        if one == other:
            return Changes(one.edition, one.edition, 0, 0, (), {})
        if (kept := self._kept.get((one.sha256, other.sha256))) is not None:
            return kept
        if self._is_busy:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE, "compare-busy")
        self._is_busy = True
        try:
            found = await self._compared(one, other)
        finally:
            self._is_busy = False
        while len(self._kept) >= _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[one.sha256, other.sha256] = found
        return found

    async def _compared(self, old: Release, new: Release) -> Changes:
        command = [sys.executable, "-P", "-m", "hrgraph.releases.worker", str(self._releases.folder)]
        pipe = asyncio.subprocess.PIPE
        worker = await asyncio.create_subprocess_exec(
            *command, old.version, new.version, stdin=asyncio.subprocess.DEVNULL, stdout=pipe
        )
        try:
            content, _ = await asyncio.wait_for(worker.communicate(), self._seconds)
        except TimeoutError as error:
            raise TimedOut(ServiceReason("compare-too-long", seconds=self._seconds)) from error
        finally:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()
        if worker.returncode:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE, "compare-failed")
        return from_json(content, "changes")


def routes(site: Site, releases: Releases, comparer: Comparer | None = None) -> APIRouter:
    """What changed between these releases."""
    router = APIRouter(tags=["releases"])
    comparing = comparer or Comparer(releases)

    @router.get("/changes", summary="What changed from release ?from= to ?to= (else: the newest), and why")
    async def changes(request: Request) -> Response:
        offered = (_JSON, _TURTLE, _MARKDOWN, HTML)
        form = pick(request.headers.get("accept"), offered, request.query_params.get("format"))[0]
        pair = await run_in_threadpool(_pair, releases, request)
        if pair is None:
            if form is HTML:
                return site.page(request, "changes", versions=(), changes=None)
            raise RequestRefused(HTTPStatus.NOT_FOUND, "no-releases")
        found = await comparing.changes(*pair)
        response = await run_in_threadpool(_response, site, releases, request, found, form)
        # The page names all releases: it is another one as soon as there is a new one.
        response.headers["Cache-Control"] = "no-cache"
        return response

    @router.get("/changes.atom", summary="The releases as an Atom feed, the newest first")
    def atom(request: Request) -> Response:
        told = []
        for release in releases.sound():
            try:
                told.append(release.changes())
            except ReleaseBroken:
                continue
        body = feed(told, spoken_language(request), site.here(request))
        response = respond(request, body, f"{MEDIA_TYPE}; charset=utf-8")
        response.headers["Content-Language"] = spoken_language(request)
        response.headers["Cache-Control"] = "no-cache"
        return response

    return router


def _pair(releases: Releases, request: Request) -> tuple[str, str] | None:
    """The two versions asked for: the newest where `to` is left out, the one before it where `from` is."""
    known = releases.versions()
    asked = request.query_params
    if not known and not (asked.get("from") or asked.get("to")):
        return None
    new = asked.get("to") or (known[-1] if known else "")
    with telling():
        old = asked.get("from") or releases.get(new).previous or new
    return old, new


def _response(site: Site, releases: Releases, request: Request, found: Changes, form: Format) -> Response:
    spoken = spoken_language(request)
    if form is HTML:
        return _page(site, releases, request, found)
    body = {
        _JSON: lambda: to_json(found),
        _TURTLE: lambda: to_turtle(found),
        _MARKDOWN: lambda: as_markdown(found, spoken).encode(),
    }[form]()
    return respond(request, body, with_charset(form.media_type))


def _page(site: Site, releases: Releases, request: Request, found: Changes) -> Response:
    teller = Teller(found, spoken_language(request))
    groups = [
        (teller.heading(reason), len(listed), [_shown(teller, reason, one) for one in listed[:_SHOWN]])
        for reason, listed in found.by_reason().items()
    ]
    old = found.old.name if found.old else found.new.name
    return site.page(
        request,
        "changes",
        versions=tuple(reversed(releases.versions())),
        changes=found,
        old=old,
        new=found.new.name,
        head=teller.head(),
        summary=teller.summary(),
        groups=groups,
        most=_SHOWN,
    )


def _shown(teller: Teller, reason: Reason, change: Change) -> Shown:
    after = change.after
    value = Value(after.text, after.kind == "iri", False, after.language, after.datatype) if after else None
    return Shown(
        kind=change.kind,
        subject=teller.name(change.subject),
        subject_at=link(change.subject),
        predicate=teller.name(change.predicate),
        object=teller.object(change),
        words_at=statement_address(change.subject, change.predicate, value) if value else None,
        grounds=tuple(teller.grounds(change)),
        reasons=tuple(teller.reason(one) for one in change.reasons if one.words or one != reason),
    )
