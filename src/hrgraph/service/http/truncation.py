"""How an answer says that it was cut at the limit of rows: in a header and, if there is room, in the body."""

import re
from dataclasses import dataclass

HEADER = "Hrgraph-Truncated"
"""The header of an answer that was cut: how many rows, or statements of RDF, it has."""

_JSON_HEAD = re.compile(rb'\A(\s*\{\s*"head"\s*:\s*\{)(?:\s*"link"\s*:\s*\[\s*\]\s*,)?')
_COMMENTED = ("ttl", "nt", "nq", "trig")
_XML_HEAD = re.compile(rb"<head\s*/>|</head>")


@dataclass(frozen=True, slots=True)
class Truncation:
    """An answer in the format of this name was cut at so many rows; `about` is where the limit is explained.

    SPARQL 1.1 Query Results JSON, 3.1.2, and XML, 2.2, have room for a link in the head. RDF has comments,
    but not in JSON-LD. CSV and TSV hold nothing but rows.
    """

    form: str
    rows: int
    about: str

    def header(self) -> tuple[bytes, bytes]:
        """The header that says it."""
        return HEADER.lower().encode(), str(self.rows).encode()

    def begun(self, body: bytes) -> bytes:
        """The beginning of the body with the link in its head."""
        link = self.about.encode()
        if self.form == "json":
            return _JSON_HEAD.sub(lambda head: head[1] + b'"link":["' + link + b'"],', body, count=1)
        if self.form == "xml":
            entry = b'<link href="' + link + b'"/></head>'
            return _XML_HEAD.sub(lambda h: (b"" if h[0] == b"</head>" else b"<head>") + entry, body, count=1)
        return body

    def end(self) -> bytes:
        """What follows the body."""
        said = f"Cut at {self.rows} statements, the limit of this service: {self.about}"
        if self.form == "rdf":
            return f"\n<!-- {said.replace('--', '%2D%2D')} -->\n".encode()
        if self.form in _COMMENTED:
            return f"\n# {said}\n".encode()
        return b""
