"""SHACL: the data against the shapes of ontology/shapes/ (W3C SHACL, core and SPARQL constraints).

Shapes of the folder itself look at all graphs together. Shapes of its sub-folder `document-graph` look at
each graph that holds the words of a document by itself, because SHACL cannot tell graphs apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from hrgraph.errors import DataError
from hrgraph.rdf import terms
from hrgraph.store.working import WorkingStore
from hrgraph.validate.compile import expected_datatypes
from hrgraph.validate.data import ontology_files, read_turtle
from hrgraph.validate.engine import results_of
from hrgraph.validate.explain import explained
from hrgraph.validate.finding import Finding
from hrgraph.validate.result import Result

PLAIN = "urn:hrgraph:plain"
"""The graph of statements that stand in no named graph."""

_ONTOLOGY = "urn:hrgraph:ontology"
SUFFIXES = {
    ".nq": "n-quads",
    ".nt": "n-triples",
    ".ttl": "turtle",
    ".trig": "trig",
    ".jsonld": "json-ld",
    ".rdf": "rdf-xml",
    ".owl": "rdf-xml",
    ".xml": "rdf-xml",
}
"""The syntaxes of files by their suffix."""


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
        store = WorkingStore(expected_datatypes(self.every()))
        for module in self.ontology:
            store.read(module, "turtle", _ONTOLOGY)
        return store

    def results(self, store: WorkingStore) -> set[Result]:
        """Everything in the store that breaks a shape. Raises DataError when a shape cannot be used."""
        found: set[Result] = set()
        for document in store.graphs_with(terms.HR + "TextSegment"):
            found |= results_of(store.part(document, _ONTOLOGY), self.of_document)
        store.forget_repeats()
        return found | results_of(store, self.of_all)

    def findings(self, store: WorkingStore) -> list[Finding]:
        """The same for people, sorted: with labels and the words of the source."""
        return sorted(set(explained(self.results(store), store, self.every())))


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


def run_shapes(data: bytes | Iterable[Path], ontology: Path) -> list[Finding]:
    """Everything in N-Quads or in RDF files that breaks a shape, sorted; `ontology` as in `read_shapes`.

    Raises DataError when something cannot be read or a shape is malformed.
    """
    shapes = read_shapes(ontology)
    store = shapes.store()
    if isinstance(data, bytes):
        store.read(data, "n-quads", PLAIN)
    else:
        for file in data:
            if (syntax := SUFFIXES.get(file.suffix.lower())) is None:
                raise DataError(f"suffix {file.suffix!r} is none of {', '.join(SUFFIXES)}", file)
            store.read(file, syntax, PLAIN)
    return shapes.findings(store)
