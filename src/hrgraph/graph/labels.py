"""Latvian and English labels: of things, and of parts by their kind."""

from dataclasses import dataclass

from rdflib import RDFS, Graph, Literal, URIRef

from hrgraph.rdf.terms import HR


def add_labels(graph: Graph, thing: URIRef, lv: str, en: str) -> None:
    """Give `thing` one Latvian and one English label."""
    graph.add((thing, RDFS.label, Literal(lv, lang="lv")))
    graph.add((thing, RDFS.label, Literal(en, lang="en")))


@dataclass(frozen=True)
class Labels:
    """The ontology's own labels, for naming what has no name of its own."""

    ontology: Graph

    def of(self, name: str) -> tuple[str, str]:
        """The Latvian and the English label of an own term. Raises KeyError when it has none."""
        found = {
            label.language: str(label)
            for label in self.ontology.objects(URIRef(HR + name), RDFS.label)
            if isinstance(label, Literal)
        }
        return found["lv"], found["en"]

    def part(self, kind: str, identifier: str) -> tuple[str, str]:
        """The labels of a part: its kind and its identifier, such as 'Darbība I.A.3'."""
        lv, en = self.of(kind)
        return f"{lv[:1].upper()}{lv[1:]} {identifier}", f"{en[:1].upper()}{en[1:]} {identifier}"
