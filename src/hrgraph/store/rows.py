"""The bytes of a result in; how many rows it has, out. They are counted as they go by, not read."""

from collections import Counter

_JSON = (b'"bindings":[', b'"bindings":[{', b'"}},{"', b"{}")
_XML = (b"<results>", b"<result>")
_LINES = (b"\n",)
_ONCE = frozenset((_JSON[0], _JSON[1], _JSON[3], _XML[0]))
_LONGEST = max(map(len, (*_JSON, *_XML)))


class RowCount:
    """Counts the rows of a SELECT in one of its formats, given piece by piece.

    In JSON and XML it counts what cannot stand inside a string, for there quotation marks have a backslash
    before them, and less-than signs are written otherwise.
    """

    def __init__(self, media_type: str) -> None:
        self._is_csv = media_type == "text/csv"
        self._marks: tuple[bytes, ...] = ()
        if media_type == "text/tab-separated-values":
            self._marks = _LINES
        elif media_type.endswith("json"):
            self._marks = _JSON
        elif media_type.endswith("xml"):
            self._marks = _XML
        self._seen: Counter[bytes] = Counter()
        self._tail = b""
        self._quotes = 0

    def feed(self, data: bytes) -> None:
        """Count what comes next."""
        if self._is_csv:
            # What stands between quotation marks belongs to a value; two of them within one are none.
            parts = data.split(b'"')
            self._seen[b"\n"] += sum(part.count(b"\n") for part in parts[self._quotes % 2 :: 2])
            self._quotes += len(parts) - 1
        if self._marks:
            both = self._tail + data
            for mark in self._marks:
                # Each look goes through all bytes: what stands there once is not looked for again.
                if mark not in _ONCE or not self._seen[mark]:
                    self._seen[mark] += both.count(mark, max(0, len(self._tail) - len(mark) + 1))
            self._tail = both[-_LONGEST:]

    @property
    def total(self) -> int | None:
        """How many rows there were; None if it was no SELECT, and for JSON with `{}`.

        That may be a row that binds nothing, or text that looks like one.
        """
        if self._marks is _XML:
            return self._seen[b"<result>"] if self._seen[b"<results>"] else None
        if self._marks is _JSON:
            bindings, first, following, doubtful = (self._seen[mark] for mark in _JSON)
            return None if not bindings or doubtful else first + following
        return self._seen[b"\n"] - 1 if self._seen[b"\n"] else None
