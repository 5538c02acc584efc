"""The beginning of a query and what is being written in; what the loaded graph has to stand there, out."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from hrgraph.latvian.alphabet import fold
from hrgraph.rdf import terms
from hrgraph.service.lookups.gazetteer import Latest
from hrgraph.service.lookups.graph import ask, labels
from hrgraph.service.lookups.names import short
from hrgraph.service.site import Site, respond, spoken_language
from hrgraph.service.sparql.protocol import read_body
from hrgraph.store.base import Store
from hrgraph.store.query.position import Position, position
from hrgraph.store.query.suggest import KEYWORDS

_MOST = 30
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_KINDS = {
    Position.OUTSIDE: ("keyword", "thing", "class"),
    Position.SUBJECT: ("keyword", "thing"),
    Position.PROPERTY: ("property",),
    Position.CLASS: ("class",),
    Position.VALUE: ("thing", "class", "keyword"),
    Position.NOWHERE: (),
}
"""What may stand at a place, the likelier first."""


@dataclass(frozen=True, slots=True)
class Term:
    """What may be written: its text, its label in the language, and what to know of it."""

    text: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A class or property that the graph uses, how often, and of which datatype its values are."""

    iri: str
    count: int
    labels: dict[str, str]
    datatype: str = ""

    def rank(self, wanted: str) -> int:
        """How well the name or a label fits folded words: 0 best, 3 not at all."""
        name, plain = short(self.iri), [fold(text) for text in self.labels.values()]
        local = fold(name.partition(":")[2])
        if fold(name).startswith(wanted) or local.startswith(wanted):
            return 0
        if any(text.startswith(wanted) for text in plain):
            return 1
        return 2 if any(f" {wanted}" in text for text in plain) else 3


def routes(site: Site, known: Latest) -> APIRouter:
    """What the query editor asks as somebody writes."""
    router = APIRouter(tags=["sparql"])

    @router.post("/sparql/terms", summary="What may be written next: form fields before and words")
    async def written(request: Request) -> Response:
        body = await read_body(request, 2 * site.limits.query_bytes)
        form = parse_qs(body.decode("utf-8", errors="replace"))
        before, words = (form.get(name, [""])[0] for name in ("before", "words"))
        spoken = spoken_language(request)
        found = await run_in_threadpool(suggestions, site, known, before, words, spoken)
        said = json.dumps([asdict(term) for term in found], ensure_ascii=False)
        return respond(request, said.encode(), "application/json")

    return router


def suggestions(site: Site, known: Latest, before: str, words: str, language: str) -> list[Term]:
    """What may be written after `before` and begins with `words`: at most 30, only what the graph has."""
    wanted = fold(words)
    found: list[Term] = []
    where = position(before)
    for kind in _KINDS[where]:
        if not wanted and where not in (Position.PROPERTY, Position.CLASS):
            # Everything could stand here.
            continue
        if kind == "keyword":
            found += _keywords(wanted)
        elif kind == "thing":
            found += _things(known, wanted, language)
        else:
            listed = site.keep(f"used-{kind}", partial(used, site.store, kind))
            found += _terms(listed, wanted, language)
    return found[:_MOST]


def used(store: Store, kind: str) -> list[Known]:
    """The classes or properties that the graph uses, the most used first."""
    rows = ask(store, f"used-{kind}")
    named = labels(store, (row["term"].text for row in rows))
    found = [
        Known(
            row["term"].text,
            int(row["count"].text),
            named.get(row["term"].text, {}),
            short(row["datatype"].text) if "datatype" in row else "",
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.iri.startswith(terms.HR), -one.count, one.iri))


def _keywords(wanted: str) -> Iterator[Term]:
    return (Term(name) for name in KEYWORDS if wanted and fold(name).startswith(wanted))


def _terms(listed: Iterable[Known], wanted: str, language: str) -> Iterator[Term]:
    ranked = [(one.rank(wanted), one) for one in listed]
    for rank, one in sorted(ranked, key=lambda pair: pair[0]):
        if rank < 3:
            note = " · ".join(filter(None, (one.datatype, f"{one.count} ×")))
            yield Term(written(one.iri), one.labels.get(language, ""), note)


def _things(known: Latest, wanted: str, language: str) -> Iterator[Term]:
    gazetteer = known.gazetteer()
    prefix = wanted.removeprefix("id:")
    for one in gazetteer.candidates.starting(prefix):
        if one.key in gazetteer.in_texts:
            label = gazetteer.name(one.key, language)
            yield Term(written(terms.thing(one.key)), label, "" if one.name == label else one.name)


def written(iri: str) -> str:
    """An IRI as a query writes it: with a prefix where the rest needs no escapes, else in brackets."""
    prefix, colon, local = short(iri).partition(":")
    return (
        f"{prefix}:{local}" if colon and prefix in terms.PREFIXES and _LOCAL.fullmatch(local) else f"<{iri}>"
    )
