"""What is known beside the texts: the things of the lexicon, the makers of statements, the documents."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, SKOS, VOID, XSD, Graph, Literal, Namespace, URIRef

from hrgraph.graph.labels import Labels, add_labels
from hrgraph.mentions.lexicon import Entry
from hrgraph.rdf import terms
from hrgraph.rdf.vocabulary import Vocabulary
from hrgraph.structure.documents import Document

HR = Namespace(terms.HR)
ID = Namespace(terms.ID)
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True)
class Maker:
    """Who reads statements out of texts: an extraction rule, with its pattern if it has one, or a curator."""

    id: str
    cls: str
    lv: str
    en: str
    pattern: str = ""


def entities_graph(
    entries: Mapping[str, Entry],
    used: Iterable[str],
    vocabulary: Vocabulary,
    labels: Labels,
    makers: Iterable[Maker],
) -> Graph:
    """The things that the documents speak of, broader things, parent organisations, makers."""
    graph = Graph()
    wanted = _with_broader(entries, used)
    schemes: set[str] = set()
    for key in sorted(wanted):
        entry = entries[key]
        node = ID[key]
        for cls in entry.classes:
            graph.add((node, RDF.type, HR[cls]))
        add_labels(graph, node, entry.lv, entry.en)
        _add_names(graph, node, entry)
        if entry.organ_of:
            graph.add((node, HR.isOrganOf, ID[entry.organ_of]))
        if _is_concept(entry, vocabulary):
            schemes.add(entry.classes[0])
            graph.add((node, SKOS.inScheme, ID[_scheme(entry.classes[0])]))
            graph.add((node, SKOS.prefLabel, Literal(entry.lv, lang="lv")))
            graph.add((node, SKOS.prefLabel, Literal(entry.en, lang="en")))
            for broader in entry.broader:
                if _is_concept(entries[broader], vocabulary):
                    graph.add((node, SKOS.broader, ID[broader]))
    for cls in sorted(schemes):
        lv, en = labels.of(cls)
        scheme = ID[_scheme(cls)]
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        add_labels(graph, scheme, f"Jēdzienu saraksts: {lv}", f"Concept scheme: {en}")
    for maker in makers:
        graph.add((ID[maker.id], RDF.type, HR[maker.cls]))
        add_labels(graph, ID[maker.id], maker.lv, maker.en)
        if maker.pattern:
            graph.add((ID[maker.id], SKOS.note, Literal(maker.pattern)))
    return graph


def _scheme(cls: str) -> str:
    return (
        "".join("-" + letter.lower() if letter.isupper() else letter for letter in cls).lstrip("-")
        + "-scheme"
    )


def _is_concept(entry: Entry, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.above(entry.classes) & vocabulary.concepts)


def _with_broader(entries: Mapping[str, Entry], used: Iterable[str]) -> set[str]:
    wanted: set[str] = set()
    queue = [key for key in used if key in entries]
    while queue:
        key = queue.pop()
        if key not in wanted:
            wanted.add(key)
            queue += [*entries[key].broader, *filter(None, [entries[key].organ_of])]
    return wanted


def _add_names(graph: Graph, node: URIRef, entry: Entry) -> None:
    shown = {entry.lv}
    for text in entry.alt_lv:
        graph.add((node, SKOS.altLabel, Literal(text, lang="lv")))
        shown.add(text)
    for text in entry.alt_en:
        graph.add((node, SKOS.altLabel, Literal(text, lang="en")))
    for phrase in entry.phrases:
        if phrase.mode == "abbreviations" and phrase.text not in shown:
            graph.add((node, SKOS.altLabel, Literal(phrase.text, lang="lv")))
        elif phrase.text not in shown:
            graph.add((node, SKOS.hiddenLabel, Literal(phrase.text, lang="lv")))
        shown.add(phrase.text)
    if entry.note_lv:
        graph.add((node, SKOS.note, Literal(entry.note_lv, lang="lv")))
    if entry.note_en:
        graph.add((node, SKOS.note, Literal(entry.note_en, lang="en")))


def documents_graph(documents: Iterable[Document], labelled: Container[str] = ()) -> Graph:
    """The documents: class, title, language, address; labels unless they are `labelled` elsewhere."""
    graph = Graph()
    for document in documents:
        node = ID[document.id]
        graph.add((node, RDF.type, HR[document.cls]))
        if document.id not in labelled:
            add_labels(graph, node, document.title_lv, document.title_en)
        graph.add((node, DCTERMS.identifier, Literal(document.id)))
        graph.add((node, DCTERMS.language, Literal(document.language, datatype=XSD.language)))
        graph.add((node, DCTERMS.title, Literal(document.title_lv, lang="lv")))
        graph.add((node, DCTERMS.title, Literal(document.title_en, lang="en")))
        if document.printed_address:
            graph.add((node, HR.printedAddress, Literal(document.printed_address)))
        if document.note_lv:
            graph.add((node, SKOS.note, Literal(document.note_lv, lang="lv")))
        if document.note_en:
            graph.add((node, SKOS.note, Literal(document.note_en, lang="en")))
    return graph


def metadata_graph(
    graphs: Mapping[str, Graph], documents: Sequence[Document], version: str, labelled: Container[str] = ()
) -> Graph:
    """What the documents are, and each named graph: its label, licence, number of triples and source."""
    metadata = documents_graph(documents, labelled)
    named = {document.id: document for document in documents}
    dataset = ID.hrgraph
    metadata.add((dataset, RDF.type, VOID.Dataset))
    metadata.add((dataset, DCTERMS.license, LICENCE))
    metadata.add((dataset, DCTERMS.hasVersion, Literal(version)))
    add_labels(metadata, dataset, "hrgraph datu kopa", "hrgraph dataset")
    add_labels(metadata, URIRef(terms.graph("metadata")), "Grafs: metadata", "Graph: metadata")
    for name, graph in sorted(graphs.items()):
        node = URIRef(terms.graph(name))
        metadata.add((node, RDF.type, VOID.Dataset))
        metadata.add((dataset, VOID.subset, node))
        metadata.add((node, DCTERMS.license, LICENCE))
        metadata.add((node, VOID.triples, Literal(len(graph))))
        add_labels(metadata, node, f"Grafs: {name}", f"Graph: {name}")
        if name in named:
            metadata.add((node, DCTERMS.source, ID[name]))
    return metadata
