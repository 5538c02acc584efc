"""What the shapes ask for, in one language."""

import re
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from hrgraph.docs.model import Link, Reader
from hrgraph.docs.words import Words

_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")


@dataclass(frozen=True)
class Rule:
    """One thing a shape asks for: of which property, and what is said how gravely when it is not so."""

    path: Link
    message: str
    severity: str


@dataclass(frozen=True)
class Shape:
    """A node shape: what it is called, what it looks at and what it asks for."""

    name: str
    label: str
    description: str
    targets: tuple[Link, ...]
    rules: tuple[Rule, ...]


def shapes(graph: Graph, reader: Reader, words: Words) -> list[Shape]:
    """Every node shape with a target, by label."""
    found = [
        Shape(
            name=iri.rsplit("#", 1)[-1],
            label=reader.said(iri, SH.name, graph),
            description=reader.said(iri, SH.description, graph),
            targets=tuple(reader.link(node) for node in sorted(graph.objects(iri, SH.targetClass), key=str)),
            rules=tuple(_rules(graph, iri, reader)),
        )
        for iri in graph.subjects(RDF.type, SH.NodeShape)
        if isinstance(iri, URIRef)
    ]
    return sorted((shape for shape in found if shape.rules), key=lambda shape: words.order(shape.label))


def _rules(graph: Graph, shape: URIRef, reader: Reader) -> list[Rule]:
    rules = []
    of_itself = [shape] if (shape, SH.message, None) in graph else []
    for node in [*of_itself, *graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)]:
        path = graph.value(node, SH.path)
        severity = graph.value(node, SH.severity) or graph.value(shape, SH.severity) or SH.Violation
        message = _PLACEHOLDER.sub("…", reader.said(node, SH.message, graph))
        rules.append(Rule(_path(path, reader), message, str(severity).rsplit("#", 1)[-1].lower()))
    return sorted(rules, key=lambda rule: (rule.path.words, rule.message))


def _path(path: Node | None, reader: Reader) -> Link:
    return reader.link(path) if isinstance(path, URIRef) else Link("")
