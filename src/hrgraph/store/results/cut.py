"""The bytes of a SELECT's result in; the same out, cut after so many rows and closed as its format asks.

The engines offer no way to write some of the rows, and a LIMIT put into the text of a query would have to
find its place in every spelling of it.
"""

import copy
from typing import Protocol

from hrgraph.store.results.rows import RowCount

_END = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"", "tsv": b""}
_BETWEEN = b" \t\r\n,{"
"""What may stand from the end of a row to the beginning of the next one in JSON."""

_ROW = b"<result>"
_EARLY = 64 * 1024
"""So many bytes may wait until it is known whether rows have to be counted."""


class Enough(Exception):
    """There are more rows than are wanted; it stops the engine, and is no error that leaves the store."""


class Writable(Protocol):
    """What takes bytes as a file does."""

    def write(self, data: bytes, /) -> int:
        """The next bytes."""

    def flush(self) -> None:
        """There are no more bytes for now."""


class Cut:
    """Passes a result on, piece by piece. `is_made` once a row came that was one too many."""

    def __init__(self, media_type: str, limit: int) -> None:
        self._limit = limit
        self._count = RowCount(media_type)
        self._held = b""
        self.is_made = False

    def feed(self, data: bytes) -> bytes:
        """What of it may go on; after the cut, nothing."""
        if self.is_made:
            return b""
        before = copy.copy(self._count)
        self._count.feed(data)
        self.is_made = self._count.begun > self._limit
        if self.is_made:
            data = data[: self._first_too_many(before, data)]
        data = self._held + data
        whole = self._complete(data)
        self._held = data[whole:]
        return data[:whole] + _END[self._count.form] if self.is_made else data[:whole]

    def end(self) -> bytes:
        """What was held back, where the result ended by itself."""
        return b"" if self.is_made else self._held

    def _first_too_many(self, count: RowCount, data: bytes) -> int:
        """The end of the shortest beginning in which a row too many begins, found by halves."""
        start, end = 0, len(data)
        while end - start > 1:
            middle = (start + end) // 2
            trial = copy.copy(count)
            trial.feed(data[start:middle])
            if trial.begun > self._limit:
                end = middle
            else:
                start, count = middle, trial
        return end

    def _complete(self, data: bytes) -> int:
        """How much of it cannot be the beginning of a row."""
        if self._count.form == "json":
            return len(data.rstrip(_BETWEEN))
        return max(0, len(data) - (len(_ROW) if self._count.form == "xml" else 1))


class CutFile:
    """A file for an engine, which passes rows on to another one. Raises Enough when there are enough."""

    def __init__(self, file: Writable, media_type: str, limit: int) -> None:
        self._file = file
        self._cut = Cut(media_type, limit)
        self._early: bytearray | None = bytearray()
        # A row takes a byte at least, so that nothing has to be counted in most results.
        self._at_least = min(limit, _EARLY)

    def write(self, data: bytes) -> int:
        """The next bytes of the result."""
        size = len(data)
        if self._early is not None:
            self._early += data
            if len(self._early) <= self._at_least:
                return size
            data, self._early = bytes(self._early), None
        self._file.write(self._cut.feed(data))
        if self._cut.is_made:
            raise Enough
        return size

    def flush(self) -> None:
        """Part of what the engine asks of a file."""

    def end(self) -> None:
        """The result is complete."""
        self._file.write(self._cut.end() if self._early is None else bytes(self._early))
