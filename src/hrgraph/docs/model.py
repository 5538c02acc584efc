"""What a page says of each term, in one language: everything is read from the files of the ontology."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from hrgraph.docs.words import Words
from hrgraph.rdf import terms

KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object-property",
    OWL.DatatypeProperty: "datatype-property",
    OWL.AnnotationProperty: "annotation-property",
    OWL.NamedIndividual: "concept",
}
"""The kinds of terms, with their word codes."""
ORDER = (*KINDS.values(), "concept-scheme")
"""The word codes of the kinds in the order of the page."""

_MARKS = {
    OWL.FunctionalProperty: "functional",
    OWL.InverseFunctionalProperty: "inverse-functional",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
}
_MATCHES = {
    SKOS.exactMatch: "exact-match",
    SKOS.closeMatch: "close-match",
    SKOS.broadMatch: "broad-match",
    SKOS.narrowMatch: "narrow-match",
    SKOS.relatedMatch: "related-match",
    RDFS.subClassOf: "sub-of",
    RDFS.subPropertyOf: "sub-of",
}
_DOCUMENTS = {"rīcības plāns": "eu-action-plan-hrd-2020-2024", "paziņojums": "press-release-act"}
_EXAMPLE = re.compile(rf"\((?P<document>{'|'.join(_DOCUMENTS)}), (?P<part>[^)]+)\)")
_INVENTED = " (izdomāts teikums)"
_QUOTE = re.compile(r"„(.*?)”")
_LATVIAN = re.compile(r'"([^"]*[āčēģīķļņšūž][^"]*)"')

Pieces = tuple[tuple[str, bool], ...]
"""A sentence piece by piece, whether each is quoted from a text."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: to a term of this page, or out."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Example:
    """What a reader is told with quotes of a text, and the part that they stand in."""

    pieces: Pieces
    place: Link


@dataclass(frozen=True)
class Match:
    """How a term stands to one of another vocabulary, and why."""

    relation: str
    other: Link
    reason: str


@dataclass(frozen=True)
class Term:
    """One term of the ontology."""

    name: str
    iri: str
    kind: str
    module: str
    label: str
    definition: str
    examples: tuple[Example, ...]
    notes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Link, ...]], ...]
    """Word code and terms: above, below, from, to, disjoint and so on; only those that hold any."""
    marks: tuple[str, ...]
    matches: tuple[Match, ...]
    questions: tuple[Pieces, ...]
    deprecated: bool = False

    def linked(self, code: str) -> tuple[Link, ...]:
        """The terms of one row, none when the row is not there."""
        return dict(self.rows).get(code, ())


class Reader:
    """Reads terms out of the ontology, its alignments and the competency questions, in one language."""

    def __init__(self, ontology: Graph, alignments: Graph, questions: Graph, words: Words) -> None:
        self._graph = ontology
        self._alignments = alignments
        self._words = words
        self._language = words.language
        self._ends = {
            end: {prop: self._classes(prop, end) for prop in set(ontology.subjects(end))}
            for end in (RDFS.domain, RDFS.range)
        }
        self._questions: dict[Node, list[str]] = defaultdict(list)
        for question, term in questions.subject_objects(DCTERMS.requires):
            self._questions[term].append(self.said(question, RDFS.comment, questions))
        self._reasons = {
            (
                alignments.value(axiom, OWL.annotatedSource),
                alignments.value(axiom, OWL.annotatedTarget),
            ): axiom
            for axiom in alignments.subjects(RDF.type, OWL.Axiom)
        }

    def terms(self) -> list[Term]:
        """Every own term, by kind and then by label."""
        found = [
            self._term(iri, code)
            for kind, code in KINDS.items()
            for iri in self._graph.subjects(RDF.type, kind)
            if isinstance(iri, URIRef) and iri.startswith(terms.BASE)
        ]
        return sorted(found, key=lambda term: (ORDER.index(term.kind), self._words.order(term.label)))

    def borrowed(self) -> list[tuple[Link, str, str]]:
        """Every term of another vocabulary that is declared: its name and address, its kind, its label."""
        found = [
            (Link(self._short(iri), str(iri)), code, self.said(iri, RDFS.label))
            for kind, code in KINDS.items()
            for iri in self._graph.subjects(RDF.type, kind)
            if isinstance(iri, URIRef) and not iri.startswith(terms.BASE)
        ]
        return sorted(found, key=lambda row: row[0].words)

    def said(self, subject: Node, predicate: URIRef, graph: Graph | None = None) -> str:
        """The value in the language of the page, else one without a language, else nothing."""
        values = sorted((graph or self._graph).objects(subject, predicate), key=str)
        for language in (self._language, None):
            for value in values:
                if isinstance(value, Literal) and value.language == language:
                    return str(value)
        return ""

    def link(self, node: Node) -> Link:
        """A link to a term: its label for an own one, its short name for another."""
        if isinstance(node, URIRef) and node.startswith(terms.BASE):
            return Link(self.said(node, RDFS.label) or self._short(node), "#" + _anchor(node))
        return Link(self._short(node), str(node))

    def _term(self, iri: URIRef, kind: str) -> Term:
        graph = self._graph
        if (iri, RDF.type, SKOS.ConceptScheme) in graph:
            kind = "concept-scheme"
        rows = {
            "type": self._links(self._own_types(iri)) if kind == "concept" else [],
            "scheme": self._links(graph.objects(iri, SKOS.inScheme)),
            "holds": self._links(graph.subjects(SKOS.inScheme, iri)),
            "above": self._links(graph.objects(iri, RDFS.subClassOf | RDFS.subPropertyOf)),
            "below": self._links(graph.subjects(RDFS.subClassOf | RDFS.subPropertyOf, iri)),
            "domain": self._links(self._ends[RDFS.domain].get(iri, ())),
            "range": self._links(self._ends[RDFS.range].get(iri, ())),
            "some": self._restrictions(iri),
            "starts": self._links(p for p, found in self._ends[RDFS.domain].items() if iri in found),
            "arrives": self._links(p for p, found in self._ends[RDFS.range].items() if iri in found),
            "disjoint": self._links(self._disjoint(iri)),
            "members": self._links(graph.subjects(RDF.type, iri)) if kind == "class" else [],
            "see": self._links(graph.objects(iri, RDFS.seeAlso)),
            "replaced": self._links(graph.objects(iri, DCTERMS.isReplacedBy)),
        }
        return Term(
            name=_anchor(iri),
            iri=str(iri),
            kind=kind,
            module=str(graph.value(iri, RDFS.isDefinedBy) or "").rsplit("/", 1)[-1],
            label=self.said(iri, RDFS.label),
            definition=self.said(iri, SKOS.definition),
            examples=tuple(map(self._example, sorted(graph.objects(iri, SKOS.example), key=str))),
            notes=tuple(filter(None, (self.said(iri, note) for note in (SKOS.scopeNote, SKOS.note)))),
            rows=tuple((code, tuple(links)) for code, links in rows.items() if links),
            marks=tuple(code for mark, code in _MARKS.items() if (iri, RDF.type, mark) in graph),
            matches=tuple(self._matches(iri)),
            questions=tuple(_pieces(_LATVIAN, question) for question in sorted(self._questions[iri])),
            deprecated=bool(graph.value(iri, OWL.deprecated)),
        )

    def _links(self, nodes: Iterable[Node]) -> list[Link]:
        links = {self.link(node) for node in nodes if isinstance(node, URIRef)}
        return sorted(links, key=lambda link: self._words.order(link.words))

    def _own_types(self, iri: URIRef) -> list[Node]:
        types = self._graph.objects(iri, RDF.type)
        return [cls for cls in types if isinstance(cls, URIRef) and cls.startswith(terms.HR)]

    def _classes(self, prop: Node, end: URIRef) -> Sequence[Node]:
        """The classes or datatypes that a property starts from or leads to, those of a union one by one."""
        value = self._graph.value(prop, end)
        union = self._graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
        return (
            list(Collection(self._graph, union))
            if union is not None
            else [value]
            if value is not None
            else []
        )

    def _restrictions(self, iri: URIRef) -> list[Link]:
        found = [node for node in self._graph.objects(iri, RDFS.subClassOf) if isinstance(node, BNode)]
        props = [self._graph.value(node, OWL.onProperty) for node in found]
        return self._links(prop for prop in props if prop is not None)

    def _disjoint(self, iri: URIRef) -> set[Node]:
        graph = self._graph
        found = set(graph.objects(iri, OWL.disjointWith | OWL.propertyDisjointWith))
        found |= set(graph.subjects(OWL.disjointWith | OWL.propertyDisjointWith, iri))
        for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
            members = set(Collection(graph, graph.value(axiom, OWL.members)))  # type: ignore[arg-type]
            if iri in members:
                found |= members - {iri}
        return found

    def _matches(self, iri: URIRef) -> Iterable[Match]:
        for relation, code in _MATCHES.items():
            for other in sorted(self._alignments.objects(iri, relation), key=str):
                axiom = self._reasons.get((iri, other))
                reason = self.said(axiom, RDFS.comment, self._alignments) if axiom is not None else ""
                yield Match(code, Link(self._short(other), str(other)), reason)

    def _example(self, value: Node) -> Example:
        """An example taken apart: what it tells beside its quotes is Latvian, for the Latvian page only."""
        text = str(value)
        found = _EXAMPLE.search(text)
        if found is None:
            sentence = text.removesuffix(_INVENTED).strip("„”")
            return Example(((sentence, True),), Link(self._words.say("invented")))
        document, part = _DOCUMENTS[found["document"]], found["part"]
        told = (text[: found.start()] + text[found.end() :]).strip()
        pieces = _pieces(_QUOTE, told)
        if self._language != "lv" and any(is_quote for _, is_quote in pieces):
            pieces = tuple(piece for piece in pieces if piece[1])
        place = Link(f"{self._words.say(document)}, {part}", f"{terms.ID}{document}/{part}")
        return Example(pieces, place)

    def _short(self, node: Node) -> str:
        return self._words.short(str(node))


def _pieces(quote: re.Pattern[str], text: str) -> Pieces:
    return tuple((words, number % 2 == 1) for number, words in enumerate(quote.split(text)) if words)


def _anchor(iri: URIRef) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
