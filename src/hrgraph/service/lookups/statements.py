"""Statements in words, and what each of them rests on."""

from collections import defaultdict
from dataclasses import dataclass

from hrgraph.rdf import terms
from hrgraph.rdf.terms import Run
from hrgraph.service.lookups.graph import Row, ask, labels
from hrgraph.service.lookups.names import digest, statement_address, words_address
from hrgraph.service.lookups.passages import Piece, Unit, parts, pieces_of
from hrgraph.service.lookups.things import Namer, Shown
from hrgraph.store.base import Store

_ORIGINS = {terms.GRAPH + name: name for name in ("entities", "inferred", "links", "questions", "metadata")}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in words, and its address."""

    subject: Shown
    predicate: Shown
    object: Shown
    address: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that says a statement: its words in the part they stand in, and who read them there."""

    quote: str
    runs: tuple[Run, ...]
    pieces: tuple[Piece, ...]
    document: Shown
    part: Shown
    address: str
    maker: Shown
    maker_name: str
    by_rule: bool
    pattern: str
    status: Shown
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with all that it rests on. `origins` are word codes of graphs that hold no text."""

    subject: str
    line: Line
    evidence: tuple[Evidence, ...]
    tables: tuple[tuple[str, str], ...]
    """Where it was taken from a table: the source and what the row says."""
    origins: tuple[str, ...]


def lines(store: Store, rows: list[Row], language: str) -> list[tuple[str, Line]]:
    """Statements given as rows of ?ground ?s ?p ?o: each with its ground, in words of the language."""
    named = {row[name].text for row in rows for name in "spo" if row[name].is_iri}
    namer = Namer(labels(store, named), language)
    found = []
    for row in rows:
        subject, predicate, value = row["s"], row["p"], row["o"]
        where = statement_address(subject.text, predicate.text, value)
        found.append((row["ground"].text, Line(namer(subject), namer(predicate), namer(value), where)))
    return found


def told(store: Store, subject: str, digits: str, language: str) -> Told | None:
    """The statement about this thing with these digits in its address; None if there is none."""
    found = [row for row in ask(store, "outgoing", this=subject) if digest(row["p"].text, row["o"]) == digits]
    if not found:
        return None
    predicate, value = found[0]["p"], found[0]["o"]
    rows = [row for row in ask(store, "grounds", this=subject, property=predicate.text) if row["o"] == value]
    texts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        texts[row["ground"].text].append(row)
    units = parts(store, {row["part"].text for row in rows})
    documents = {_document(iri) for iri in units}
    values = [predicate, value, *(row[name] for row in rows for name in ("part", "maker", "status"))]
    known = labels(store, {subject, *documents, *(value.text for value in values if value.is_iri)})
    namer = Namer(known, language)
    line = Line(
        namer.iri(subject), namer(predicate), namer(value), statement_address(subject, predicate.text, value)
    )
    return Told(
        subject=subject,
        line=line,
        evidence=tuple(_evidence(listed, units, namer) for listed in texts.values()),
        tables=tuple(
            (row["source"].text, row["comment"].text if "comment" in row else "")
            for row in ask(store, "tables", this=subject, property=predicate.text)
            if row["o"] == value
        ),
        origins=tuple(sorted({_ORIGINS[row["g"].text] for row in found if row["g"].text in _ORIGINS})),
    )


def _document(part: str) -> str:
    return terms.ID + part.removeprefix(terms.ID).partition("/")[0]


def _evidence(rows: list[Row], units: dict[str, Unit], namer: Namer) -> Evidence:
    first = rows[0]
    part, maker = first["part"].text, first["maker"].text
    runs = tuple(sorted({(int(row["start"].text), int(row["end"].text)) for row in rows}))
    whole = (runs[0][0], runs[-1][1])
    unit = units.get(part)
    return Evidence(
        quote=first["quote"].text,
        runs=runs,
        pieces=tuple(pieces_of(unit, (), (whole,))) if unit else (),
        document=namer.iri(_document(part)),
        part=namer.iri(part),
        address=words_address(part, whole),
        maker=namer.iri(maker),
        maker_name=maker.removeprefix(terms.ID).partition("/")[2],
        by_rule=maker.startswith(terms.ID + "rule/"),
        pattern=first["pattern"].text if "pattern" in first else "",
        status=namer(first["status"]),
        reason=first["reason"].text if "reason" in first else "",
    )
