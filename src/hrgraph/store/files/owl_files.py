"""The built graph as files for OWL tools such as Protégé: one ontology in each, nothing to import.

The files hold what the graph holds, with three changes that OWL tools need: one ontology header instead of
one a module, each thing declared as an individual, and each piece of evidence labelled with its words, so
that the annotation of an assertion can be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from hrgraph.rdf import terms
from hrgraph.store.files.serialized import serialized

ONTOLOGY = terms.BASE + "ontology"
GRAPH = terms.BASE + "graph"

_ONTOLOGY_GRAPH = terms.graph("ontology")
_LEFT_OUT = {terms.graph("metadata"), terms.graph("questions")}
"""Graphs about the data and of queries to it: nothing that an ontology states."""

_TYPE = ox.NamedNode(terms.RDF_TYPE)
_LABEL = ox.NamedNode(terms.RDFS_LABEL)
_INDIVIDUAL = ox.NamedNode(terms.OWL + "NamedIndividual")
_IMPORTS = terms.OWL + "imports"
_QUOTE, _HAS_SPAN, _IN_PART = terms.HR + "quote", terms.HR + "hasSpan", terms.HR + "isInPart"
_FORMATS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {"owl": ox.RdfFormat.RDF_XML, "ttl": ox.RdfFormat.TURTLE}
)
_PREFIXES = {
    "hr": terms.HR,
    "rdf": terms.RDF,
    "rdfs": terms.RDFS,
    "owl": terms.OWL,
    "xsd": terms.XSD,
    "skos": terms.SKOS,
    "dct": terms.DCT,
    "prov": terms.PROV,
    "oa": terms.OA,
}


def owl_files(quads: bytes) -> dict[str, bytes]:
    """File by file its content, from the graph as N-Quads: the ontology alone, and graph with ontology.

    Each is given as RDF/XML (`.owl`) and as Turtle (`.ttl`). The same input gives the same bytes.
    """
    ontology: list[ox.Triple] = []
    said: list[ox.Triple] = []
    for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS):
        name = getattr(quad.graph_name, "value", "")
        if name == _ONTOLOGY_GRAPH:
            ontology.append(quad.triple)
        elif name not in _LEFT_OUT:
            said.append(quad.triple)
    modules = {
        triple.subject
        for triple in ontology
        if triple.predicate == _TYPE and getattr(triple.object, "value", "") == terms.OWL + "Ontology"
    }
    header = [
        triple
        for triple in ontology
        if getattr(triple.subject, "value", "") == ONTOLOGY and triple.predicate.value != _IMPORTS
    ]
    axioms = [triple for triple in ontology if triple.subject not in modules]
    alone = [*header, *axioms]
    together = [*_renamed(header), *axioms, *said, *_individuals(said), *_evidence_labels(said)]
    return {
        f"{name}.{suffix}": serialized(sorted(set(triples), key=str), form, _PREFIXES)
        for name, triples in (("ontology", alone), ("graph-and-ontology", together))
        for suffix, form in _FORMATS.items()
    }


def _renamed(header: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The header as that of graph and ontology together: another thing, so another IRI, no prior name."""
    for triple in header:
        value = triple.object
        if triple.predicate.value == terms.OWL + "versionIRI" and isinstance(value, ox.NamedNode):
            value = ox.NamedNode(value.value.replace(ONTOLOGY, GRAPH, 1))
        yield ox.Triple(ox.NamedNode(GRAPH), triple.predicate, value)


def _individuals(said: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    things = {
        triple.subject
        for triple in said
        if triple.predicate == _TYPE and isinstance(triple.subject, ox.NamedNode)
    }
    for thing in sorted(things, key=str):
        yield ox.Triple(thing, _TYPE, _INDIVIDUAL)


def _evidence_labels(said: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """A label for each piece of evidence: its quoted words and the part of the document they stand in."""
    found: dict[str, dict[ox.NamedNode, str]] = {_QUOTE: {}, _HAS_SPAN: {}, _IN_PART: {}}
    for triple in said:
        if triple.predicate.value in found and isinstance(triple.subject, ox.NamedNode):
            found[triple.predicate.value][triple.subject] = triple.object.value  # type: ignore[union-attr]
    for evidence, span in found[_HAS_SPAN].items():
        part = found[_IN_PART].get(evidence)
        if part is not None:
            words = found[_QUOTE][ox.NamedNode(span)]
            label = f"„{words}” ({part.removeprefix(terms.ID)})"
            yield ox.Triple(evidence, _LABEL, ox.Literal(label, language="lv"))
