"""RDF as an engine writes it in; its statements as plain terms out."""

from collections.abc import Iterator

import pyoxigraph as ox

from hrgraph.rdf.term import Term, iri, literal

Triple = tuple[Term, Term, Term]


def triples_of(turtle: bytes) -> Iterator[Triple]:
    """The statements of a Turtle document that is known to be well-formed, in its order."""
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        yield _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(node, ox.NamedNode):
        return iri(node.value)
    if isinstance(node, ox.Literal):
        return literal(node.value, node.datatype.value, node.language or "")
    return Term("blank", node.value if isinstance(node, ox.BlankNode) else str(node))
