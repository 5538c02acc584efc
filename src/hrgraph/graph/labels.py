"""Latvian and English labels: of things, and of parts by their kind."""

from dataclasses import dataclass, field

from rdflib import RDFS, Graph, Literal, URIRef

from hrgraph.rdf.terms import HR


def add_labels(graph: Graph, thing: URIRef, lv: str, en: str) -> None:
    """Give `thing` one Latvian and one English label."""
    for statement in labels(thing, lv, en):
        graph.add(statement)


def labels(thing: URIRef, lv: str, en: str) -> tuple[tuple[URIRef, URIRef, Literal], ...]:
    """The statements that give `thing` one Latvian and one English label."""
    return (thing, RDFS.label, Literal(lv, lang="lv")), (thing, RDFS.label, Literal(en, lang="en"))


@dataclass(frozen=True)
class Labels:
    """The ontology's own labels, for naming what has no name of its own."""

    ontology: Graph
    _known: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, name: str) -> tuple[str, str]:
        """The Latvian and the English label of an own term. Raises KeyError when it has none."""
        if name not in self._known:
            found = {
                label.language: str(label)
                for label in self.ontology.objects(URIRef(HR + name), RDFS.label)
                if isinstance(label, Literal)
            }
            self._known[name] = found["lv"], found["en"]
        return self._known[name]

    def part(self, kind: str, identifier: str) -> tuple[str, str]:
        """The labels of a part: its kind and its identifier, such as 'Darbība I.A.3'."""
        lv, en = self.of(kind)
        return f"{lv[:1].upper()}{lv[1:]} {identifier}", f"{en[:1].upper()}{en[1:]} {identifier}"
