"""A document of the store in; its parts in reading order, with the words that gave statements, out.

Offsets are code points of the source file, as in the IRIs of spans; places are characters of a part's text.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hrgraph.rdf import terms
from hrgraph.rdf.terms import Run
from hrgraph.service.lookups.graph import Row, ask, ask_about
from hrgraph.store.base import Store

FOOTNOTE, REFERENCE, HEADING = "Footnote", "NoteReference", "Heading"


@dataclass(slots=True)
class Unit:
    """A part of a document. `kind` is the name of its class; a heading stands in the part that it heads.

    `places` are the places in `text` of its characters, white space left out, and `offsets` say where each of
    them stands in the source, in rising order.
    """

    iri: str
    id: str
    kind: str
    parent: str
    text: str = ""
    calls: str = ""
    runs: tuple[Run, ...] = ()
    offsets: Sequence[int] = ()
    places: Sequence[int] = ()
    depth: int = 0
    path: tuple[str, ...] = ()
    """The IRIs of the parts that it lies in, the widest first."""
    notes: list["Unit"] = field(default_factory=list)
    """Its references to footnotes, in the order of the text."""

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in `text` the characters from `start` to `end` of the source stand, if any do."""
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        return (self.places[first], self.places[last - 1] + 1) if first < last else None


@dataclass(frozen=True, slots=True)
class Ground:
    """Words of a part on which statements rest, or which name a thing."""

    iri: str
    unit: str
    runs: tuple[Run, ...]
    thing: str = ""
    said: int = 0

    def covers(self, words: Run) -> bool:
        """Whether these words lie inside."""
        return self.runs[0][0] <= words[0] and words[1] <= self.runs[-1][1]


@dataclass(frozen=True, slots=True)
class Piece:
    """Unbroken words of a part that all gave the same; `note` is the footnote called after them."""

    words: str
    start: int = 0
    end: int = 0
    names: bool = False
    says: bool = False
    chosen: bool = False
    note: Unit | None = None


def outline(store: Store, document: str) -> list[Unit]:
    """The parts of the document with this IRI in reading order; none when the store has no such document."""
    graph = terms.graph(document.removeprefix(terms.ID))
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ask(store, "units", graph=graph):
        rows[row["unit"].text].append(row)
    units = [_unit(listed) for listed in rows.values()]
    children: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent].append(unit)
    ordered: list[Unit] = []
    for unit in _sorted(children, document):
        _descend(unit, (), children, ordered)
    for unit in ordered:
        _leave_to(unit, children.get(unit.iri, []))
    return ordered


def _leave_to(unit: Unit, children: list[Unit]) -> None:
    """Cut off the words of a part that are also words of the parts in it: they stand there."""
    starts = [start for child in children if child.kind != REFERENCE for start, _ in child.runs]
    if starts and (place := unit.place(min(starts), min(starts) + 1)):
        unit.text = unit.text[: place[0]].rstrip()
        kept = bisect_left(unit.places, place[0])
        unit.offsets, unit.places = unit.offsets[:kept], unit.places[:kept]


def parts(store: Store, iris: Iterable[str]) -> dict[str, Unit]:
    """These parts alone by their IRI, without what stands around them."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ask_about(store, "parts", iris):
        rows[row["unit"].text].append(row)
    return {iri: _unit(listed) for iri, listed in rows.items()}


def _unit(rows: list[Row]) -> Unit:
    first = rows[0]
    unit = Unit(
        first["unit"].text,
        first["id"].text,
        first["kind"].text.removeprefix(terms.HR) if "kind" in first else "",
        first["parent"].text,
        first["text"].text if "text" in first else "",
        first["calls"].text if "calls" in first else "",
    )
    if unit.text:
        placed = sorted((int(row["start"].text), int(row["end"].text), row["exact"].text) for row in rows)
        unit.runs = tuple((start, end) for start, end, _ in placed)
        # The text of a part is its characters in their order; only white space differs.
        unit.offsets = [
            start + number
            for start, _, exact in placed
            for number, character in enumerate(exact)
            if not character.isspace()
        ]
        unit.places = [place for place, character in enumerate(unit.text) if not character.isspace()]
    return unit


def _first(unit: Unit, children: dict[str, list[Unit]]) -> int:
    below = [_first(child, children) for child in children.get(unit.iri, ()) if child.kind != REFERENCE]
    return min([start for start, _ in unit.runs] + below, default=0)


def _sorted(children: dict[str, list[Unit]], parent: str) -> list[Unit]:
    return sorted(children.get(parent, ()), key=lambda unit: _first(unit, children))


def _descend(unit: Unit, path: tuple[str, ...], children: dict[str, list[Unit]], ordered: list[Unit]) -> None:
    unit.depth, unit.path = len(path), path
    unit.notes = [child for child in _sorted(children, unit.iri) if child.kind == REFERENCE]
    ordered.append(unit)
    for child in _sorted(children, unit.iri):
        if child.kind != REFERENCE:
            _descend(child, (*path, unit.iri), children, ordered)


def grounds_of(store: Store, units: Iterable[Unit]) -> dict[str, list[Ground]]:
    """By the IRI of a part, its words that name something or say something."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ask_about(store, "marks", [unit.iri for unit in units if unit.text]):
        rows[row["ground"].text].append(row)
    found: dict[str, list[Ground]] = defaultdict(list)
    for iri, listed in rows.items():
        first = listed[0]
        runs = tuple(sorted({(int(row["start"].text), int(row["end"].text)) for row in listed}))
        thing = first["thing"].text if "thing" in first else ""
        said = int(first["said"].text) if "said" in first else 0
        found[first["unit"].text].append(Ground(iri, first["unit"].text, runs, thing, said))
    return found


def pieces_of(unit: Unit, grounds: Sequence[Ground], chosen: Sequence[Run] = ()) -> list[Piece]:
    """The text of a part cut where what was drawn from it changes; the words of `chosen` are marked.

    A piece that gave something begins and ends with a character that is no white space, and is more than a
    mark between two others: nobody can hit a comma.
    """
    places = [
        (place, ground) for ground in grounds if (place := unit.place(ground.runs[0][0], ground.runs[-1][1]))
    ]
    marked = [place for start, end in chosen if (place := unit.place(start, end))]
    notes = [(_after(unit, note), note) for note in unit.notes]
    cuts = {0, len(unit.text), *(position for position, _ in notes)}
    cuts.update(position for place, _ in places for position in place)
    cuts.update(position for place in marked for position in place)
    ordered = sorted(cuts)
    pieces: list[Piece] = []
    for start, end in pairwise(ordered):
        inside = [ground for (first, last), ground in places if first <= start and end <= last]
        names = any(ground.thing for ground in inside)
        says = any(ground.said and not ground.thing for ground in inside)
        is_chosen = any(first <= start and end <= last for first, last in marked)
        words = unit.text[start:end]
        is_word = any(character.isalnum() for character in words)
        if words.strip() and (is_chosen or (is_word and (names or says))):
            first, last = bisect_left(unit.places, start), bisect_left(unit.places, end)
            before, after = words[: -len(words.lstrip())], words[len(words.rstrip()) :]
            pieces += [Piece(before)] if before else []
            run = (unit.offsets[first], unit.offsets[last - 1] + 1)
            pieces.append(Piece(words.strip(), *run, names, says, is_chosen))
            pieces += [Piece(after)] if after else []
        else:
            pieces.append(Piece(words))
        pieces += [Piece("", note=note) for position, note in notes if position == end]
    return pieces


def _after(unit: Unit, note: Unit) -> int:
    """The place in the text after which a reference to a footnote stands."""
    number = bisect_left(unit.offsets, note.runs[0][0]) if note.runs else len(unit.offsets)
    return unit.places[number - 1] + 1 if number else 0


def share(units: Iterable[Unit], grounds: dict[str, list[Ground]]) -> float:
    """The share of characters, white space aside, that lie in words which gave something."""
    total = touched = 0
    for unit in units:
        inside: set[int] = set()
        for ground in grounds.get(unit.iri, ()):
            inside.update(range(ground.runs[0][0], ground.runs[-1][1]))
        total += len(unit.offsets)
        touched += sum(offset in inside for offset in unit.offsets)
    return touched / total if total else 0.0
