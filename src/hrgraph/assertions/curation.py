"""Curated corrections: a reader's judgement, anchored by quote (data/documents/<id>/curated.toml).

A correction is one more statement by another maker. It adds, rejects, accepts or replaces (rejects one, adds
another); it never edits what a rule made, and one whose words are gone stops the build.
"""

import datetime
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hrgraph.assertions.model import Assertion, Evidence, Literal, Reading
from hrgraph.errors import CurationError
from hrgraph.rdf.terms import HR, thing
from hrgraph.rdf.vocabulary import Property, Vocabulary
from hrgraph.text.tables import parse_table, read_text

ACTIONS = ("add", "reject", "accept", "replace")
_NEEDED = ("action", "in", "quote", "predicate", "object", "reason", "by", "date")
_KNOWN = {*_NEEDED, "subject", "occurrence", "replacement"}
_CURATOR = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Correction:
    """One curated correction with its statement and the words it rests on."""

    action: str
    assertion: Assertion
    date: datetime.date
    file: Path
    line: int | None


@dataclass(frozen=True)
class Merged:
    """What stands after curation, and what a curator rejected; `rejections` has the curator's evidence."""

    assertions: tuple[Assertion, ...]
    rejected: tuple[Assertion, ...]
    rejections: tuple[Assertion, ...] = ()


def read_curation(
    file: Path, readings: Sequence[Reading], vocabulary: Vocabulary, known: Container[str]
) -> tuple[Correction, ...]:
    """The corrections of `file`; none when there is no file. `known` holds the KEYs of all things.

    Raises CurationError, naming file and line, when a correction is incomplete, its unit does not exist,
    its quote does not stand there exactly once (or as often as `occurrence` says), its predicate is no
    property of the ontology, or it speaks of a thing that is not known.
    """
    if not file.exists():
        return ()
    text = read_text(file, CurationError)
    table = parse_table(text, file, CurationError)
    tables = table.get("statement", [])
    if set(table) - {"statement"} or not isinstance(tables, list):
        raise CurationError("the file holds only corrections, each headed [[statement]]", file)
    headers = re.finditer(r"^[ \t]*\[\[\s*statement\s*\]\]", text, re.MULTILINE)
    lines = [text.count("\n", 0, match.start()) + 1 for match in headers]
    units = {reading.unit.id: reading for reading in readings}
    corrections: list[Correction] = []
    for table, line in zip(tables, lines, strict=True):
        if problem := _problem(table, vocabulary):
            raise CurationError(problem, file, line)
        if table["in"] not in units:
            raise CurationError(f"the document has no unit {table['in']} with words of its own", file, line)
        try:
            corrections += _corrections(table, units[table["in"]], vocabulary, known, file, line)
        except ValueError as problem:
            raise CurationError(str(problem), file, line) from None
    return tuple(corrections)


def _problem(table: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """What is wrong with a correction as a table; empty when nothing is."""
    for needed in _NEEDED:
        if not table.get(needed):
            return f"the correction lacks `{needed}`"
    if unknown := set(table) - _KNOWN:
        return f"settings that are not known: {', '.join(sorted(unknown))}"
    for name, value in table.items():
        if name not in {"date", "occurrence"} and not isinstance(value, str):
            return f"`{name}` is text in quotation marks"
    if type(table["date"]) is not datetime.date:
        return "`date` is a day without quotation marks, as 2026-11-21"
    if not _CURATOR.fullmatch(table["by"]):
        return "`by` is a name of lower-case ASCII letters and digits joined by hyphens"
    if table["action"] not in ACTIONS:
        return f"action must be one of {', '.join(ACTIONS)}"
    if ("replacement" in table) != (table["action"] == "replace"):
        return "`replacement` and action `replace` go together"
    if table["predicate"] not in vocabulary.properties:
        return f"the ontology has no property {table['predicate']}"
    return ""


def _corrections(
    table: Mapping[str, Any],
    reading: Reading,
    vocabulary: Vocabulary,
    known: Container[str],
    file: Path,
    line: int,
) -> list[Correction]:
    """One correction, or the rejection and the addition that a replacement is made of."""
    start = _place(reading, table["quote"], table.get("occurrence"), file, line)
    evidence = Evidence(
        reading.document,
        reading.unit.id,
        start,
        start + len(table["quote"]),
        f"curator/{table['by']}",
        "accepted",
        table["reason"],
    )
    subject = _thing(table.get("subject", f"{reading.document}/{reading.unit.id}"), known)
    predicate = vocabulary.properties[table["predicate"]]

    def correction(action: str, value: str) -> Correction:
        stated = Assertion(subject, HR + predicate.name, _object(value, predicate, known), evidence)
        return Correction(action, stated, table["date"], file, line)

    if table["action"] == "replace":
        return [correction("reject", table["object"]), correction("add", table["replacement"])]
    return [correction(table["action"], table["object"])]


def _thing(key: str, known: Container[str]) -> str:
    if key not in known:
        raise ValueError(f"there is no thing {key}; add it to the lexicon first")
    return thing(key)


def _object(text: str, predicate: Property, known: Container[str]) -> str | Literal:
    if predicate.kind == "object":
        return _thing(text, known)
    return Literal(text, datatype=predicate.datatype) if predicate.datatype else Literal(text, language="lv")


def _place(reading: Reading, quote: str, occurrence: object, file: Path, line: int) -> int:
    places = [match.start() for match in re.finditer(re.escape(quote), reading.text)]
    if not places:
        raise CurationError(
            f"{quote!r} does not stand in {reading.unit.id} of {reading.document}", file, line
        )
    if occurrence is None and len(places) > 1:
        raise CurationError(
            f"{quote!r} stands {len(places)} times in {reading.unit.id}; make it longer or give `occurrence`",
            file,
            line,
        )
    number = 1 if occurrence is None else occurrence
    if not isinstance(number, int) or number < 1:
        raise CurationError("`occurrence` counts from one", file, line)
    if number > len(places):
        raise CurationError(f"{quote!r} stands only {len(places)} times in {reading.unit.id}", file, line)
    return places[number - 1]


def merge(assertions: Sequence[Assertion], corrections: Sequence[Correction]) -> Merged:
    """Apply the corrections to what the rules made; what a curator accepts has the curator's evidence too.

    Raises CurationError when a correction rejects or accepts what no rule says, or adds what one says.
    """
    if not corrections:
        return Merged(tuple(assertions), ())
    made = {_said(assertion): assertion for assertion in assertions}
    rejected = {_said(c.assertion) for c in corrections if c.action == "reject"}
    accepted = {_said(c.assertion) for c in corrections if c.action == "accept"}
    for correction in corrections:
        statement = " ".join(str(getattr(term, "value", term)) for term in correction.assertion.triple)
        if correction.action == "add" and _said(correction.assertion) in made:
            raise CurationError(
                f"a rule says this too, so the addition is idle: {statement}",
                correction.file,
                correction.line,
            )
        if correction.action != "add" and _said(correction.assertion) not in made:
            raise CurationError(
                f"no rule says what this would {correction.action}: {statement}",
                correction.file,
                correction.line,
            )
    kept: list[Assertion] = []
    for assertion in assertions:
        if _said(assertion) in rejected:
            continue
        if _said(assertion) in accepted:
            assertion = assertion._replace(evidence=assertion.evidence._replace(status="accepted"))
        kept.append(assertion)
    for correction in corrections:
        said = _said(correction.assertion)
        if correction.action == "add":
            kept.append(correction.assertion)
        elif correction.action == "accept":
            kept.append(made[said]._replace(evidence=correction.assertion.evidence))
    rejections = (
        made[_said(c.assertion)]._replace(evidence=c.assertion.evidence)
        for c in corrections
        if c.action == "reject"
    )
    return Merged(
        tuple(kept), tuple(a for a in assertions if _said(a) in rejected), tuple(dict.fromkeys(rejections))
    )


def _said(assertion: Assertion) -> tuple[str, str, str]:
    """The statement as a curator writes it: a value without its datatype or language."""
    value = assertion.object
    return assertion.subject, assertion.predicate, value.value if isinstance(value, Literal) else value
