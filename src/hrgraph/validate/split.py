"""A large dataset taken apart by document: N-Quads in, parts out that can be checked one after another.

What one document alone speaks of belongs to it; all else is shared. A statement goes where its subject
belongs. So whatever is said of a document's things, and of the shared things they point to, lies in two
places: with the document and with the shared statements. A shared thing may point to things of several
documents, and be pointed to; `Split.around` holds what its own shapes need of them.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hrgraph.rdf import terms
from hrgraph.validate.lines import Lines, Part, Row, rows_of

_TYPE = f"<{terms.RDF_TYPE}>".encode()
_SUBCLASS = f"<{terms.RDFS}subClassOf>".encode()
_SEGMENT = _TYPE + f" <{terms.HR}TextSegment> ".encode()
_TYPES = re.compile(rb"^((\S+) " + re.escape(_TYPE) + rb" .*\n)", re.MULTILINE)
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

    graphs: frozenset[str]
    parts: tuple[Part, ...]
    more: Path


@dataclass(frozen=True)
class Split:
    """A dataset taken apart.

    `shared` holds the statements on shared things and `around` what else their shapes look at: the types of
    the documents' things they point to (`strangers`), and the statements that properties in use backwards
    make about them. `names` are the things that several documents speak of, `bridges` the properties that
    link these with things of one document, `inward` those of them that lead to a thing of one document. Nodes
    are written as in N-Triples.
    """

    file: Path
    shared: Path
    around: Path
    batches: tuple[Batch, ...]
    names: frozenset[bytes]
    strangers: frozenset[bytes]
    bridges: frozenset[bytes]
    inward: frozenset[bytes]

    def write(self, properties: Iterable[str], types: Iterable[str] | None, out: Path) -> None:
        """Write every statement on a thing of a document that has one of the properties.

        Of rdf:type, if it is one of them, only the statements with one of the types; None: all of them.
        """
        wanted = {f"<{name}>".encode() for name in properties}
        if types is not None and _TYPE in wanted:
            wanted = wanted - {_TYPE} | {_TYPE + f" <{name}>".encode() for name in types}
        with Lines(self.file) as lines, out.open("wb") as file:
            for batch in self.batches:
                for piece in _pieces(lines, batch):
                    some = piece.splitlines(keepends=True)
                    for line in some:
                        _, predicate, value, _ = line.split(b" ", 3)
                        if predicate in wanted or predicate + b" " + value in wanted:
                            file.write(line)


def split(file: Path, folder: Path, shapes: Asked, size: int) -> Split:
    """Take apart a dataset into batches of some `size` in bytes; parts are written to `folder`.

    Raises NotPlain.
    """
    shared, around = folder / "shared.nq", folder / "around.nq"
    with Lines(file) as lines, shared.open("wb") as common, around.open("wb") as about:
        graphs = lines.by_graph()
        documents = {
            graph: parts
            for graph, parts in graphs.items()
            if any(_SEGMENT in piece for piece in lines.pieces(parts))
        }
        others = [part for graph, parts in graphs.items() if graph not in documents for part in parts]
        batches, batch_of = _batches(documents, folder, size)
        sorter = _Sorter(_homes(lines, list(documents.values())), shapes, common, about)
        sorter.meet(row for piece in lines.pieces(others) for row in rows_of(piece))
        for piece in lines.pieces(others):
            routed: dict[int, list[bytes]] = defaultdict(list)
            for line, home in sorter.sort(piece):
                routed[batch_of[home]].append(line)
            for number, some in routed.items():
                with batches[number].more.open("ab") as more:
                    more.writelines(some)
        for batch in batches:
            for piece in lines.pieces(batch.parts):
                deque(sorter.sort(piece), maxlen=0)
        for batch in batches if sorter.strangers else ():
            for piece in _pieces(lines, batch):
                about.writelines(line for line, node in _TYPES.findall(piece) if node in sorter.strangers)
    found = map(frozenset, (sorter.names, sorter.strangers, sorter.bridges, sorter.inward))
    return Split(file, shared, around, batches, *found)


def _batches(
    documents: dict[str, list[Part]], folder: Path, size: int
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
            frozenset(graphs),
            tuple(part for graph in graphs for part in documents[graph]),
            folder / f"batch{number:05}.nq",
        )
        for number, graphs in enumerate(grouped)
    ]
    for batch in batches:
        batch.more.write_bytes(b"")
    return tuple(batches), numbers


def _homes(lines: Lines, documents: list[list[Part]]) -> dict[int, int]:
    """By the hash of each node that a document speaks of: the number of the document, or that it is shared.

    Two nodes with one hash count as shared, which is never wrong.
    """
    homes: dict[int, int] = {}
    for number, parts in enumerate(documents):
        nodes: set[bytes] = set()
        for piece in lines.pieces(parts):
            for subject, _, value in rows_of(piece):
                nodes.add(subject)
                nodes.add(value)
        nodes.discard(b"")
        found = set(map(hash, nodes))
        again = found & homes.keys()
        homes.update(dict.fromkeys(found, number))
        homes.update(dict.fromkeys(again, _SHARED))
    return homes


class _Sorter:
    """Sorts statements, and remembers what links shared things with those of one document."""

    def __init__(self, homes: dict[int, int], shapes: Asked, common: BinaryIO, about: BinaryIO) -> None:
        self._homes = homes
        self._common, self._about = common, about
        self._backwards = {f"<{name}>".encode() for name in shapes.backwards}
        self.names: set[bytes] = set()
        self.strangers = {node for name in shapes.nodes if self._own(node := f"<{name}>".encode())}
        self.bridges: set[bytes] = set()
        self.inward: set[bytes] = set()

    def _own(self, node: bytes) -> bool:
        return self._homes.get(hash(node), _SHARED) != _SHARED

    def meet(self, rows: Iterable[Row]) -> None:
        """Where a statement of no document links the things of two, its object is shared."""
        homes = self._homes
        for subject, _, value in rows:
            ends = {homes.get(hash(subject), _SHARED), homes.get(hash(value), _SHARED)}
            if len(ends - {_SHARED}) == 2:
                homes[hash(value)] = _SHARED

    def sort(self, piece: bytes) -> Iterator[tuple[bytes, int]]:
        """Write lines to where statements on shared things, or around them, are gathered.

        Gives the lines about the things of documents, each with the number of the document.
        """
        homes = self._homes
        # The lines are known to be plain: this takes half as long as the expression.
        for line in piece.splitlines(keepends=True):
            subject, predicate, value, _ = line.split(b" ", 3)
            home = homes.get(hash(subject), _SHARED)
            if home == _SHARED:
                self._common.write(line)
                self.names.add(subject)
                if self._own(value):
                    self.strangers.add(value)
                    self.bridges.add(predicate)
                    self.inward.add(predicate)
                continue
            if value[0] in _NODE and homes.get(hash(value), _SHARED) == _SHARED:
                self.names.add(value)
                if predicate != _TYPE:
                    self.bridges.add(predicate)
                if predicate in self._backwards:
                    self.strangers.add(subject)
                    self._about.write(line)
            if predicate == _SUBCLASS:
                self._common.write(line)
            yield line, home


def _pieces(lines: Lines, batch: Batch) -> Iterator[bytes]:
    """All statements on the things of a batch."""
    yield from lines.pieces(batch.parts)
    with Lines(batch.more) as more:
        yield from more.pieces([(0, more.size)])
