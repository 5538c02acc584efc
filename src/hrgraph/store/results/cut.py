"""The bytes of a result in; the same out, its rows counted, cut after so many and closed as its format asks.

The engines offer no way to write some of the rows, and a LIMIT put into the text of a query would have to
find its place in every spelling of it.
"""

from typing import Protocol

from hrgraph.store.results.rows import form_of, starts, tally

_END = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"\n", "tab-separated-values": b"\n"}
_PIECE = 64 * 1024


class Enough(Exception):
    """There are more rows than are wanted; it stops the engine, and is no error that leaves the store."""


class Writable(Protocol):
    """What takes bytes as a file does."""

    def write(self, data: bytes, /) -> int:
        """The next bytes."""

    def flush(self) -> None:
        """There are no more bytes for now."""


class Cut:
    """Passes a result on in pieces of about that size, at most so many rows of it (0: all).

    `rows` is how many have gone on, None of what is no SELECT; `is_made` is whether there was one too many.
    `is_dense` tells that the engine writes no white space between values, which is looked through faster.
    `is_short` tells that there cannot be more rows than the limit; those of more than a piece are then not
    counted.
    """

    def __init__(
        self,
        media_type: str,
        limit: int = 0,
        piece: int = _PIECE,
        is_dense: bool = False,
        is_short: bool = False,
    ) -> None:
        self._form = form_of(media_type)
        self._media_type = media_type
        self._limit = limit
        self._is_dense = is_dense
        self._is_short = is_short
        self._piece = self._enough = piece
        self._held: list[bytes] = []
        self._size = 0
        self.rows: int | None = None
        self.is_made = False

    def feed(self, data: bytes) -> bytes:
        """What may go on now that these bytes have come; after the cut, nothing."""
        if self._form is None:
            return data
        self._held.append(data)
        self._size += len(data)
        return b"" if self._size < self._enough else self._passed(is_last=False)

    def end(self) -> bytes:
        """What was held back, now that the result has come to its end; it may still be cut."""
        return self._passed(is_last=True)

    def _passed(self, is_last: bool) -> bytes:
        if self.is_made:
            return b""
        if self._is_short and not is_last:
            self._form = None
        data = b"".join(self._held)
        count, last = self._tally(data)
        if self.rows is not None and self._limit and self.rows + count > self._limit:
            assert self._form is not None
            self.is_made = True
            end = starts(self._form, data)[self._limit - self.rows]
            self.rows = self._limit
            return data[:end] + _end(self._media_type)
        # The last row may go on, and so may a result that has no head yet.
        end = len(data) if is_last or self._form is None else last
        if self.rows is not None:
            self.rows += count - (not is_last and bool(count))
        self._held = [data[end:]]
        self._size = len(data) - end
        # A value larger than a piece is looked through again each time it has doubled.
        self._enough = max(self._piece, 2 * self._size)
        return data[:end]

    def _tally(self, data: bytes) -> tuple[int, int]:
        if self._form is None:
            return 0, 0
        if self.rows is None:
            head = self._form.head.search(data)
            if head is None:
                return 0, 0
            self.rows = int(head.lastindex is not None)
        return tally(self._form, data, self._is_dense)


def _end(media_type: str) -> bytes:
    """What ends a result of that media type."""
    return next((end for name, end in _END.items() if media_type.endswith(name)), b"")


class CutFile:
    """A file for an engine, which passes rows on to another one. Raises Enough when there are enough."""

    def __init__(self, file: Writable, cut: Cut) -> None:
        self._file = file
        self._cut = cut

    def write(self, data: bytes) -> int:
        """The next bytes of the result."""
        passed = self._cut.feed(data)
        if passed:
            self._file.write(passed)
        if self._cut.is_made:
            raise Enough
        return len(data)

    def flush(self) -> None:
        """Part of what the engine asks of a file."""

    def end(self) -> None:
        """The result is complete."""
        self._file.write(self._cut.end())
