"""The bytes of a result in; how many rows it has, out. They are counted as they go by."""

_JSON, _XML, _CSV, _TSV = "json", "xml", "csv", "tsv"
_SPACE = b" \t\r\n"
_BINDINGS = b'"bindings"'
_LONGEST = len(_BINDINGS)


def _form_of(media_type: str) -> str:
    if media_type == "text/csv":
        return _CSV
    if media_type == "text/tab-separated-values":
        return _TSV
    if media_type.endswith("json"):
        return _JSON
    return _XML if media_type.endswith("xml") else ""


class RowCount:
    """Counts the rows of a SELECT in one of its formats, given piece by piece, whichever engine wrote it.

    In JSON and CSV what stands between quotation marks belongs to a value and is left out; in XML and TSV no
    value can hold the mark of a row. A copy (`copy.copy`) goes on by itself.
    """

    def __init__(self, media_type: str) -> None:
        self.form = _form_of(media_type)
        self._found = 0
        self._is_select = False
        self._tail = b""
        self._structure = b""
        self._first = b""
        self._escape = b""
        self._in_quotes = False

    def feed(self, data: bytes) -> None:
        """Count what comes next."""
        if self.form == _JSON:
            self._feed_json(data)
        elif self.form == _XML:
            both = self._tail + data
            self._is_select = self._is_select or b"<results" in both
            self._found += both.count(b"<result>") - self._tail.count(b"<result>")
            self._tail = both[-_LONGEST:]
        elif self.form and data:
            plain = self._outside_quotes(data) if self.form == _CSV else data
            self._found += plain.count(b"\n")
            self._is_select = self._found > 0
            self._tail = b"" if self._in_quotes else data[-1:]

    def _feed_json(self, data: bytes) -> None:
        if not self._is_select:
            both = self._tail + data
            self._is_select = _BINDINGS in both
            self._tail = both[-_LONGEST:]
        data = self._escape + data
        # A backslash at the end speaks of what comes next, unless another one stands before it.
        self._escape = b"\\" if (len(data) - len(data.rstrip(b"\\"))) % 2 else b""
        data = data.removesuffix(self._escape).replace(b"\\\\", b"").replace(b'\\"', b"")
        structure = self._outside_quotes(data).translate(None, _SPACE)
        self._first = self._first or structure[:1]
        both = self._structure + structure
        for mark in (b"[{", b"},{"):
            self._found += both.count(mark) - self._structure.count(mark)
        self._structure = both[-2:]

    def _outside_quotes(self, data: bytes) -> bytes:
        # Two of them within a value, as CSV writes one, close it and open it again.
        parts = data.split(b'"')
        outside = b"".join(parts[self._in_quotes :: 2])
        self._in_quotes ^= len(parts) % 2 == 0
        return outside

    @property
    def begun(self) -> int:
        """How many rows have begun; a line begins with what comes after the end of the one before."""
        return self._found - (self.form in (_CSV, _TSV) and self._tail == b"\n")

    @property
    def total(self) -> int | None:
        """How many rows there were; None if it was no SELECT."""
        # What is RDF in JSON begins with a list.
        if not self._is_select or (self.form == _JSON and self._first != b"{"):
            return None
        return self._found - (self.form in (_CSV, _TSV))
