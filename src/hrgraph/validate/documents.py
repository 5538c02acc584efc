"""SHACL for many graphs of documents, one by one: the shapes are read and compiled once."""

from pathlib import Path

from hrgraph.rdf import terms
from hrgraph.validate.engine import hierarchy, results_of
from hrgraph.validate.explain import explained
from hrgraph.validate.finding import Finding
from hrgraph.validate.shapes import PLAIN, read_shapes

AT_ONCE = 16
"""Graphs after which a new store is taken: it costs as much as a check; an old one grows and gets slow."""


class DocumentChecks:
    """The shapes of `document-graph` below the folder `ontology`, ready to look at one graph after another.

    Raises DataError when the ontology or a shape cannot be read or used.
    """

    def __init__(self, ontology: Path) -> None:
        shapes = read_shapes(ontology)
        self._shapes = shapes.of_document
        self._empty = shapes.store()
        self._store, self._seen = self._empty.copy(), 0
        self._classes = hierarchy(self._empty)  # the words of a document say nothing of classes

    def findings(self, document: str, quads: bytes) -> list[Finding]:
        """Everything that breaks a shape in the graph of a document, given as N-Quads, sorted."""
        if self._seen == AT_ONCE:
            self._store, self._seen = self._empty.copy(), 0
        self._seen += 1
        self._store.read(quads, "n-quads", PLAIN, document)
        try:
            results = results_of(self._store, self._shapes, classes=self._classes)
            return sorted(set(explained(results, self._store, self._shapes))) if results else []
        finally:
            self._store.forget(terms.graph(document))
