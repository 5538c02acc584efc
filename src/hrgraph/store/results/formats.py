"""The format that a query is answered in, and answers put in another one.

An engine may lack a format, or write it in a way of its own: its answer is then read and written again here.
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import IO, cast

import pyoxigraph as ox

from hrgraph.errors import NotAcceptable
from hrgraph.rdf import terms
from hrgraph.store.base import Format, Kind, formats_of
from hrgraph.store.reasons import Reason
from hrgraph.store.results.cut import Cut, CutFile, Enough, Writable

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


def serialise(
    result: Result, chosen: Format, sink: Writable, limit: int = 0, is_short: bool = False
) -> tuple[int | None, bool]:
    """Write a result of the engine to the sink, at most so many rows or statements (0: all).

    Returns how many rows of a SELECT were written, and whether there were more. `is_short` tells that there
    cannot be; then the rows of a large result are not counted.
    """
    # The engine only writes; it asks for no other method of a file.
    file = cast("IO[bytes]", sink)
    if isinstance(result, ox.QueryTriples):
        return None, _serialise_triples(result, chosen, file, limit)
    if isinstance(result, ox.QueryBoolean):
        result.serialize(file, format=_SOLUTIONS[chosen.name])
        return None, False
    cut = Cut(chosen.media_type, limit, is_dense=True, is_short=is_short)
    cut_file = CutFile(sink, cut)
    with suppress(Enough):
        result.serialize(cast("IO[bytes]", cut_file), format=_SOLUTIONS[chosen.name])
        cut_file.end()
    return cut.rows, cut.is_made


def _serialise_triples(result: ox.QueryTriples, chosen: Format, file: IO[bytes], limit: int) -> bool:
    form = _GRAPHS[chosen.name]
    if not limit and not _prefixes(chosen):
        result.serialize(file, format=form)
        return False
    found = iter(result)
    ox.serialize(islice(found, limit or None), file, format=form, prefixes=_prefixes(chosen))
    return bool(limit) and next(found, None) is not None


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
    found = (quad.triple for quad in ox.parse(content, format=_GRAPHS[given.name]))
    first = islice(found, rows or None)
    body = ox.serialize(first, format=_GRAPHS[chosen.name], prefixes=_prefixes(chosen)) or b""
    return body, next(found, None) is not None
