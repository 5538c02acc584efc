"""Reads the ontology's files: as RDF for the graph, and as plain sets for the stages before it."""

from collections import defaultdict
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.compare import to_canonical_graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from hrgraph.errors import DataError
from hrgraph.rdf.terms import HR
from hrgraph.rdf.vocabulary import Property, Vocabulary

ROOT = "hrgraph.ttl"
_NOT_MODULES = {"prefixes.ttl"}
_KINDS = {OWL.ObjectProperty: "object", OWL.DatatypeProperty: "data", OWL.AnnotationProperty: "annotation"}


def read_ontology(folder: Path) -> Graph:
    """All modules of the ontology as one graph.

    Raises DataError when a file is no Turtle.
    """
    graph = Graph()
    for file in sorted(folder.glob("*.ttl")):
        if file.name in _NOT_MODULES:
            continue
        read_turtle(file, graph)
    return graph


def canonical(ontology: Graph) -> Graph:
    """The ontology, its blank nodes named by what they stand for: so it is always written the same."""
    return Graph() + to_canonical_graph(ontology)


def read_turtle(file: Path, graph: Graph | None = None) -> Graph:
    """What a file of Turtle says, added to `graph` if one is given. Raises DataError when it is no Turtle."""
    graph = Graph() if graph is None else graph
    try:
        return graph.parse(file, format="turtle")
    except OSError as problem:
        raise DataError(f"the file cannot be read: {problem.strerror}", file) from problem
    except (BadSyntax, ParserError, ValueError, IndexError) as problem:
        # rdflib's reader of Turtle runs off the end of a text that is cut short: an IndexError
        raise DataError(f"no valid Turtle: {problem}", file) from problem


def vocabulary_of(ontology: Graph) -> Vocabulary:
    """The own classes with everything above them, and the own properties with domain and range."""
    parents: dict[str, set[str]] = defaultdict(set)
    for cls in ontology.subjects(RDF.type, OWL.Class):
        if name := _own(cls):
            parents[name].update(up for node in ontology.objects(cls, RDFS.subClassOf) if (up := _own(node)))
    classes = {name: _closure(name, parents) for name in parents}
    kinds = {name for name in parents if (URIRef(HR + name), RDFS.subClassOf, SKOS.Concept) in ontology}
    concepts = frozenset(name for name, up in classes.items() if up & kinds)
    above: dict[str, set[str]] = defaultdict(set)
    found: dict[str, tuple[URIRef, str]] = {}
    for kind, word in _KINDS.items():
        for node in ontology.subjects(RDF.type, kind):
            if isinstance(node, URIRef) and (name := _own(node)):
                found[name] = (node, word)
                above[name].update(
                    up for other in ontology.objects(node, RDFS.subPropertyOf) if (up := _own(other))
                )
    properties = {
        name: Property(
            name=name,
            module=(_text(ontology, node, RDFS.isDefinedBy)).rsplit("/", 1)[-1],
            kind=kind,
            domain=_union(ontology, node, RDFS.domain),
            range=_union(ontology, node, RDFS.range) if kind == "object" else frozenset(),
            above=_closure(name, above) - {name},
            datatype="" if kind == "object" else _text(ontology, node, RDFS.range),
        )
        for name, (node, kind) in found.items()
    }
    return Vocabulary(dict(sorted(classes.items())), dict(sorted(properties.items())), concepts)


def _text(ontology: Graph, node: URIRef, predicate: URIRef) -> str:
    return str(ontology.value(node, predicate) or "")


def _own(node: object) -> str | None:
    return str(node).removeprefix(HR) if isinstance(node, URIRef) and str(node).startswith(HR) else None


def _closure(name: str, parents: dict[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    queue = [name]
    while queue:
        current = queue.pop()
        if current not in found:
            found.add(current)
            queue += parents.get(current, ())
    return frozenset(found)


def _union(ontology: Graph, node: URIRef, what: URIRef) -> frozenset[str]:
    """The own classes of a domain or range; empty when there is none or one of them is not our own."""
    classes: set[str] = set()
    for value in ontology.objects(node, what):
        members = [value]
        if isinstance(value, BNode) and (union := ontology.value(value, OWL.unionOf)):
            members = list(Collection(ontology, union))
        names = [_own(member) for member in members]
        if None in names:
            return frozenset()
        classes.update(name for name in names if name)
    return frozenset(classes)
