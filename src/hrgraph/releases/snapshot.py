"""The statements of a graph in; what it says, on what grounds, out.

Positions of words are left out: a line put into a text moves all words behind it and changes none of them.
What a statement rests on is therefore the quote, its part of the text, and who read it there.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from hrgraph.errors import StoreError
from hrgraph.rdf import terms
from hrgraph.rdf.files import REJECTED_FILE
from hrgraph.rdf.term import Term
from hrgraph.rdf.terms import DCT, HR, ID, OA, OWL, RDF_TYPE, RDFS_LABEL, SKOS
from hrgraph.store.files.quads import Quad

ENTITIES, LINKS, ONTOLOGY, INFERRED, QUESTIONS, METADATA = (
    terms.graph(name) for name in ("entities", "links", "ontology", "inferred", "questions", "metadata")
)
LEXICON = ID + "rule/lexicon"
DATASET = ID + "hrgraph"
_MODIFIED = DCT + "modified"
_WORKINGS = frozenset(
    HR + name for name in ("TextSpan", "TextSegment", "Mention", "TextEvidence", "SourceText")
)
"""Classes of what only carries evidence: it is told of with the statement that rests on it."""

_POSITIONS = frozenset(
    (HR + "hasSegment", HR + "selectsFrom", OA + "start", OA + "end", OA + "exact", HR + "textContent")
)
_SPAN, _PART, _MAKER, _STATUS, _REASON = (
    HR + name for name in ("hasSpan", "isInPart", "isMadeBy", "hasReviewStatus", "reason")
)
_QUOTE, _DENOTES, _EVIDENCE = HR + "quote", HR + "denotes", HR + "evidence"
_NOTED = frozenset((_SPAN, _PART, _MAKER, _STATUS, _REASON, _QUOTE, _DENOTES))
_SOURCE, _PROPERTY, _TARGET = (OWL + "annotated" + name for name in ("Source", "Property", "Target"))
_MAKERS = (ID + "rule/", ID + "curator/")


class Statement(NamedTuple):
    """Subject and predicate as IRIs, and the object."""

    subject: str
    predicate: str
    object: Term


class Ground(NamedTuple):
    """Words that say a statement: document and part as KEYs, quote, IRI of the maker, status, its reason."""

    document: str
    part: str
    quote: str
    maker: str
    status: str
    reason: str


@dataclass(slots=True)
class Snapshot:
    """What one edition of the graph says.

    `said`: each statement with the graphs it stands in, without those that only carry evidence or count.
    `grounds`: the words behind those that a text says. `labels`: by IRI and language. `texts`: the SHA-256 of
    each document, `words`: the text of its parts. `makers`: each rule and curator with its patterns.
    `named`: the parts, by KEY, that name a thing. `rejected`: statements that a curator rejected, with who
    and why. `date`: when the dataset last changed, as it says itself.
    """

    said: dict[Statement, frozenset[str]] = field(default_factory=dict)
    grounds: dict[Statement, frozenset[Ground]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    texts: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    makers: dict[str, frozenset[str]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    subjects: set[str] = field(default_factory=set)
    rejected: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    date: str = ""


def snapshot(quads: Iterable[Quad], rejected: bytes = b"") -> Snapshot:
    """What these statements say; `rejected` is the file of that name of the build, where there is one.

    Raises StoreError where that is no such file.
    """
    made = Snapshot(rejected=_rejected(rejected))
    said: dict[Statement, frozenset[str]] = {}
    workings: set[str] = set()
    axioms: dict[str, dict[str, Term]] = defaultdict(dict)
    evidence: dict[str, list[tuple[str, str]]] = defaultdict(list)
    notes: dict[str, dict[str, str]] = defaultdict(dict)
    words: dict[str, list[str]] = defaultdict(list)
    makers: dict[str, set[str]] = defaultdict(set)
    alone: dict[str, frozenset[str]] = {}
    for subject, predicate, object_, graph in quads:
        if subject.startswith("_:"):
            if predicate == _EVIDENCE:
                evidence[subject].append((object_.text, graph))
            elif predicate in (_SOURCE, _PROPERTY, _TARGET):
                axioms[subject][predicate] = object_
            continue
        if predicate == _MODIFIED and subject == DATASET:
            made.date = object_.text
        if predicate in _POSITIONS or object_.kind == "blank" or _is_description(subject, graph):
            continue
        if predicate == RDF_TYPE and object_.text in _WORKINGS:
            workings.add(subject)
        elif predicate in _NOTED:
            notes[subject][predicate] = object_.text
        elif predicate == HR + "sha256":
            made.texts[_key(graph, terms.GRAPH)] = object_.text
        elif predicate == HR + "text":
            words[_key(graph, terms.GRAPH)].append(object_.text)
        elif predicate == RDFS_LABEL and graph != INFERRED:
            made.labels[subject][object_.language] = object_.text
        if subject.startswith(_MAKERS) and graph == ENTITIES:
            makers[subject].add(object_.n3() if predicate == SKOS + "note" else "")
        statement = Statement(subject, predicate, object_)
        here = alone.setdefault(graph, frozenset({graph}))
        said[statement] = said[statement] | here if statement in said else here
    made.said = {
        statement: graphs
        for statement, graphs in said.items()
        if statement.subject not in workings and statement.object.text not in workings
    }
    made.subjects = {statement.subject for statement in made.said}
    made.words = {document: "\n".join(parts) for document, parts in words.items()}
    made.makers = {maker: frozenset(patterns - {""}) for maker, patterns in makers.items()}
    for note in notes.values():
        if _DENOTES in note and _PART in note:
            made.named[note[_DENOTES]].add(_key(note[_PART], ID))
    made.grounds = _grounds(axioms, evidence, notes)
    return made


def _grounds(
    axioms: dict[str, dict[str, Term]],
    evidence: dict[str, list[tuple[str, str]]],
    notes: dict[str, dict[str, str]],
) -> dict[Statement, frozenset[Ground]]:
    found: dict[Statement, set[Ground]] = defaultdict(set)
    for axiom, parts in axioms.items():
        if axiom not in evidence or len(parts) < 3:
            continue
        statement = Statement(parts[_SOURCE].text, parts[_PROPERTY].text, parts[_TARGET])
        for node, graph in evidence[axiom]:
            note = notes.get(node, {})
            found[statement].add(
                Ground(
                    document=_key(graph, terms.GRAPH),
                    part=_key(note.get(_PART, ""), ID),
                    quote=notes.get(note.get(_SPAN, ""), {}).get(_QUOTE, ""),
                    maker=note.get(_MAKER, ""),
                    status=_key(note.get(_STATUS, ""), ID),
                    reason=note.get(_REASON, ""),
                )
            )
    return {statement: frozenset(grounds) for statement, grounds in found.items()}


def _rejected(content: bytes) -> dict[tuple[str, str, str], tuple[str, str]]:
    """By subject, predicate and object (N-Triples) who rejected the statement, and why."""
    try:
        listed = json.loads(content) if content else ()
        return {
            (one["subject"], one["predicate"], one["object"]): (one["by"], one["reason"]) for one in listed
        }
    except (ValueError, TypeError, KeyError) as problem:
        raise StoreError(f"{REJECTED_FILE}: is no list of rejected statements") from problem


def _is_description(subject: str, graph: str) -> bool:
    """Whether a statement only describes the dataset: its sizes differ whenever anything else does."""
    return graph == METADATA and subject.startswith((ID + "hrgraph", terms.GRAPH))


def _key(iri: str, base: str) -> str:
    return iri.removeprefix(base)
