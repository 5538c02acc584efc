"""SHACL: the data against the shapes of ontology/shapes/ (W3C SHACL, core and SPARQL constraints).

Shapes of the folder itself look at all graphs together. Shapes of its sub-folder `document-graph` look at
each graph that holds the words of a document by itself, because SHACL cannot tell graphs apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from hrgraph.rdf import terms
from hrgraph.store.working import WorkingStore
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.engine import results_of
from hrgraph.validate.explain import explained
from hrgraph.validate.finding import Finding
from hrgraph.validate.result import Result

PLAIN = "urn:hrgraph:plain"
"""The graph of statements that stand in no named graph."""

_ONTOLOGY = "urn:hrgraph:ontology"


@dataclass(frozen=True)
class Shapes:
    """The shapes of a folder with the ontology that counts as part of any data."""

    of_all: Graph
    of_document: Graph
    ontology: tuple[Path, ...]

    def every(self) -> Graph:
        """All shapes in one graph."""
        return self.of_all + self.of_document

    def store(self) -> WorkingStore:
        """A store for data that these shapes are to look at, with the ontology in it."""
        store = WorkingStore()
        for module in self.ontology:
            store.read(module, "turtle", _ONTOLOGY)
        return store

    def results(self, store: WorkingStore) -> set[Result]:
        """Everything in the store that breaks a shape. Raises DataError when a shape cannot be used."""
        found = self.of_each(store, store.graphs_with(terms.HR + "TextSegment"))
        store.forget_repeats()
        return found | results_of(store, self.of_all)

    def of_each(self, store: WorkingStore, documents: Iterable[str]) -> set[Result]:
        """What in the graphs of documents, each by itself, breaks a shape of `document-graph`."""
        found: set[Result] = set()
        for document in documents:
            found |= results_of(store.part(document, _ONTOLOGY), self.of_document)
        return found

    def findings(self, store: WorkingStore) -> list[Finding]:
        """The same for people, sorted: with labels and the words of the source."""
        return self.told(self.results(store), store)

    def told(self, results: set[Result], store: WorkingStore) -> list[Finding]:
        """Results that were found in a store, in words."""
        return sorted(set(explained(results, store, self.every())))


def read_shapes(ontology: Path) -> Shapes:
    """The shapes below the folder `ontology`, which holds the modules and `prefixes.ttl` too.

    Raises DataError when a file cannot be read.
    """
    prefixes = ontology / "prefixes.ttl"
    return Shapes(
        read_turtle([*sorted((ontology / "shapes").glob("*.ttl")), prefixes]),
        read_turtle([*sorted((ontology / "shapes").glob("document-graph/*.ttl")), prefixes]),
        tuple(ontology_files(ontology)),
    )
