"""N-Quads as lines on disk: where each graph lies, and subject, predicate and object of each line."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from hrgraph.store.columns import NotPlain, Row

Part = tuple[int, int]
"""Start and end in bytes, at the ends of lines."""

_PIECE = 2**20
_LINE = re.compile(
    rb'^(<[^<>\n]*>|_:\S+) (<[^<>\n]*>) (?:(<[^<>\n]*>|_:\S+)|"[^\n]*) <[^<>\n]*> \.$', re.MULTILINE
)


class Lines:
    """The lines of a file, to be used with `with`. No more than a piece of them is in memory."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")
        self.size = file.stat().st_size

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def by_graph(self) -> dict[str, list[Part]]:
        """The parts of the file that hold the lines of each graph. Raises NotPlain."""
        found: dict[bytes, list[Part]] = defaultdict(list)
        tail, start, place = b"", 0, 0
        for piece in self.pieces([(0, self.size)]):
            if tail and piece.endswith(tail) and piece.count(tail) == piece.count(b"\n"):
                place += len(piece)
                continue
            for line in BytesIO(piece):
                if not (tail and line.endswith(tail)):
                    if tail:
                        found[tail].append((start, place))
                    start, tail = place, line[line.rfind(b" <") :]
                    if not (tail.startswith(b" <") and tail.endswith(b"> .\n")):
                        raise NotPlain
                place += len(line)
        if tail:
            found[tail].append((start, place))
        return {tail[2:-4].decode(): parts for tail, parts in found.items()}

    def pieces(self, parts: Iterable[Part]) -> Iterator[bytes]:
        """What stands in the parts, cut at the ends of lines."""
        for start, end in parts:
            while start < end:
                self._file.seek(start)
                piece = self._file.read(min(end - start, _PIECE))
                if not piece.endswith(b"\n"):
                    piece += self._file.readline()
                yield piece
                start += len(piece)


def rows_of(piece: bytes) -> list[Row]:
    """The row of each line; the object is empty for a literal. Raises NotPlain."""
    rows: list[Row] = _LINE.findall(piece)
    if len(rows) != piece.count(b"\n"):
        raise NotPlain
    return rows
