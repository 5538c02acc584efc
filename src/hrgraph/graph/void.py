"""The named graphs in; what is in them, counted (VoID), and how they were made (PROV), out.

The description speaks of all graphs but the one it stands in: so no number in it depends on itself.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rdflib import DCAT, DCTERMS, OWL, PROV, RDF, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from hrgraph.graph.known import LICENCE
from hrgraph.graph.labels import add_labels
from hrgraph.graph.links import SCHEMES
from hrgraph.rdf import terms
from hrgraph.structure.documents import Document

ID = Namespace(terms.ID)
DATASET = ID.hrgraph
METADATA = "metadata"
LINKS = "links"
_BUILD = ID["hrgraph/build"]
_PROGRAM = ID["hrgraph/program"]


def void_graph(graphs: Mapping[str, Graph], documents: Sequence[Document], version: str) -> Graph:
    """The dataset with its sizes, its partitions by class and property, its linksets and its making."""
    said = {triple for name, graph in graphs.items() if name != METADATA for triple in graph}
    graph = Graph()
    graph.add((DATASET, VOID.triples, _number(len(said))))
    _add_access(graph, graphs, documents)
    _add_partitions(graph, said)
    _add_linksets(graph, graphs.get(LINKS, Graph()))
    _add_making(graph, graphs, documents, version)
    return graph


def _number(count: int) -> Literal:
    return Literal(count, datatype=XSD.integer)


def _add_access(graph: Graph, graphs: Mapping[str, Graph], documents: Iterable[Document]) -> None:
    graph.add((DATASET, VOID.uriSpace, Literal(terms.ID)))
    graph.add((DATASET, VOID.sparqlEndpoint, URIRef(terms.BASE + "sparql")))
    graph.add((DATASET, VOID.dataDump, URIRef(terms.DUMPS + "hrgraph.nq")))
    graph.add((DATASET, VOID.vocabulary, URIRef(terms.HR)))
    for document in documents:
        graph.add((DATASET, VOID.exampleResource, ID[document.id]))
    ontology = graphs.get("ontology", Graph())
    for name in (DCTERMS.issued, DCTERMS.modified):
        for date in ontology.objects(URIRef(terms.BASE + "ontology"), name):
            graph.add((DATASET, name, date))


def _add_partitions(graph: Graph, said: Iterable[tuple[Node, Node, Node]]) -> None:
    """How many things each class has and how many statements each property, over all graphs together."""
    things = Counter(value for _, predicate, value in said if predicate == RDF.type)
    uses = Counter(predicate for _, predicate, _ in said)
    for kind, names, of, count_of, lv, en in (
        ("class", things, VOID["class"], VOID.entities, "Klases lietas", "Things of the class"),
        (
            "property",
            uses,
            VOID.property,
            VOID.triples,
            "Apgalvojumi ar īpašību",
            "Statements with the property",
        ),
    ):
        own = {name: count for name, count in names.items() if isinstance(name, URIRef)}
        graph.add((DATASET, VOID["classes" if kind == "class" else "properties"], _number(len(own))))
        for name, count in own.items():
            short = _short(str(name))
            part = ID[f"hrgraph/{kind}/{short}"]
            graph.add((DATASET, VOID[f"{kind}Partition"], part))
            graph.add((part, RDF.type, VOID.Dataset))
            graph.add((part, DCTERMS.license, LICENCE))
            graph.add((part, of, name))
            graph.add((part, count_of, _number(count)))
            add_labels(graph, part, f"{lv}: {short}", f"{en}: {short}")


def _short(iri: str) -> str:
    """The IRI as part of another one: ours by the bare name, others with their prefix or a checksum."""
    for prefix, namespace in terms.PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local and local != iri:
            return local if namespace == terms.HR else f"{prefix}-{local}"
    name = "".join(re.findall("[A-Za-z0-9]+", iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]))
    return f"{name or 'term'}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"


def _add_linksets(graph: Graph, links: Graph) -> None:
    """How many links of each kind lead to each scheme."""
    counts = Counter(
        (scheme, predicate)
        for _, predicate, target in links
        if isinstance(target, URIRef)
        and (scheme := _scheme(str(target)))
        and predicate != OWL.annotatedTarget
    )
    for (scheme, predicate), count in counts.items():
        name = _short(str(predicate))
        linkset, target = ID[f"hrgraph/linkset/{scheme}/{name}"], ID[f"hrgraph/target/{scheme}"]
        graph.add((linkset, RDF.type, VOID.Linkset))
        graph.add((linkset, DCTERMS.license, LICENCE))
        graph.add((DATASET, VOID.subset, linkset))
        graph.add((linkset, VOID.subjectsTarget, DATASET))
        graph.add((linkset, VOID.objectsTarget, target))
        graph.add((linkset, VOID.linkPredicate, predicate))
        graph.add((linkset, VOID.triples, _number(count)))
        add_labels(graph, linkset, f"Saites uz {scheme}: {name}", f"Links to {scheme}: {name}")
        # Not a dataset of VoID: of those the graph has to tell the licence, and these belong to others.
        graph.add((target, RDF.type, DCAT.Dataset))
        add_labels(graph, target, f"Saišu mērķis: {scheme}", f"Target of links: {scheme}")
        for space in SCHEMES[scheme]:
            graph.add((target, VOID.uriSpace, Literal(space)))


def _scheme(target: str) -> str | None:
    return next((scheme for scheme, starts in SCHEMES.items() if target.startswith(starts)), None)


def _add_making(
    graph: Graph, graphs: Mapping[str, Graph], documents: Iterable[Document], version: str
) -> None:
    """What the build read and what ran it; not when, since the same texts give the same graph on any day."""
    graph.add((DATASET, RDF.type, PROV.Entity))
    graph.add((DATASET, PROV.wasGeneratedBy, _BUILD))
    graph.add((_BUILD, RDF.type, PROV.Activity))
    add_labels(graph, _BUILD, "Grafa būvējums", "Build of the graph")
    graph.add((_BUILD, PROV.wasAssociatedWith, _PROGRAM))
    graph.add((_PROGRAM, RDF.type, PROV.SoftwareAgent))
    graph.add((_PROGRAM, OWL.versionInfo, Literal(version)))
    add_labels(graph, _PROGRAM, f"Programma hrgraph {version}", f"Program hrgraph {version}")
    for document in documents:
        graph.add((_BUILD, PROV.used, ID[document.id]))
    if "ontology" in graphs:
        graph.add((_BUILD, PROV.used, URIRef(terms.BASE + "ontology")))
