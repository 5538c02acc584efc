"""The graph of one document: its parts, its words, its mentions, and what its words say."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rdflib import OWL, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from hrgraph.assertions import model
from hrgraph.graph.labels import Labels, labels
from hrgraph.graph.write import Statement
from hrgraph.mentions.match import Mention
from hrgraph.rdf import terms
from hrgraph.rdf.terms import Run
from hrgraph.structure.units import Outline, Unit
from hrgraph.text.words import Words


class _Terms(Namespace):
    """A namespace of few terms, each of which is made once."""

    def __getattr__(self, name: str) -> URIRef:
        term: URIRef = super().__getattr__(name)
        setattr(self, name, term)
        return term


HR = _Terms(terms.HR)
ID = Namespace(terms.ID)
OA = _Terms(terms.OA)


class DocumentGraph:
    """Builds the named graph of one document: `statements` for writing, `graph` for asking.

    A set takes a fifth of the time of rdflib's graph, which keeps three indexes.
    """

    def __init__(
        self, outline: Outline, kinds: Labels, names: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.outline = outline
        self.document = outline.source.document
        self.statements: set[Statement] = set()
        self._kinds = kinds
        self._names = names or {}
        self._units = {unit.id: unit for unit in outline.units}

    @property
    def graph(self) -> Graph:
        """The statements so far as a graph of its own."""
        graph = Graph()
        for statement in self.statements:
            graph.add(statement)
        return graph

    # -------------------------------------------------------------- structure
    def add_source(self) -> None:
        """The source text: its characters, their number, the file's size and hash."""
        text = self.thing("text")
        source = self.outline.source
        self._say(ID[self.document], HR.hasSourceText, text)
        self._say(text, RDF.type, HR.SourceText)
        self._say(text, HR.textContent, Literal(source.raw))
        self._say(text, HR.characterCount, _count(len(source.raw)))
        self._say(text, HR.byteCount, _count(source.byte_count))
        self._say(text, HR.sha256, Literal(source.sha256))
        self._label(text, f"Avota teksts ({self.document})", f"Source text ({self.document})")

    def add_structure(self) -> None:
        """The parts of the document, each in its place and with its words."""
        for unit in self.outline.units:
            self._add_unit(unit)
        for number, run in enumerate(self.outline.artefacts, start=1):
            part = self.thing(f"layout.{number}")
            self._say(part, RDF.type, HR.LayoutArtefact)
            self._say(part, HR.isPartOf, ID[self.document])
            self._say(part, DCTERMS.identifier, Literal(f"layout.{number}"))
            self._say(part, HR.ordinal, Literal(number, datatype=XSD.positiveInteger))
            self._say(part, HR.hasSpan, self.span((run,), self.outline.source.raw[run[0] : run[1]]))
            self._label(part, *self._kinds.part("LayoutArtefact", f"layout.{number}"))

    def _add_unit(self, unit: Unit) -> None:
        part = self.thing(unit.id)
        self._say(part, RDF.type, HR[unit.kind])
        self._say(part, DCTERMS.identifier, Literal(unit.id))
        self._say(part, HR.ordinal, Literal(unit.ordinal, datatype=XSD.positiveInteger))
        self._say(part, HR.isPartOf, self.thing(unit.parent) if unit.parent else ID[self.document])
        if unit.label:
            self._say(part, HR.numberLabel, Literal(unit.label))
        if unit.calls:
            self._say(part, HR.callsFootnote, self.thing(unit.calls))
        if unit.words.text:
            self._say(part, HR.text, Literal(unit.words.text, lang="lv"))
            self._say(part, HR.hasSpan, self.span_of(unit.words))
        if unit.id in self._names:
            self._label(part, *self._names[unit.id])
        elif unit.label_lv:
            self._label(part, unit.label_lv, unit.label_en)
        else:
            self._label(part, *self._kinds.part(unit.kind, unit.id))

    # ------------------------------------------------------------------ words
    def span_of(self, words: Words) -> URIRef:
        """The span of these words."""
        return self.span(words.runs(self.outline.source.raw), words.text)

    def span(self, runs: Sequence[Run], quote: str) -> URIRef:
        """The span of these runs, shared by everything that rests on just these words."""
        span = URIRef(terms.span(self.document, runs))
        if (span, RDF.type, HR.TextSpan) not in self.statements:
            self._say(span, RDF.type, HR.TextSpan)
            self._say(span, HR.quote, Literal(quote, lang="lv"))
            for run in runs:
                self._say(span, HR.hasSegment, self._segment(run))
        return span

    def _segment(self, run: Run) -> URIRef:
        segment = URIRef(terms.segment(self.document, run))
        exact = self.outline.source.raw[run[0] : run[1]]
        self._say(segment, RDF.type, HR.TextSegment)
        self._say(segment, HR.selectsFrom, self.thing("text"))
        self._say(segment, OA.start, _count(run[0]))
        self._say(segment, OA.end, _count(run[1]))
        self._say(segment, OA.exact, Literal(exact))
        return segment

    # --------------------------------------------------------------- readings
    def add_mentions(self, readings: Iterable[model.Reading]) -> None:
        """Every mention with its words, the thing it denotes and the mention it lies inside."""
        for reading in readings:
            for mention in reading.mentions:
                node = self._mention(reading.unit, mention)
                words = reading.unit.words.slice(mention.start, mention.end)
                self._say(node, RDF.type, HR.Mention)
                self._say(node, HR.denotes, ID[mention.key])
                self._say(node, HR.hasSpan, self.span_of(words))
                self._say(node, HR.isInPart, self.thing(reading.unit.id))
                self._say(node, HR.isMadeBy, ID["rule/lexicon"])
                self._say(node, HR.hasReviewStatus, ID.automatic)
                if mention.inside is not None:
                    self._say(node, HR.isNestedIn, self._mention(reading.unit, mention.inside))

    def _mention(self, unit: Unit, mention: Mention) -> URIRef:
        runs = unit.words.runs(self.outline.source.raw, mention.start, mention.end)
        return URIRef(terms.mention(self.document, runs, mention.key))

    def add_assertions(self, assertions: Iterable[model.Assertion], nodes: Iterable[model.Node]) -> None:
        """What the words say: each statement once, with all the evidence for it on one axiom."""
        evidence: dict[tuple[URIRef, URIRef, URIRef | Literal], set[URIRef]] = defaultdict(set)
        for assertion in assertions:
            evidence[_triple(assertion)].add(self._evidence(assertion.evidence))
        for triple, grounds in evidence.items():
            axiom = BNode("axiom" + _digest(*(term.n3() for term in triple)))
            self._say(*triple)
            self._say(axiom, RDF.type, OWL.Axiom)
            self._say(axiom, OWL.annotatedSource, triple[0])
            self._say(axiom, OWL.annotatedProperty, triple[1])
            self._say(axiom, OWL.annotatedTarget, triple[2])
            for ground in grounds:
                self._say(axiom, HR.evidence, ground)
        subjects = {subject for subject, _, _ in self.statements}
        for node in nodes:
            if URIRef(node.iri) in subjects:
                self._label(URIRef(node.iri), node.lv, node.en)

    def _evidence(self, evidence: model.Evidence) -> URIRef:
        unit = self._units[evidence.unit]
        if evidence.mention is not None and evidence.status == "automatic":
            return self._mention(unit, evidence.mention)
        words = unit.words.slice(evidence.start, evidence.end)
        span = self.span_of(words)
        digest = _digest(span, evidence.maker, evidence.status, evidence.reason)
        node = self.thing("evidence/" + digest)
        self._say(node, RDF.type, HR.TextEvidence)
        self._say(node, HR.hasSpan, span)
        self._say(node, HR.isInPart, self.thing(evidence.unit))
        maker = evidence.maker if "/" in evidence.maker else "rule/" + evidence.maker
        self._say(node, HR.isMadeBy, ID[maker])
        self._say(node, HR.hasReviewStatus, ID[evidence.status])
        if evidence.reason:
            self._say(node, HR.reason, Literal(evidence.reason))
        return node

    def _say(self, subject: Node, predicate: Node, value: Node) -> None:
        self.statements.add((subject, predicate, value))

    def _label(self, thing: URIRef, lv: str, en: str) -> None:
        self.statements.update(labels(thing, lv, en))

    def thing(self, unit: str) -> URIRef:
        """The IRI of a part of this document."""
        return URIRef(terms.thing(f"{self.document}/{unit}"))


@lru_cache(1 << 14)
def _count(number: int) -> Literal:
    """A number of characters or bytes. The same come in many documents, and rdflib makes them slowly."""
    return Literal(number, datatype=XSD.nonNegativeInteger)


def _triple(assertion: model.Assertion) -> tuple[URIRef, URIRef, URIRef | Literal]:
    value = assertion.object
    object_: URIRef | Literal
    if isinstance(value, model.Literal):
        language = value.language or None
        object_ = Literal(value.value, lang=language, datatype=None if language else URIRef(value.datatype))
    else:
        object_ = URIRef(value)
    return URIRef(assertion.subject), URIRef(assertion.predicate), object_


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
