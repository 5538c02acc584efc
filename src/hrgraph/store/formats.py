"""The format that a query is answered in, and answers put in another one.

An engine may lack a format, or write it in a way of its own: its answer is then read and written again here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, cast

import pyoxigraph as ox

from hrgraph.errors import NotAcceptable
from hrgraph.rdf import terms
from hrgraph.store.base import Format, Kind, formats_of
from hrgraph.store.reasons import Reason

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


def serialise(result: Result, chosen: Format, sink: object) -> None:
    """Write a result of the engine to the sink, which takes bytes as a file does."""
    # The engine only writes; it asks for no other method of a file.
    file = cast("IO[bytes]", sink)
    if not isinstance(result, ox.QueryTriples):
        result.serialize(file, format=_SOLUTIONS[chosen.name])
    elif chosen.name in ("ttl", "trig"):
        ox.serialize(result, file, format=_GRAPHS[chosen.name], prefixes=terms.PREFIXES)
    else:
        result.serialize(file, format=_GRAPHS[chosen.name])


def converted(content: bytes, given: Format, chosen: Format) -> bytes:
    """The same answer in another format. ValueError or SyntaxError where it is not in the one given."""
    if given.name in _SOLUTIONS:
        result = ox.parse_query_results(content, format=_SOLUTIONS[given.name])
        try:
            return result.serialize(format=_SOLUTIONS[chosen.name]) or b""
        finally:
            # An error would keep it, and it may not end in another thread.
            del result
    prefixes = terms.PREFIXES if chosen.name in ("ttl", "trig") else {}
    triples = (quad.triple for quad in ox.parse(content, format=_GRAPHS[given.name]))
    return ox.serialize(triples, format=_GRAPHS[chosen.name], prefixes=prefixes) or b""
