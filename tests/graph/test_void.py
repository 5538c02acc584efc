"""The description of the dataset in VoID and PROV."""

import re

import pyoxigraph as ox
import pytest
from rdflib import OWL, PROV, RDF, SKOS, VOID, Graph, Literal, Namespace, URIRef

from hrgraph.graph.void import DATASET, void_graph
from hrgraph.graph.write import Graphs
from hrgraph.rdf import terms

HR, ID = Namespace(terms.HR), Namespace(terms.ID)
ODD = URIRef("https://example.org/odd(word)/ā")


@pytest.fixture
def small() -> Graph:
    """The description of two small graphs that share a statement."""
    one, two, links = Graph(), Graph(), Graph()
    one.add((ID.a, RDF.type, HR.Actor))
    one.add((ID.a, HR.names, ID.b))
    two.add((ID.a, HR.names, ID.b))
    two.add((ID.b, ODD, ID.a))
    links.add((ID.a, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/x")))
    links.add((ID.b, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/y")))
    links.add((ID.b, SKOS.exactMatch, URIRef("https://example.org/of-no-scheme")))
    return void_graph({"one": one, "two": two, "links": links}, [], "1.2")


def number(graph: Graph, subject: URIRef, name: str) -> int:
    """The only number that a property gives."""
    [value] = graph.objects(subject, VOID[name])
    return int(str(value))


def test_counts_of_small_graphs(small: Graph) -> None:
    """A statement in two graphs counts once; classes, properties and links are counted each."""
    assert number(small, DATASET, "triples") == 6
    assert number(small, DATASET, "classes") == 1
    assert number(small, DATASET, "properties") == 4
    assert number(small, ID["hrgraph/class/Actor"], "entities") == 1
    assert number(small, ID["hrgraph/property/names"], "triples") == 1
    linkset = ID["hrgraph/linkset/wikidata/skos-exactMatch"]
    assert number(small, linkset, "triples") == 2
    target = small.value(linkset, VOID.objectsTarget)
    assert small.value(target, VOID.uriSpace) == Literal("http://www.wikidata.org/entity/")
    assert set(small.subjects(RDF.type, VOID.Linkset)) == {linkset}


def test_names_of_partitions_are_plain(small: Graph) -> None:
    """Whatever a property of others is called, its partition has an IRI of plain characters."""
    part = small.value(None, VOID.property, ODD)

    assert part is not None
    assert re.fullmatch(r"[a-z0-9/-]+", str(part).removeprefix(terms.ID))


def test_who_made_it(small: Graph) -> None:
    """The dataset comes from a build by this version of the program."""
    build = small.value(DATASET, PROV.wasGeneratedBy)
    program = small.value(build, PROV.wasAssociatedWith)

    assert (build, RDF.type, PROV.Activity) in small
    assert small.value(program, OWL.versionInfo) == Literal("1.2")


def test_real_counts_are_those_that_a_query_gives(graphs: Graphs, quads: bytes) -> None:
    """Every size, partition and linkset says what SPARQL counts in the published graph."""
    metadata = graphs["metadata"]
    store = ox.Store()
    store.extend(
        ox.Quad(*quad.triple)
        for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        if quad.graph_name != ox.NamedNode(terms.graph("metadata"))
    )

    def counted(query: str) -> dict[str, int]:
        rows = store.query(query)
        return {row[0].value: int(row[1].value) for row in rows}  # type: ignore[union-attr]

    def told(kind: str, count: str) -> dict[str, int]:
        return {
            str(metadata.value(part, VOID[kind])): number(metadata, part, count)  # type: ignore[arg-type]
            for part in metadata.objects(DATASET, VOID[f"{kind}Partition"])
        }

    assert told("property", "triples") == counted("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    assert told("class", "entities") == counted("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert number(metadata, DATASET, "triples") == len(store)
    linksets = set(metadata.subjects(RDF.type, VOID.Linkset))
    assert len(linksets) > 5
    for linkset in linksets:
        spaces = metadata.objects(metadata.value(linkset, VOID.objectsTarget), VOID.uriSpace)
        starts = " || ".join(f"STRSTARTS(STR(?o), '{space}')" for space in spaces)
        found = counted(
            f"SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER({starts}) "
            f"FILTER(?p = <{metadata.value(linkset, VOID.linkPredicate)}>) }} GROUP BY ?p"
        )
        assert list(found.values()) == [number(metadata, linkset, "triples")], linkset  # type: ignore[arg-type]
