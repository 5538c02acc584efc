"""A large dataset taken apart by document: N-Quads in, parts out that can be checked one after another.

What one document alone speaks of belongs to it; all else is shared. A statement goes where its subject
belongs. So whatever is said of a document's things, and of the shared things they point to, lies in two
places: with the document and with the shared statements. A shared thing may point to things of several
documents, and be pointed to; `Split.around` holds what its own shapes need of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hrgraph.rdf import terms
from hrgraph.store.columns import Columns, NotPlain, Row, written
from hrgraph.validate.lines import Lines, Part, rows_of

_TYPE = f"<{terms.RDF_TYPE}>".encode()
_SUBCLASS = f"<{terms.RDFS}subClassOf>".encode()
_SEGMENT = _TYPE + f" <{terms.HR}TextSegment> ".encode()
_NODE = b"<_"
_SHARED = -1


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


Jobs = Callable[[Callable[[Batch], Edge], Iterable[Batch]], Iterable[Edge]]
"""Does a job for each batch, as map does."""


def split(file: Path, folder: Path, asked: Asked, size: int, jobs: Jobs = map) -> Split:
    """Take apart a dataset into batches of some `size` in bytes; parts are written to `folder`.

    Raises NotPlain.
    """
    with Lines(file) as lines:
        graphs = lines.by_graph()
        documents = {
            graph: parts
            for graph, parts in graphs.items()
            if any(_SEGMENT in piece for piece in lines.pieces(parts))
        }
        others = [part for graph, parts in graphs.items() if graph not in documents for part in parts]
        batches, batch_of = _batches(file, documents, folder, size)
        sorter = _Sorter(*_homes(lines, list(documents.values())), asked)
        sorter.meet(row for piece in lines.pieces(others) for row in rows_of(piece))
        edges: list[Edge] = []
        for piece in lines.pieces(others):
            routed: dict[int, list[bytes]] = defaultdict(list)
            for line, home in sorter.sort(piece):
                routed[batch_of[home]].append(line)
            for number, some in routed.items():
                with batches[number].more.open("ab") as more:
                    more.writelines(some)
            edges.append(sorter.edge())
    shared, around, names = folder / "shared.nq", folder / "around.nq", frozenset(sorter.names)
    edges.append(sorter.named())
    edges += jobs(partial(edge_of, names=names, asked=asked), batches)
    with shared.open("wb") as common, around.open("wb") as about:
        common.writelines(edge.shared for edge in edges)
        about.writelines(edge.around for edge in edges)
    strangers, bridges, inward = (
        frozenset().union(*some)
        for some in zip(*((one.strangers, one.bridges, one.inward) for one in edges), strict=True)
    )
    return Split(shared, around, batches, names, strangers, bridges, inward)


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


def _homes(lines: Lines, documents: list[list[Part]]) -> tuple[dict[int, int], set[bytes]]:
    """By the hash of each node of a document its number, or that it is shared; and the shared nodes.

    Words that look like nodes count as such, and of two nodes with one hash the second counts as shared: to
    share a thing is never wrong.
    """
    homes: dict[int, int] = {}
    shared: set[bytes] = set()
    for number, parts in enumerate(documents):
        words: set[bytes] = set()
        for piece in lines.pieces(parts):
            words.update(piece.split())
        nodes = {hash(word): word for word in words if word[0] in _NODE}
        again = nodes.keys() & homes.keys()
        homes.update(dict.fromkeys(nodes, number))
        homes.update(dict.fromkeys(again, _SHARED))
        shared.update(nodes[found] for found in again)
    return homes, shared


class _Sorter:
    """Sorts the statements of no document, and remembers what links shared things with those of one."""

    def __init__(self, homes: dict[int, int], names: set[bytes], asked: Asked) -> None:
        self._homes = homes
        self._asked = asked
        self._backwards = {f"<{name}>".encode() for name in asked.backwards}
        self.names = names
        self._start()

    def _start(self) -> None:
        self._common: list[bytes] = []
        self._about: list[bytes] = []
        self._strangers: set[bytes] = set()
        self._bridges: set[bytes] = set()
        self._inward: set[bytes] = set()

    def edge(self) -> Edge:
        """What was met since the last time."""
        found = frozenset(self._strangers), frozenset(self._bridges), frozenset(self._inward)
        edge = Edge(*found, b"".join(self._common), b"".join(self._about))
        self._start()
        return edge

    def named(self) -> Edge:
        """The things of documents that shapes name."""
        nodes = (f"<{name}>".encode() for name in self._asked.nodes)
        return Edge(frozenset(filter(self._own, nodes)), frozenset(), frozenset(), b"", b"")

    def _own(self, node: bytes) -> bool:
        return self._homes.get(hash(node), _SHARED) != _SHARED

    def meet(self, rows: Iterable[Row]) -> None:
        """Where a statement of no document links the things of two, its object is shared."""
        homes = self._homes
        for subject, _, value in rows:
            ends = {homes.get(hash(subject), _SHARED), homes.get(hash(value), _SHARED)}
            if len(ends - {_SHARED}) == 2:
                homes[hash(value)] = _SHARED
                self.names.add(value)

    def sort(self, piece: bytes) -> Iterator[tuple[bytes, int]]:
        """Gather what is said of shared things, and around them.

        Gives the lines about the things of documents, each with the number of the document.
        """
        homes = self._homes
        # The lines are known to be plain: this takes half as long as the expression.
        for line in piece.splitlines(keepends=True):
            subject, predicate, value, _ = line.split(b" ", 3)
            home = homes.get(hash(subject), _SHARED)
            if home == _SHARED:
                self._common.append(line)
                self.names.add(subject)
                if self._own(value):
                    self._strangers.add(value)
                    self._bridges.add(predicate)
                    self._inward.add(predicate)
                continue
            if value[0] in _NODE and not self._own(value):
                self.names.add(value)
                if predicate != _TYPE:
                    self._bridges.add(predicate)
                if predicate in self._backwards:
                    self._strangers.add(subject)
                    self._about.append(line)
            if predicate == _SUBCLASS:
                self._common.append(line)
            yield line, home


def edge_of(batch: Batch, names: frozenset[bytes], asked: Asked) -> Edge:
    """What links the documents of a batch with shared things, which have these names. Raises NotPlain."""
    backwards = {f"<{name}>".encode() for name in asked.backwards}
    strangers: set[bytes] = set()
    bridges: set[bytes] = set()
    inward: set[bytes] = set()
    common, about = [], []
    try:
        for line in batch.documents().splitlines(keepends=True):
            subject, predicate, value, _ = line.split(b" ", 3)
            if subject in names:
                common.append(line)
                if value[0] in _NODE and value not in names:
                    strangers.add(value)
                    inward.add(predicate)
            elif value in names:
                if predicate != _TYPE:
                    bridges.add(predicate)
                if predicate in backwards:
                    strangers.add(subject)
                    about.append(line)
            if predicate == _SUBCLASS:
                common.append(line)
    except (ValueError, IndexError):
        raise NotPlain from None
    edges = frozenset(strangers), frozenset(bridges | inward), frozenset(inward)
    return Edge(*edges, b"".join(common), b"".join(about))
