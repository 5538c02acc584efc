"""Statements in, a file of RDF out: the same statements always give the same bytes."""

import re
from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

_DECLARATION = re.compile(rb'xmlns:\w+="[^"]*"|@prefix \w+: <[^>]*> \.')
_HEAD = re.compile(rb"(?:@prefix \w+: <[^>]*> \.\n)+|<\?xml[^>]*>\s*<rdf:RDF[^>]*>")


def serialized(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str]
) -> bytes:
    """The statements, in the order given, in that format (RDF 1.1, or 1.2 where there are triple terms)."""
    content = ox.serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    head = _HEAD.match(content)
    if head is None:
        return content
    return _DECLARATION.sub(_in_order(head[0]), head[0]) + content[head.end() :]


def _in_order(head: bytes) -> Callable[[re.Match[bytes]], bytes]:
    """The declarations of prefixes in a fixed order: pyoxigraph gives them in another one each time."""
    declarations = iter(sorted(_DECLARATION.findall(head)))
    return lambda _: next(declarations)
