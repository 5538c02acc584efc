"""Statements by property, as written in N-Triples: plain N-Quads in, columns of subjects and objects out.

A question about one property needs no engine then: which things lack it is one set without another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from io import BytesIO
from itertools import repeat

from hrgraph.rdf.terms import RDF_TYPE, XSD

Row = tuple[bytes, bytes, bytes]
"""Subject, property and object, as written in N-Triples."""
Lists = tuple[list[bytes], list[bytes]]

_TYPE = f"<{RDF_TYPE}>".encode()
_PROPERTY = re.compile(rb"<[^<>\" ]*>")
_LANGUAGE = re.compile(rb"@[a-z]+(-[a-z0-9]+)*")
_DATATYPE = re.compile(rb'"\^\^<[^<>" ]*>')
_GRAPH = re.compile(rb' <([^<>" ]*)> \.\n')
_PIECE = 2**16
_QUOTE, _CLOSING = b'">'
_STRING = f'"^^<{XSD}string>'.encode()
_ESCAPES = re.compile(rb'(?:[^\\]|\\[tbnrf"\\]|\\u00(?:[01][0-9A-F]|7F))*')


class NotPlain(ValueError):
    """The lines are no N-Quads as they are mostly written: one blank between terms, each in a named graph."""


class Columns:
    """Statements by property; one that is given twice counts once wherever values are counted."""

    def __init__(self, lists: Mapping[bytes, Lists]) -> None:
        self._lists = lists
        self._sets: dict[str, set[bytes]] = {}
        self._several: dict[str, dict[bytes, set[bytes]]] = {}

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> "Columns":
        """The statements of lines without their end. Raises NotPlain for a line of fewer than three terms."""
        lists: dict[bytes, Lists] = defaultdict(lambda: ([], []))
        try:
            for line in lines:
                subject, predicate, value = line.split(b" ", 2)
                subjects, values = lists[predicate]
                subjects.append(subject)
                values.append(value)
        except ValueError:
            raise NotPlain from None
        return cls(dict(lists))

    @classmethod
    def together(cls, parts: Sequence["Columns"]) -> "Columns":
        """The statements of all parts."""
        gathered: dict[bytes, list[Lists]] = defaultdict(list)
        for part in parts:
            for predicate, lists in part._lists.items():
                gathered[predicate].append(lists)
        return cls(
            {
                predicate: some[0]
                if len(some) == 1
                else (_joined(one for one, _ in some), _joined(two for _, two in some))
                for predicate, some in gathered.items()
            }
        )

    @property
    def properties(self) -> Set[bytes]:
        """The properties of the statements."""
        return self._lists.keys()

    def lists(self, predicate: bytes) -> Lists:
        """The subjects and the objects of the statements with a property, given as in N-Triples."""
        return self._lists.get(predicate, ([], []))

    def pairs(self, way: str) -> Lists:
        """The things and their values along a property, or against it after a caret; item by item."""
        forward, backward = self.lists(f"<{way.removeprefix('^')}>".encode())
        return (backward, forward) if way.startswith("^") else (forward, backward)

    def rows(self, predicate: bytes) -> Iterator[Row]:
        """The statements with a property, which is given as in N-Triples."""
        subjects, values = self.lists(predicate)
        return zip(subjects, repeat(predicate), values)

    def things(self, way: str) -> set[bytes]:
        """What has a value along a way."""
        if way not in self._sets:
            self._sets[way] = set(self.pairs(way)[0])
        return self._sets[way]

    def values(self, way: str) -> set[bytes]:
        """All values along a way."""
        return self.things(way[1:] if way.startswith("^") else f"^{way}")

    def several(self, way: str) -> dict[bytes, set[bytes]]:
        """The things with more than one value along a way, each with its values."""
        if way not in self._several:
            things, values = self.pairs(way)
            found: dict[bytes, set[bytes]] = {}
            if len(things) > len(self.things(way)):
                seen: set[bytes] = set()
                again = {thing for thing in things if thing in seen or seen.add(thing)}  # type: ignore[func-returns-value]
                for thing, value in zip(things, values, strict=True):
                    if thing in again:
                        found.setdefault(thing, set()).add(value)
            self._several[way] = {thing: some for thing, some in found.items() if len(some) > 1}
        return self._several[way]

    def members(self, cls: str) -> set[bytes]:
        """The things of a class, by its IRI."""
        return self._members.get(f"<{cls}>".encode(), set())

    @cached_property
    def _members(self) -> dict[bytes, set[bytes]]:
        found: dict[bytes, set[bytes]] = defaultdict(set)
        for thing, cls in zip(*self._lists.get(_TYPE, ([], [])), strict=True):
            found[cls].add(thing)
        return dict(found)

    def check(self) -> None:
        """Raises NotPlain when a term may be written in another way than the engine would write it.

        Equal terms have to be equal bytes.
        """
        for predicate, (subjects, values) in self._lists.items():
            text = b"".join(values)
            if not (_PROPERTY.fullmatch(predicate) and all(values)) or min(subjects) < b"<":
                raise NotPlain
            if b'"' in text or b" " in text or b"\\" in text:
                _check_words(values)


def _check_words(values: Iterable[bytes]) -> None:
    languages, datatypes = set(), set()
    for value in values:
        if value[0] != _QUOTE:
            if b" " in value or b"\\" in value:
                raise NotPlain
            continue
        if value[-1] == _CLOSING:
            datatypes.add(value[value.rfind(b'"') :])
        elif value[-1] != _QUOTE:
            languages.add(value[value.rfind(b"@") :])
        if b'" <' in value or (b"\\" in value and not _ESCAPES.fullmatch(value)):
            raise NotPlain
    if not all(map(_LANGUAGE.fullmatch, languages)) or not all(map(_DATATYPE.fullmatch, datatypes)):
        raise NotPlain


def _joined(lists: Iterable[list[bytes]]) -> list[bytes]:
    found: list[bytes] = []
    for one in lists:
        found += one
    return found


def _pieces(content: bytes) -> Iterator[bytes]:
    """The content in pieces, each of whole lines: most hold lines of one graph, and are taken as one."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start + _PIECE) + 1 or len(content)
        piece = content[start:end]
        yield piece if piece.endswith(b"\n") else piece + b"\n"
        start = end


def by_graph(content: bytes, *, written: bool = False) -> dict[str, Columns]:
    """The statements of each graph of plain N-Quads; `written` says that the engine wrote them.

    Raises NotPlain when equal terms may be written differently, or a line has another form. Whether the
    content is RDF at all is for the engine to say.
    """
    if not written:
        if b"\t" in content or b"\r" in content or b"\\" + _STRING in content:
            raise NotPlain
        if _STRING in content:
            content = content.replace(_STRING, b'"')
    found: dict[bytes, list[bytes]] = {}
    tail = b""
    for piece in _pieces(content):
        if tail and piece.endswith(tail) and piece.count(tail) == piece.count(b"\n"):
            *lines, _ = piece.split(tail)
            found[tail] += lines
            continue
        for line in BytesIO(piece):
            if not (tail and line.endswith(tail)):
                tail = line[line.rfind(b" <") :]
                if not _GRAPH.fullmatch(tail):
                    raise NotPlain
            found.setdefault(tail, []).append(line[: -len(tail)])
    graphs = {tail[2:-4].decode(): Columns.of(lines) for tail, lines in found.items()}
    for columns in () if written else graphs.values():
        columns.check()
    return graphs


def written(rows: Iterable[Row], graph: str) -> bytes:
    """Statements as N-Quads of a graph."""
    end = f" <{graph}> .\n".encode()
    return b"".join(b" ".join(row) + end for row in rows)


def repeated(parts: Sequence[Columns]) -> Iterator[Row]:
    """The statements that stand in more than one of the parts."""
    having: dict[bytes, list[Lists]] = defaultdict(list)
    for part in parts:
        for predicate in part.properties:
            having[predicate].append(part.lists(predicate))
    for predicate, lists in having.items():
        *small, large = sorted(lists, key=lambda some: len(some[0]))
        seen: set[bytes] = set()
        again: set[bytes] = set()
        for subjects, _ in small:
            found = set(subjects)
            again |= seen & found
            seen |= found
        if seen:
            again.update(subject for subject in large[0] if subject in seen)
        met: set[tuple[bytes, bytes]] = set()
        told: set[tuple[bytes, bytes]] = set()
        for some in lists if again else ():
            pairs = {pair for pair in zip(*some, strict=True) if pair[0] in again}
            told |= met & pairs
            met |= pairs
        yield from ((subject, predicate, value) for subject, value in told)
