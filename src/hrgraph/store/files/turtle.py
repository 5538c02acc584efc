"""Statements as plain values in, Turtle out."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from hrgraph.rdf import terms
from hrgraph.rdf.term import Term
from hrgraph.store.files.serialized import serialized


def turtle(
    triples: Iterable[tuple[str, str, Term]], prefixes: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """The statements, in the order given, each once: the same statements give the same bytes.

    Subjects and predicates are IRIs, as are objects that are no literals. `prefixes` are written beside those
    of the project.
    """
    made = (
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), _node(object_))
        for subject, predicate, object_ in dict.fromkeys(triples)
    )
    return serialized(made, ox.RdfFormat.TURTLE, {**terms.PREFIXES, **prefixes})


def _node(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.text)
    if term.language:
        return ox.Literal(term.text, language=term.language)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))
