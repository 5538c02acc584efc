"""An IRI and a store in; everything the graph says of that thing, ready to be shown, out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.rdf import terms
from hrgraph.service.lookups.graph import Row, Value, ask, labels
from hrgraph.service.lookups.names import link, natural, short, statement_address, words_address
from hrgraph.service.texts import word
from hrgraph.store.base import Store

_TYPE = terms.RDF_TYPE
_LABEL = terms.RDFS_LABEL
_WORDS = (terms.HR + "text", terms.HR + "quote")
_ORIGINS = {terms.GRAPH + "inferred": "inferred", terms.GRAPH + "links": "links"}
_FIRST = ("isPartOf", "hasAct", "names", "namesWithinTerm")
_LAST = (
    "mentions",
    "isInPart",
    "hasSpan",
    "hasSegment",
    "selectsFrom",
    "isMadeBy",
    "hasReviewStatus",
)
_HAS_ACT = terms.HR + "hasAct"
_DENOTES = terms.HR + "denotes"
_LONGEST = 1500
_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it: its words, where it leads, its language, what is cut off."""

    words: str
    address: str | None = None
    language: str = ""
    cut: int = 0
    has_label: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a statement, where they stand, and who or what found them."""

    words: str
    part: Shown | None
    maker: Shown | None
    status: Shown | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of a property; `origin` is a word code where it was not drawn from a text.

    When the value is an act, `objects` are the things it acts on.
    """

    value: Shown
    origin: str | None = None
    quotes: tuple[Quote, ...] = ()
    address: str | None = None
    objects: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The statements by one property, and how many there are in all; `origin` if all share it."""

    name: Shown
    count: int
    statements: tuple[Statement, ...]
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Words that name a thing: the part they stand in, and the address where they are marked in it."""

    words: str
    part: Shown
    address: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What a page about a thing shows."""

    iri: str
    title: str
    other_title: str
    has_label: bool
    kinds: tuple[Shown, ...] = ()
    words: tuple[Shown, ...] = ()
    says: tuple[Group, ...] = ()
    incoming: tuple[Group, ...] = ()
    named: tuple[Place, ...] = ()
    named_count: int = 0
    reading: str | None = None


class Namer:
    """Labels in a language with a fall-back to the other one and to the short IRI."""

    def __init__(self, known: dict[str, dict[str, str]], language: str) -> None:
        self._known = known
        self._language = language

    def __call__(self, value: Value) -> Shown:
        """A term of an answer as a page shows it; long words are cut."""
        if not value.is_iri:
            rest = len(value.text) - _LONGEST
            words = value.text if rest <= 0 else value.text[:_LONGEST] + "…"
            return Shown(words, None, value.language, max(rest, 0))
        return self.iri(value.text)

    def iri(self, iri: str) -> Shown:
        """A thing by its label."""
        found = self._known.get(iri, {})
        for language in (self._language, "lv", "en", ""):
            if language in found:
                return Shown(found[language], link(iri), language)
        if iri == _TYPE:
            return Shown(word("is-a", self._language), link(iri))
        return Shown(short(iri), link(iri), has_label=False)

    def optional(self, value: Value | None) -> Shown | None:
        """The term, if there is one."""
        return None if value is None else self(value)


def describe(store: Store, iri: str, language: str) -> Thing:
    """Everything the graph says of the thing, labels in the language where there are any."""
    outgoing = ask(store, "outgoing", this=iri)
    evidence = ask(store, "evidence", this=iri)
    pointing = {
        row["p"].text: int(row["count"].text)
        for row in ask(store, "pointing", this=iri)
        if row["p"].text != _DENOTES
    }
    named = sorted(
        ask(store, "mentions", this=iri),
        key=lambda row: (row["part"].text.split("/")[4:6], int(row["start"].text)),
    )
    incoming = {name: ask(store, "incoming", this=iri, property=name) for name in pointing}
    incoming_evidence = {name: ask(store, "evidence-in", this=iri, property=name) for name in pointing}
    has_acts = any(row["p"].text == _HAS_ACT for row in outgoing)
    acts = ask(store, "acts", this=iri) if has_acts else []
    every = [outgoing, evidence, acts, *incoming.values(), *incoming_evidence.values()]
    shown = [row["part"].text for row in named[:_MOST_PLACES]]
    namer = Namer(labels(store, {iri, *pointing, *shown, *_iris(every)}), language)
    own = {row["o"].language: row["o"].text for row in outgoing if row["p"].text == _LABEL}
    title = own.get(language) or namer.iri(iri).words
    said_first = sorted(outgoing, key=lambda row: row["g"].text in _ORIGINS)
    return Thing(
        iri=iri,
        title=title,
        other_title=next(
            (text for tag, text in sorted(own.items()) if tag != language and text != title), ""
        ),
        has_label=bool(own),
        kinds=_distinct(namer(row["o"]) for row in said_first if row["p"].text == _TYPE),
        words=_distinct(namer(row["o"]) for row in outgoing if row["p"].text in _WORDS),
        says=_says(iri, outgoing, _quotes(evidence, ("p", "o"), namer), acts, namer),
        incoming=tuple(
            _incoming(
                iri,
                name,
                pointing[name],
                incoming[name],
                _quotes(incoming_evidence[name], ("s",), namer),
                namer,
            )
            for name in sorted(pointing, key=lambda name: _order(namer, name))
        ),
        named=tuple(_place(row, namer) for row in named[:_MOST_PLACES]),
        named_count=len(named),
        reading=_reading(outgoing, iri),
    )


def _place(row: Row, namer: Namer) -> Place:
    words = (int(row["start"].text), int(row["end"].text))
    return Place(row["quote"].text, namer(row["part"]), words_address(row["part"].text, words))


def _reading(outgoing: list[Row], iri: str) -> str | None:
    """Where the text of a document or of a part is read."""
    said = {row["p"].text for row in outgoing}
    if terms.HR + "hasSourceText" in said:
        return f"/document/{iri.removeprefix(terms.ID)}"
    is_part = {terms.HR + "isPartOf", terms.DCT + "identifier", terms.HR + "text"} <= said
    return words_address(iri, (0, 0)).partition("?")[0] if is_part else None


def _iris(tables: Iterable[list[Row]]) -> set[str]:
    return {value.text for rows in tables for row in rows for value in row.values() if value.is_iri}


def _distinct(shown: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(dict.fromkeys(shown))


def _order(namer: Namer, name: str) -> tuple[int, list[tuple[int, str]]]:
    own = name.removeprefix(terms.HR)
    if own in _FIRST:
        return _FIRST.index(own), []
    rank = 2 if own in _LAST else 1 if own == name else 0
    return len(_FIRST) + rank, natural(namer.iri(name).words)


def _quotes(
    rows: list[Row], key: tuple[str, ...], namer: Namer
) -> dict[tuple[Value, ...], tuple[Quote, ...]]:
    found: dict[tuple[Value, ...], dict[Quote, None]] = defaultdict(dict)
    for row in rows:
        part, maker, status = (namer.optional(row.get(name)) for name in ("part", "maker", "status"))
        found[tuple(row[name] for name in key)][Quote(row["quote"].text, part, maker, status)] = None
    return {statement: tuple(quotes) for statement, quotes in found.items()}


def _says(
    iri: str,
    rows: list[Row],
    quotes: dict[tuple[Value, ...], tuple[Quote, ...]],
    acts: list[Row],
    namer: Namer,
) -> tuple[Group, ...]:
    places = {row["act"]: int(row["ordinal"].text) for row in acts if "ordinal" in row}
    objects = _objects(acts, namer)
    origins: dict[str, dict[Value, set[str]]] = defaultdict(lambda: defaultdict(set))
    properties: dict[str, Value] = {}
    for row in rows:
        if row["p"].text not in (_TYPE, _LABEL, *_WORDS):
            properties[row["p"].text] = row["p"]
            origins[row["p"].text][row["o"]].add(row["g"].text)
    groups = []
    for name in sorted(origins, key=lambda name: _order(namer, name)):
        statements = [
            Statement(
                namer(value),
                _origin(graphs),
                quotes.get((properties[name], value), ()),
                statement_address(iri, name, value),
                objects.get(value, ()),
            )
            for value, graphs in sorted(
                origins[name].items(),
                key=lambda item: (places.get(item[0], 0), natural(namer(item[0]).words)),
            )
        ]
        shared = {statement.origin for statement in statements}
        origin = shared.pop() if len(shared) == 1 else None
        groups.append(Group(namer.iri(name), len(statements), tuple(statements), origin))
    return tuple(sorted(groups, key=lambda group: group.origin == "inferred"))


def _objects(acts: list[Row], namer: Namer) -> dict[Value, tuple[Shown, ...]]:
    found: dict[Value, set[Shown]] = defaultdict(set)
    for row in acts:
        if "thing" in row:
            found[row["act"]].add(namer(row["thing"]))
    return {act: tuple(sorted(things, key=lambda one: natural(one.words))) for act, things in found.items()}


def _origin(graphs: set[str]) -> str | None:
    codes = {_ORIGINS.get(graph) for graph in graphs}
    return next(iter(codes)) if len(codes) == 1 else None


def _incoming(
    iri: str,
    name: str,
    count: int,
    rows: list[Row],
    quotes: dict[tuple[Value, ...], tuple[Quote, ...]],
    namer: Namer,
) -> Group:
    in_order = sorted((row["s"] for row in rows), key=lambda value: natural(value.text, fold=False))
    this = Value(iri, is_iri=True)
    statements = [
        Statement(namer(value), None, quotes.get((value,), ()), statement_address(value.text, name, this))
        for value in in_order
    ]
    return Group(namer.iri(name), count, tuple(statements))
