"""An IRI and a store in; everything the graph says of that thing, ready to be shown, out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.rdf import terms
from hrgraph.service.graph import Row, Value, ask, labels
from hrgraph.service.names import link, natural, short
from hrgraph.store.base import Store

_TYPE = terms.RDF_TYPE
_LABEL = terms.RDFS_LABEL
_WORDS = (terms.HR + "text", terms.HR + "quote")
_ORIGINS = {terms.GRAPH + "inferred": "inferred", terms.GRAPH + "links": "links"}
_FIRST = ("isPartOf", "hasAct", "names", "namesWithinTerm")
_LAST = (
    "mentions",
    "denotes",
    "isInPart",
    "hasSpan",
    "hasSegment",
    "selectsFrom",
    "isMadeBy",
    "hasReviewStatus",
)
_LONGEST = 1500


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
    """One value of a property; `origin` is a word code where it was not drawn from a text."""

    value: Shown
    origin: str | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The statements by one property, and how many there are in all; `origin` if all share it."""

    name: Shown
    count: int
    statements: tuple[Statement, ...]
    origin: str | None = None


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


class _Namer:
    """Labels in a language with a fall-back to the other one and to the short IRI."""

    def __init__(self, known: dict[str, dict[str, str]], language: str) -> None:
        self._known = known
        self._language = language

    def __call__(self, value: Value) -> Shown:
        if not value.is_iri:
            rest = len(value.text) - _LONGEST
            words = value.text if rest <= 0 else value.text[:_LONGEST] + "…"
            return Shown(words, None, value.language, max(rest, 0))
        return self.iri(value.text)

    def iri(self, iri: str) -> Shown:
        found = self._known.get(iri, {})
        for language in (self._language, "lv", "en", ""):
            if language in found:
                return Shown(found[language], link(iri), language)
        return Shown(short(iri), link(iri), has_label=False)

    def optional(self, value: Value | None) -> Shown | None:
        return None if value is None else self(value)


def describe(store: Store, iri: str, language: str) -> Thing:
    """Everything the graph says of the thing, labels in the language where there are any."""
    outgoing = ask(store, "outgoing", this=iri)
    evidence = ask(store, "evidence", this=iri)
    pointing = {row["p"].text: int(row["count"].text) for row in ask(store, "pointing", this=iri)}
    incoming = {name: ask(store, "incoming", this=iri, property=name) for name in pointing}
    incoming_evidence = {name: ask(store, "evidence-in", this=iri, property=name) for name in pointing}
    every = [outgoing, evidence, *incoming.values(), *incoming_evidence.values()]
    namer = _Namer(labels(store, {iri, *pointing, *_iris(every)}), language)
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
        says=_says(outgoing, _quotes(evidence, ("p", "o"), namer), namer),
        incoming=tuple(
            _incoming(
                name, pointing[name], incoming[name], _quotes(incoming_evidence[name], ("s",), namer), namer
            )
            for name in sorted(pointing, key=lambda name: _order(namer, name))
        ),
    )


def _iris(tables: Iterable[list[Row]]) -> set[str]:
    return {value.text for rows in tables for row in rows for value in row.values() if value.is_iri}


def _distinct(shown: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(dict.fromkeys(shown))


def _order(namer: _Namer, name: str) -> tuple[int, list[tuple[int, str]]]:
    own = name.removeprefix(terms.HR)
    if own in _FIRST:
        return _FIRST.index(own), []
    rank = 2 if own in _LAST else 1 if own == name else 0
    return len(_FIRST) + rank, natural(namer.iri(name).words)


def _quotes(
    rows: list[Row], key: tuple[str, ...], namer: _Namer
) -> dict[tuple[Value, ...], tuple[Quote, ...]]:
    found: dict[tuple[Value, ...], dict[Quote, None]] = defaultdict(dict)
    for row in rows:
        part, maker, status = (namer.optional(row.get(name)) for name in ("part", "maker", "status"))
        found[tuple(row[name] for name in key)][Quote(row["quote"].text, part, maker, status)] = None
    return {statement: tuple(quotes) for statement, quotes in found.items()}


def _says(
    rows: list[Row], quotes: dict[tuple[Value, ...], tuple[Quote, ...]], namer: _Namer
) -> tuple[Group, ...]:
    origins: dict[str, dict[Value, set[str]]] = defaultdict(lambda: defaultdict(set))
    properties: dict[str, Value] = {}
    for row in rows:
        if row["p"].text not in (_TYPE, _LABEL, *_WORDS):
            properties[row["p"].text] = row["p"]
            origins[row["p"].text][row["o"]].add(row["g"].text)
    groups = []
    for name in sorted(origins, key=lambda name: _order(namer, name)):
        statements = [
            Statement(namer(value), _origin(graphs), quotes.get((properties[name], value), ()))
            for value, graphs in origins[name].items()
        ]
        statements.sort(key=lambda statement: natural(statement.value.words))
        shared = {statement.origin for statement in statements}
        origin = shared.pop() if len(shared) == 1 else None
        groups.append(Group(namer.iri(name), len(statements), tuple(statements), origin))
    return tuple(sorted(groups, key=lambda group: group.origin == "inferred"))


def _origin(graphs: set[str]) -> str | None:
    codes = {_ORIGINS.get(graph) for graph in graphs}
    return next(iter(codes)) if len(codes) == 1 else None


def _incoming(
    name: str, count: int, rows: list[Row], quotes: dict[tuple[Value, ...], tuple[Quote, ...]], namer: _Namer
) -> Group:
    in_order = sorted((row["s"] for row in rows), key=lambda value: natural(value.text, fold=False))
    statements = [Statement(namer(value), None, quotes.get((value,), ())) for value in in_order]
    return Group(namer.iri(name), count, tuple(statements))
