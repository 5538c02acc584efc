"""Curated corrections: a reader's judgement, anchored by quote (data/documents/<id>/curated.toml).

A correction is one more statement by another maker. It adds, rejects or accepts; it never edits what a rule
made, and one whose words are gone stops the build.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hrgraph.assertions.model import Assertion, Evidence, Literal, Reading
from hrgraph.errors import CurationError
from hrgraph.rdf.terms import HR, thing
from hrgraph.rdf.vocabulary import Property, Vocabulary
from hrgraph.text.tables import parse_table, read_text

ACTIONS = ("add", "reject", "accept")
_NEEDED = ("action", "in", "quote", "predicate", "object", "reason", "by", "date")
_KNOWN = {*_NEEDED, "subject", "occurrence"}


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
    """What stands after curation, and what a curator rejected."""

    assertions: tuple[Assertion, ...]
    rejected: tuple[Assertion, ...]


def read_curation(file: Path, readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[Correction, ...]:
    """The corrections of `file`; none when there is no file.

    Raises CurationError, naming file and line, when a correction is incomplete, its unit does not exist,
    its quote does not stand there exactly once (or as often as `occurrence` says), or its predicate is no
    property of the ontology.
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
    return tuple(
        _correction(table, units, vocabulary, file, line) for table, line in zip(tables, lines, strict=True)
    )


def _correction(
    table: Mapping[str, Any], units: Mapping[str, Reading], vocabulary: Vocabulary, file: Path, line: int
) -> Correction:
    for needed in _NEEDED:
        if not table.get(needed):
            raise CurationError(f"the correction lacks `{needed}`", file, line)
    if unknown := set(table) - _KNOWN:
        raise CurationError(f"settings that are not known: {', '.join(sorted(unknown))}", file, line)
    if table["action"] not in ACTIONS:
        raise CurationError(f"action must be one of {', '.join(ACTIONS)}", file, line)
    if table["predicate"] not in vocabulary.properties:
        raise CurationError(f"the ontology has no property {table['predicate']}", file, line)
    if table["in"] not in units:
        raise CurationError(f"the document has no unit {table['in']} with words of its own", file, line)
    reading = units[table["in"]]
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
    subject = table.get("subject", f"{reading.document}/{reading.unit.id}")
    kind = vocabulary.properties[table["predicate"]].kind
    value: str | Literal = (
        thing(table["object"]) if kind == "object" else Literal(table["object"], language="lv")
    )
    assertion = Assertion(thing(subject), HR + table["predicate"], value, evidence)
    return Correction(table["action"], assertion, table["date"], file, line)


def _object(text: str, predicate: Property) -> str | Literal:
    if predicate.kind == "object":
        return thing(text)
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
    """Apply the corrections to what the rules made.

    Raises CurationError when a correction rejects or accepts what no rule says, or adds what one says.
    """
    if not corrections:
        return Merged(tuple(assertions), ())
    made = {_said(assertion) for assertion in assertions}
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
    kept += [c.assertion for c in corrections if c.action == "add"]
    return Merged(tuple(kept), tuple(a for a in assertions if _said(a) in rejected))


def _said(assertion: Assertion) -> tuple[str, str, str]:
    """The statement as a curator writes it: a value without its datatype or language."""
    value = assertion.object
    return assertion.subject, assertion.predicate, value.value if isinstance(value, Literal) else value
