"""A large dataset taken apart by document: N-Quads in, parts out that can be checked one after another.

What one document alone speaks of belongs to it; all else is shared. A statement goes where its subject
belongs. So whatever is said of a document's things, and of the shared things they point to, lies in two
places: with the document and with the shared statements. A shared thing may point to things of several
documents, and be pointed to; `Split.around` holds what its own shapes need of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from hrgraph.rdf import terms
from hrgraph.store.columns import Columns, NotPlain, written
from hrgraph.validate.lines import Lines, Part, rows_of

_TYPE = f"<{terms.RDF_TYPE}>".encode()
_SUBCLASS = f"<{terms.RDFS}subClassOf>".encode()
_SEGMENT = _TYPE + f" <{terms.HR}TextSegment> ".encode()
_NODE = b"<_"
_SHARED = -1

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True)
class Asked:
    """What shapes ask for: properties that they follow from object to subject, and nodes that they name."""

    backwards: frozenset[str]
    nodes: frozenset[str]


@dataclass(frozen=True)
class Batch:
    """Documents to be checked together: where their graphs lie, and what other graphs say of their things."""

    file: Path
    graphs: frozenset[str]
    parts: tuple[Part, ...]
    more: Path

    def documents(self) -> bytes:
        """The graphs of the documents, as N-Quads."""
        with Lines(self.file) as lines:
            return b"".join(lines.pieces(self.parts))


@dataclass(frozen=True)
class Edge:
    """What links shared things with those of one document.

    `strangers` are the documents' things that shared things point to, or that shapes look at beside them;
    `bridges` the properties that link things of both kinds, `inward` those of them that lead to a thing of
    one document. `shared` are statements on shared things, `around` what else their shapes look at, as
    N-Quads.
    """

    strangers: frozenset[bytes]
    bridges: frozenset[bytes]
    inward: frozenset[bytes]
    shared: bytes
    around: bytes


@dataclass(frozen=True)
class Split:
    """A dataset taken apart; `shared` and `around` are files, the rest as in `Edge`.

    `names` are the things that several documents speak of, as N-Triples writes them. Of the strangers the
    types are not among `around`: `types_of` gives those of a batch.
    """

    shared: Path
    around: Path
    batches: tuple[Batch, ...]
    names: frozenset[bytes]
    strangers: frozenset[bytes]
    bridges: frozenset[bytes]
    inward: frozenset[bytes]

    def types_of(self, columns: Columns, graph: str) -> bytes:
        """The statements of a batch on the types of strangers, as N-Quads of a graph."""
        things = self.strangers & columns.things(terms.RDF_TYPE)
        rows = columns.rows(_TYPE) if things else ()
        return written((row for row in rows if row[0] in things), graph)

    def some_of(
        self, columns: Columns, properties: Iterable[str], types: Iterable[str] | None, graph: str
    ) -> bytes:
        """The statements of a batch that have one of the properties, as N-Quads of a graph.

        Of rdf:type, if it is one of them, only the statements with one of the types; None: all of them.
        """
        kinds = None if types is None else {f"<{name}>".encode() for name in types}
        wanted = {f"<{name}>".encode() for name in properties} & columns.properties
        return b"".join(
            written(
                (
                    row
                    for row in columns.rows(name)
                    if row[0] not in self.names and (name != _TYPE or kinds is None or row[2] in kinds)
                ),
                graph,
            )
            for name in sorted(wanted)
        )


class Jobs(Protocol):
    """Does a job for each thing, as map does."""

    def __call__(self, job: Callable[[_T], _R], things: Iterable[_T], /) -> Iterable[_R]:
        """The results, in the order of the things."""


def split(file: Path, folder: Path, asked: Asked, size: int, jobs: Jobs = map) -> Split:
    """Take apart a dataset into batches of some `size` in bytes; parts are written to `folder`.

    Raises NotPlain.
    """
    shared, around = folder / "shared.nq", folder / "around.nq"
    strangers: set[bytes] = set()
    bridges: set[bytes] = set()
    inward: set[bytes] = set()
    with Lines(file) as lines, shared.open("wb") as common, around.open("wb") as about:
        graphs = lines.by_graph()
        documents = {
            graph: parts
            for graph, parts in graphs.items()
            if any(_SEGMENT in piece for piece in lines.pieces(parts))
        }
        others = [part for graph, parts in graphs.items() if graph not in documents for part in parts]
        batches, batch_of = _batches(file, documents, folder, size)
        homes, names = _homes(jobs(partial(nodes_of, file), documents.values()))
        for piece in lines.pieces(others):
            names |= _linked(piece, homes)
        edges = (_sorted(piece, homes, asked, batches, batch_of) for piece in lines.pieces(others))
        of_documents = jobs(partial(edge_of, names=frozenset(names), asked=asked), batches)
        for edge in chain(edges, of_documents):
            strangers |= edge.strangers
            bridges |= edge.bridges
            inward |= edge.inward
            common.write(edge.shared)
            about.write(edge.around)
    nodes = (f"<{name}>".encode() for name in asked.nodes)
    strangers.update(node for node in nodes if homes.get(hash(node), _SHARED) != _SHARED)
    return Split(
        shared, around, batches, frozenset(names), frozenset(strangers), frozenset(bridges), frozenset(inward)
    )


def _batches(
    file: Path, documents: dict[str, list[Part]], folder: Path, size: int
) -> tuple[tuple[Batch, ...], list[int]]:
    """The documents in batches, and the number of the batch of each."""
    grouped: list[list[str]] = []
    numbers, full = [], size
    for graph, parts in documents.items():
        if full >= size:
            grouped.append([])
            full = 0
        grouped[-1].append(graph)
        numbers.append(len(grouped) - 1)
        full += sum(end - start for start, end in parts)
    batches = [
        Batch(
            file,
            frozenset(graphs),
            tuple(part for graph in graphs for part in documents[graph]),
            folder / f"batch{number:05}.nq",
        )
        for number, graphs in enumerate(grouped)
    ]
    for batch in batches:
        batch.more.write_bytes(b"")
    return tuple(batches), numbers


def _homes(documents: Iterable[bytes]) -> tuple[dict[int, int], set[bytes]]:
    """By the hash of each node of a document its number, or that it is shared; and the shared nodes.

    The documents are given as their nodes. Of two nodes with one hash the second counts as shared: to share
    a thing is never wrong.
    """
    homes: dict[int, int] = {}
    shared: set[bytes] = set()
    for number, words in enumerate(documents):
        nodes = {hash(word): word for word in words.split()}
        again = nodes.keys() & homes.keys()
        homes.update(dict.fromkeys(nodes, number))
        homes.update(dict.fromkeys(again, _SHARED))
        shared.update(nodes[found] for found in again)
    return homes, shared


def nodes_of(file: Path, parts: Iterable[Part]) -> bytes:
    """The nodes in parts of a file, with blanks between; words that look like nodes count as such."""
    words: set[bytes] = set()
    with Lines(file) as lines:
        for piece in lines.pieces(parts):
            words.update(piece.split())
    return b" ".join(word for word in words if word[0] in _NODE)


def _linked(piece: bytes, homes: dict[int, int]) -> set[bytes]:
    """The objects of statements of no document that link the things of two: these are shared from now on."""
    found = set()
    for subject, _, value in rows_of(piece):
        ends = {homes.get(hash(subject), _SHARED), homes.get(hash(value), _SHARED)}
        if len(ends - {_SHARED}) == 2:
            homes[hash(value)] = _SHARED
            found.add(value)
    return found


def _sorted(
    piece: bytes, homes: dict[int, int], asked: Asked, batches: Sequence[Batch], batch_of: list[int]
) -> Edge:
    """Give the batches what lines of no document say of their things; the rest is about shared things."""
    seam = _Seam(asked, lambda node: homes.get(hash(node), _SHARED) == _SHARED)
    routed: dict[int, list[bytes]] = defaultdict(list)
    for line in piece.splitlines(keepends=True):
        subject, predicate, value, _ = line.split(b" ", 3)
        seam.take(line, subject, predicate, value)
        if (home := homes.get(hash(subject), _SHARED)) != _SHARED:
            routed[batch_of[home]].append(line)
    for number, some in routed.items():
        with batches[number].more.open("ab") as more:
            more.writelines(some)
    return seam.edge()


def edge_of(batch: Batch, names: frozenset[bytes], asked: Asked) -> Edge:
    """What links the documents of a batch with shared things, which have these names. Raises NotPlain."""
    seam = _Seam(asked, names.__contains__)
    try:
        for line in batch.documents().splitlines(keepends=True):
            subject, predicate, value, _ = line.split(b" ", 3)
            if subject in names or predicate == _SUBCLASS or (value in names and predicate != _TYPE):
                seam.take(line, subject, predicate, value)
    except (ValueError, IndexError):
        raise NotPlain from None
    return seam.edge()


class _Seam:
    """Remembers what links shared things with those of one document, line by line."""

    def __init__(self, asked: Asked, is_shared: Callable[[bytes], bool]) -> None:
        self._backwards = {f"<{name}>".encode() for name in asked.backwards}
        self._is_shared = is_shared
        self._common: list[bytes] = []
        self._about: list[bytes] = []
        self._strangers: set[bytes] = set()
        self._bridges: set[bytes] = set()
        self._inward: set[bytes] = set()

    def take(self, line: bytes, subject: bytes, predicate: bytes, value: bytes) -> None:
        """Look at a line, and at the terms it begins with."""
        if self._is_shared(subject):
            self._common.append(line)
            if value[0] in _NODE and not self._is_shared(value):
                self._strangers.add(value)
                self._inward.add(predicate)
            return
        if predicate == _SUBCLASS:
            self._common.append(line)
        if value[0] in _NODE and self._is_shared(value):
            if predicate != _TYPE:
                self._bridges.add(predicate)
            if predicate in self._backwards:
                self._strangers.add(subject)
                self._about.append(line)

    def edge(self) -> Edge:
        """All that was found."""
        bridges = frozenset(self._bridges | self._inward)
        found = frozenset(self._strangers), bridges, frozenset(self._inward)
        return Edge(*found, b"".join(self._common), b"".join(self._about))
