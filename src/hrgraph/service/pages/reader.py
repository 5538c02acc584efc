"""The reader: a document, or a part of it, as text in which every word leads to what was drawn from it."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from hrgraph.rdf import terms
from hrgraph.rdf.terms import Run
from hrgraph.service.lookups.graph import ask, labels
from hrgraph.service.lookups.names import is_key
from hrgraph.service.lookups.passages import (
    FOOTNOTE,
    HEADING,
    Ground,
    Piece,
    Unit,
    grounds_of,
    outline,
    pieces_of,
    share,
)
from hrgraph.service.lookups.statements import Line, lines
from hrgraph.service.lookups.things import Namer, Shown
from hrgraph.service.pages.linked import embedded
from hrgraph.service.refusals import RequestRefused
from hrgraph.service.site import Site, spoken_language

_WORDS = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Block:
    """A part as it is printed: its words, and how many names and statements they gave."""

    unit: Unit
    pieces: tuple[Piece, ...]
    level: int
    names: int
    said: int
    notes: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words of a part, the things they name and the statements that rest on them."""

    quote: str
    things: tuple[Shown, ...]
    lines: tuple[Line, ...]
    start: int = 0
    end: int = 0


def routes(site: Site) -> APIRouter:
    """The documents of this site's store."""
    router = APIRouter(tags=["browse"])

    @router.get("/document/{document}", summary="A document as text, its words leading to the statements")
    def whole(request: Request, document: str) -> Response:
        return _read(site, request, document, None)

    @router.get(
        "/document/{document}/{part:path}", summary="A part of a document; ?words=START-END marks words"
    )
    def part(request: Request, document: str, part: str) -> Response:
        return _read(site, request, document, part)

    return router


def _read(site: Site, request: Request, document: str, part: str | None) -> Response:
    iri = terms.thing(document)
    units, grounds = _text(site, iri) if is_key(document) else ([], {})
    if not units:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-document", key=document[:200])
    here = next((unit for unit in units if unit.id == part), None)
    if part is not None and here is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "unknown-part", key=part[:200], document=document)
    shown = [unit for unit in units if here is None or here.iri in (unit.iri, *unit.path)]
    notes = {unit.iri: unit for unit in units if unit.kind == FOOTNOTE}
    words = _chosen(request.query_params.get("words")) if here else None
    language = spoken_language(request)
    namer = Namer(
        labels(site.store, [iri, *(unit.iri for unit in units if not unit.text), *_near(here)]), language
    )
    reading = [unit for unit in units if unit.text and unit.kind != FOOTNOTE]
    place = reading.index(here) if here in reading else None
    return site.page(
        request,
        "document",
        document=document,
        title=namer.iri(iri).words,
        part=here,
        part_title=namer.iri(here.iri).words if here else "",
        within=[(unit, namer.iri(unit.iri).words) for unit in units if here and unit.iri in here.path],
        contents=[(unit, namer.iri(unit.iri).words) for unit in shown if not unit.text and unit is not here],
        blocks=_blocks(shown, grounds, notes, words, here),
        share=round(100 * share(shown, grounds)),
        silent=sum(not grounds.get(unit.iri) for unit in shown if unit.text),
        parts=sum(bool(unit.text) for unit in shown),
        source=ask(site.store, "source", this=iri),
        before=reading[place - 1] if place else None,
        after=reading[place + 1] if place is not None and place + 1 < len(reading) else None,
        drawn=_drawn(site, here, grounds.get(here.iri, []), language) if here and here.text else [],
        picked=_chosen_drawn(site, here, grounds.get(here.iri, []), words, language)
        if here and words
        else None,
        jsonld=embedded(site.store, here.iri if here else iri),
    )


def _text(site: Site, document: str) -> tuple[list[Unit], dict[str, list[Ground]]]:
    """The parts of a document in reading order, and what their words gave."""

    def make() -> tuple[list[Unit], dict[str, list[Ground]]]:
        units = outline(site.store, document)
        return units, grounds_of(site.store, units)

    return site.keep(document, make)


def _near(here: Unit | None) -> list[str]:
    return [here.iri, *here.path] if here else []


def _chosen(given: str | None) -> Run | None:
    """The characters asked for; RequestRefused (400) for what is no START-END."""
    if given is None:
        return None
    found = _WORDS.fullmatch(given)
    if found is None or int(found[1]) >= int(found[2]):
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "which-words", found=given[:80])
    return int(found[1]), int(found[2])


def _blocks(
    units: list[Unit],
    grounds: dict[str, list[Ground]],
    notes: dict[str, Unit],
    words: Run | None,
    here: Unit | None,
) -> list[Block]:
    """What is printed, in order; a footnote stands right after the part that calls it."""

    def block(unit: Unit) -> Block:
        own = grounds.get(unit.iri, [])
        called = [notes[note.calls] for note in unit.notes if note.calls in notes]
        return Block(
            unit,
            tuple(pieces_of(unit, own, (words,) if words and unit is here else ())),
            max(2, len(unit.path) - len(here.path if here else ()) + 1) if unit.kind == HEADING else 0,
            len({ground.thing for ground in own if ground.thing}),
            sum(ground.said for ground in own),
            tuple(block(note) for note in called),
        )

    called = {note.calls for unit in units for note in unit.notes}
    return [block(unit) for unit in units if unit.iri not in called and (unit.text or unit is not here)]


def _drawn(site: Site, unit: Unit, grounds: list[Ground], language: str) -> list[Drawn]:
    """Everything drawn from a part, by its words in the order of the text."""
    said: dict[str, dict[Line, None]] = {}
    for iri, line in lines(site.store, ask(site.store, "drawn", this=unit.iri), language):
        said.setdefault(iri, {})[line] = None
    named = Namer(labels(site.store, [ground.thing for ground in grounds if ground.thing]), language)
    by_words: dict[Run, tuple[dict[Shown, None], dict[Line, None]]] = {}
    for ground in grounds:
        words = (ground.runs[0][0], ground.runs[-1][1])
        things, listed = by_words.setdefault(words, ({}, {}))
        if ground.thing:
            things[named.iri(ground.thing)] = None
        listed |= said.get(ground.iri, {})
    found = []
    for (start, end), (things, listed) in sorted(
        by_words.items(), key=lambda item: (item[0][0], -item[0][1])
    ):
        place = unit.place(start, end)
        if place:
            quote = unit.text[place[0] : place[1]]
            found.append(Drawn(quote, tuple(things), tuple(listed), start, end))
    return found


def _chosen_drawn(site: Site, unit: Unit, grounds: list[Ground], words: Run, language: str) -> Drawn:
    """What rests on the chosen words: whatever was drawn from them or from words around them."""
    covering = [ground for ground in grounds if ground.covers(words)]
    found = _drawn(site, unit, covering, language)
    place = unit.place(*words)
    return Drawn(
        unit.text[place[0] : place[1]] if place else "",
        tuple(dict.fromkeys(thing for one in found for thing in one.things)),
        tuple(dict.fromkeys(line for one in found for line in one.lines)),
        *words,
    )
