"""N-Quads in, their statements as plain values out."""

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from hrgraph.errors import StoreError
from hrgraph.rdf.term import Term


class Quad(NamedTuple):
    """A statement in a graph. A blank subject is written `_:label`; the default graph has an empty name."""

    subject: str
    predicate: str
    object: Term
    graph: str


def read_quads(content: bytes, name: str = "N-Quads") -> Iterator[Quad]:
    """The statements, one by one (RDF 1.1 N-Quads). Raises StoreError, naming `name` and the line."""
    try:
        for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS):
            graph = quad.graph_name
            subject = quad.subject
            yield Quad(
                f"_:{subject.value}"
                if isinstance(subject, ox.BlankNode)
                else str(getattr(subject, "value", subject)),
                quad.predicate.value,
                _term(quad.object),
                "" if isinstance(graph, ox.DefaultGraph) else graph.value,
            )
    except SyntaxError as error:
        raise StoreError(f"{name}: line {error.lineno}: not N-Quads: {error.msg}") from error


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(node, ox.Literal):
        return Term("literal", node.value, node.datatype.value, node.language or "")
    return Term("blank" if isinstance(node, ox.BlankNode) else "iri", getattr(node, "value", str(node)))
