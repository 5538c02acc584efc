"""An RDF term as plain values, for stages that meet terms of several RDF libraries."""

import json
from typing import NamedTuple

from hrgraph.rdf.terms import RDF, XSD

_STRING = XSD + "string"
_LANG_STRING = RDF + "langString"


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
