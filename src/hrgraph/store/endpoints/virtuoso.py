"""Answers of Virtuoso in, answers as SPARQL 1.1 has them out. Tried with 7.2.5; the list is in README.md."""

import re

from hrgraph.errors import TooLarge
from hrgraph.store.base import Kind
from hrgraph.store.reasons import Reason

_BOOLEAN = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>{}</boolean></sparql>'
_ASKED = re.compile(rb'name="__ASK_RETVAL"><literal[^>]*>1<')
_BLANK = re.compile(rb"<bnode>nodeID://")


def is_virtuoso(server: str) -> bool:
    """Whether a header `Server` is Virtuoso's."""
    return server.startswith("Virtuoso")


def mended(content: bytes, kind: Kind, most_rows: str | None) -> bytes:
    """An answer in XML or N-Triples, mended. TooLarge where it was cut at the header X-SPARQL-MaxRows."""
    if kind is Kind.ASK:
        return _BOOLEAN.format("true" if _ASKED.search(content) else "false").encode()
    if kind is Kind.SELECT:
        if most_rows and most_rows.isdecimal() and content.count(b"<result>") >= int(most_rows):
            raise TooLarge(Reason("cut", limit=int(most_rows)))
        return _BLANK.sub(b"<bnode>", content)
    return content
