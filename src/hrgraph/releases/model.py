"""What changed from one edition of the graph to the next, as plain values, and as JSON and back."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from hrgraph.errors import StoreError
from hrgraph.rdf.term import Term, iri, literal
from hrgraph.releases.snapshot import Ground

APPEARED, CHANGED, GONE = "appeared", "changed", "gone"
KINDS = (APPEARED, CHANGED, GONE)
CODES: Mapping[str, str] = MappingProxyType(
    {
        "document-new": "text",
        "document-gone": "text",
        "words-new": "text",
        "words-gone": "text",
        "text-changed": "text",
        "about-text": "text",
        "curator-says": "curator",
        "curator-no-longer-says": "curator",
        "curator-rejects": "curator",
        "curator-accepts-again": "curator",
        "curator-new": "curator",
        "curator-gone": "curator",
        "rule-new": "rule",
        "rule-gone": "rule",
        "rule-changed": "rule",
        "lexicon": "lexicon",
        "link": "link",
        "ontology": "ontology",
        "question": "question",
        "inference": "inference",
        "layout": "program",
        "program": "program",
    }
)
"""What can be the reason, by its code, and of which kind that is; in the order in which reasons are told."""

_ORDER = {code: number for number, code in enumerate(CODES)}


class Reason(NamedTuple):
    """Why a statement changed: what happened (one of `CODES`), to which IRI, and a curator's words."""

    code: str
    about: str = ""
    words: str = ""

    @property
    def kind(self) -> str:
        """What the reason lies in: the text, a curator, a rule, the lexicon and so on (see `CODES`)."""
        return CODES[self.code]


class Change(NamedTuple):
    """A statement that appeared, changed or went: its object before and after (None where there was none).

    One whose object stayed has other grounds, or stands in another graph (`graphs_…`, by name).
    """

    kind: str
    subject: str
    predicate: str
    before: Term | None
    after: Term | None
    grounds_before: tuple[Ground, ...] = ()
    grounds_after: tuple[Ground, ...] = ()
    graphs_before: tuple[str, ...] = ()
    graphs_after: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the graph: its version (or file), SHA-256 of its N-Quads, date, number of statements."""

    name: str
    sha256: str
    date: str
    triples: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes between two editions, with the labels of what they speak of, by IRI and language.

    `old` is None for the first edition: nothing is compared then. `added` and `removed` count every statement
    of the files, those that only carry evidence or describe the dataset too.
    """

    old: Edition | None
    new: Edition
    added: int
    removed: int
    changes: tuple[Change, ...]
    labels: Mapping[str, Mapping[str, str]]

    def counts(self) -> dict[str, int]:
        """How many statements appeared, changed and went."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}

    def by_reason(self) -> dict[Reason, tuple[Change, ...]]:
        """The changes by their first reason, in the order of `CODES`; the words of curators left out."""
        found: dict[Reason, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.reasons[0]._replace(words=""), []).append(change)
        return {reason: tuple(found[reason]) for reason in in_order(found)}


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, in the order of `CODES`."""
    return tuple(sorted(set(reasons), key=lambda reason: (_ORDER[reason.code], reason)))


def to_json(changes: Changes) -> bytes:
    """The changes as JSON, a line each; terms as in SPARQL 1.1 Query Results JSON."""
    said = {
        "old": asdict(changes.old) if changes.old else None,
        "new": asdict(changes.new),
        "counts": changes.counts(),
        "statements": {"added": changes.added, "removed": changes.removed},
        "labels": changes.labels,
    }
    head = json.dumps(said, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(json.dumps(_change(change), ensure_ascii=False) for change in changes.changes)
    return f'{head},\n "changes": [\n{lines}\n]}}\n'.encode()


def from_json(content: bytes, name: str) -> Changes:
    """What `to_json` wrote. Raises StoreError, naming the file, where it holds no changes."""
    try:
        said = json.loads(content)
        return Changes(
            Edition(**said["old"]) if said["old"] else None,
            Edition(**said["new"]),
            said["statements"]["added"],
            said["statements"]["removed"],
            tuple(_change_of(item) for item in said["changes"]),
            said["labels"],
        )
    except (ValueError, TypeError, KeyError) as problem:
        raise StoreError(f"{name}: holds no changes between releases") from problem


def _change(change: Change) -> dict[str, Any]:
    said: dict[str, Any] = {
        "change": change.kind,
        "subject": change.subject,
        "predicate": change.predicate,
        "before": _term(change.before),
        "after": _term(change.after),
        "reasons": [
            {"kind": reason.kind} | {name: value for name, value in reason._asdict().items() if value}
            for reason in change.reasons
        ],
    }
    for name in ("grounds_before", "grounds_after"):
        said[name] = [ground._asdict() for ground in getattr(change, name)]
    return said | {"graphs_before": change.graphs_before, "graphs_after": change.graphs_after}


def _change_of(item: dict[str, Any]) -> Change:
    return Change(
        item["change"],
        item["subject"],
        item["predicate"],
        _term_of(item["before"]),
        _term_of(item["after"]),
        tuple(Ground(**ground) for ground in item["grounds_before"]),
        tuple(Ground(**ground) for ground in item["grounds_after"]),
        tuple(item["graphs_before"]),
        tuple(item["graphs_after"]),
        tuple(_reason_of(reason) for reason in item["reasons"]),
    )


def _reason_of(said: dict[str, str]) -> Reason:
    reason = Reason(said["code"], said.get("about", ""), said.get("words", ""))
    if said["kind"] != reason.kind:
        raise ValueError(said["kind"])
    return reason


def _term(term: Term | None) -> dict[str, str] | None:
    if term is None:
        return None
    if term.kind == "iri":
        return {"type": "uri", "value": term.text}
    said = {"type": "literal", "value": term.text}
    if term.language:
        return said | {"xml:lang": term.language}
    return said if term == literal(term.text) else said | {"datatype": term.datatype}


def _term_of(said: dict[str, str] | None) -> Term | None:
    if said is None:
        return None
    if said["type"] == "uri":
        return iri(said["value"])
    return literal(said["value"], said.get("datatype", ""), said.get("xml:lang", ""))
