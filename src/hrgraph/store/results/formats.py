"""The format that a query is answered in, and answers put in another one.

An engine may lack a format, or write it in a way of its own: its answer is then read and written again here.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import IO, TypeVar, cast

import pyoxigraph as ox

from hrgraph.errors import NotAcceptable
from hrgraph.rdf import terms
from hrgraph.store.base import Format, Kind, formats_of
from hrgraph.store.reasons import Reason
from hrgraph.store.results.cut import CutFile, Enough, Writable

T = TypeVar("T")

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_SOLUTIONS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
)
_GRAPHS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdf": ox.RdfFormat.RDF_XML,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
    }
)


def chosen_format(kind: Kind, media_type: str | None) -> tuple[Format, str]:
    """The format and the media type to answer a query of that kind in; NotAcceptable where there is none."""
    formats = formats_of(kind)
    if media_type is None:
        return formats[0], formats[0].media_type
    for form in formats:
        if media_type == form.media_type or media_type in form.aliases:
            return form, media_type
    offered = tuple(form.media_type for form in formats)
    raise NotAcceptable(Reason("format", wanted=media_type), offered)


class _First(Iterator[T]):
    """The first of these, so many; `has_more` if there was one more."""

    def __init__(self, found: Iterator[T], limit: int) -> None:
        self._found = found
        self._left = limit
        self.has_more = False

    def __next__(self) -> T:
        one = next(self._found)
        self.has_more = self._left == 0
        if self.has_more:
            raise StopIteration
        self._left -= 1
        return one


def serialise(result: Result, chosen: Format, sink: Writable, rows: int = 0) -> bool:
    """Write a result of the engine to the sink, at most so many rows or statements (0: all).

    Returns whether there were more.
    """
    # The engine only writes; it asks for no other method of a file.
    file = cast("IO[bytes]", sink)
    if isinstance(result, ox.QueryTriples):
        if not rows and chosen.name not in ("ttl", "trig"):
            result.serialize(file, format=_GRAPHS[chosen.name])
            return False
        # Counted down from -1, the limit is never reached.
        first = _First(result, rows or -1)
        ox.serialize(first, file, format=_GRAPHS[chosen.name], prefixes=_prefixes(chosen))
        return first.has_more
    if not rows or isinstance(result, ox.QueryBoolean):
        result.serialize(file, format=_SOLUTIONS[chosen.name])
        return False
    cut = CutFile(sink, chosen.media_type, rows)
    try:
        result.serialize(cast("IO[bytes]", cut), format=_SOLUTIONS[chosen.name])
    except Enough:
        return True
    cut.end()
    return False


def _prefixes(chosen: Format) -> dict[str, str]:
    return terms.PREFIXES if chosen.name in ("ttl", "trig") else {}


def converted(content: bytes, given: Format, chosen: Format, rows: int = 0) -> tuple[bytes, bool]:
    """The same answer in another format, of RDF at most so many statements (0: all); whether there were more.

    ValueError or SyntaxError where it is not in the format given.
    """
    if given.name in _SOLUTIONS:
        result = ox.parse_query_results(content, format=_SOLUTIONS[given.name])
        try:
            return result.serialize(format=_SOLUTIONS[chosen.name]) or b"", False
        finally:
            # An error would keep it, and it may not end in another thread.
            del result
    triples = _First((quad.triple for quad in ox.parse(content, format=_GRAPHS[given.name])), rows or -1)
    body = ox.serialize(triples, format=_GRAPHS[chosen.name], prefixes=_prefixes(chosen)) or b""
    return body, triples.has_more
