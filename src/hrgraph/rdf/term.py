"""An RDF term as plain values, for stages that meet terms of several RDF libraries."""

import json
import re
from typing import NamedTuple

from hrgraph.rdf.terms import RDF, XSD

_STRING = XSD + "string"
_LANG_STRING = RDF + "langString"
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Term(NamedTuple):
    """A term: `kind` is `iri`, `blank` or `literal`; a literal has a datatype, or a language besides."""

    kind: str
    text: str
    datatype: str = ""
    language: str = ""

    def n3(self) -> str:
        """The term in N-Triples (RDF 1.1 N-Triples)."""
        if self.kind == "iri":
            return f"<{self.text}>"
        if self.kind == "blank":
            return f"_:{self.text}"
        quoted = json.dumps(self.text, ensure_ascii=False).replace("\x7f", "\\u007F")
        if self.language:
            return f"{quoted}@{self.language}"
        return quoted if self.datatype == _STRING else f"{quoted}^^<{self.datatype}>"


def iri(text: str) -> Term:
    """The IRI of that text."""
    return Term("iri", text)


def literal(text: str, datatype: str = "", language: str = "") -> Term:
    """The literal of that text: of the datatype, in the language, or else a plain string."""
    return Term("literal", text, _LANG_STRING if language else datatype or _STRING, language.lower())


def read_term(written: bytes) -> Term:
    """The term of its form in N-Triples (RDF 1.1 N-Triples)."""
    text = written.decode()
    if text[0] == "<":
        return iri(text[1:-1])
    if text[0] == "_":
        return Term("blank", text[2:])
    words, _, more = text[1:].rpartition('"')
    if "\\" in words:
        words = _ESCAPE.sub(_unescaped, words)
    if more.startswith("@"):
        return literal(words, language=more[1:])
    return literal(words, more[3:-1])


def _unescaped(found: re.Match[str]) -> str:
    short, long, mark = found.groups()
    return _ESCAPED.get(mark, mark) if mark else chr(int(short or long, 16))
