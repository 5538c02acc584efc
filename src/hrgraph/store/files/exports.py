"""The built graph in every format of RDF that people ask for, to be downloaded."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from hrgraph.rdf import terms
from hrgraph.store.files.jsonld import jsonld
from hrgraph.store.files.serialized import serialized

_TRIPLES: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "hrgraph.nt": ox.RdfFormat.N_TRIPLES,
        "hrgraph.ttl": ox.RdfFormat.TURTLE,
        "hrgraph.rdf": ox.RdfFormat.RDF_XML,
    }
)
_TYPE = ox.NamedNode(terms.RDF_TYPE)
_REIFIES = ox.NamedNode(terms.RDF + "reifies")
_AXIOM = ox.NamedNode(terms.OWL + "Axiom")
_ANNOTATED = tuple(ox.NamedNode(terms.OWL + "annotated" + part) for part in ("Source", "Property", "Target"))


def exports(quads: bytes) -> dict[str, bytes]:
    """File by file its content, from sorted N-Quads. The same input gives the same bytes.

    `.trig` and `.jsonld` keep the named graphs. `.nt`, `.ttl` and `.rdf` hold all of them in one, and so does
    `hrgraph.rdf12.ttl`, where evidence stands on the statement itself (RDF 1.2) and not on an axiom of OWL.
    """
    all_quads = list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    by_graph = sorted(all_quads, key=lambda quad: quad.graph_name.value)
    triples = list(dict.fromkeys(quad.triple for quad in all_quads))
    files = {name: serialized(triples, form, terms.PREFIXES) for name, form in _TRIPLES.items()}
    files["hrgraph.trig"] = serialized(by_graph, ox.RdfFormat.TRIG, terms.PREFIXES)
    files["hrgraph.jsonld"] = jsonld(by_graph)
    files["hrgraph.rdf12.ttl"] = serialized(_reified(triples), ox.RdfFormat.TURTLE, terms.PREFIXES)
    return files


def _reified(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The statements with each annotated axiom as a reifier (RDF 1.2 Concepts, 3.5) of its triple."""
    triples = list(triples)
    axioms = {triple.subject for triple in triples if triple.object == _AXIOM}
    parts: dict[object, dict[ox.NamedNode, Any]] = {axiom: {} for axiom in axioms}
    for triple in triples:
        if triple.subject in axioms and triple.predicate in _ANNOTATED:
            parts[triple.subject][triple.predicate] = triple.object
    for triple in triples:
        if triple.subject not in axioms:
            yield triple
        elif triple.predicate == _TYPE and triple.object == _AXIOM:
            annotated = ox.Triple(*(parts[triple.subject][name] for name in _ANNOTATED))
            yield ox.Triple(triple.subject, _REIFIES, annotated)
        elif triple.predicate not in _ANNOTATED:
            yield triple
