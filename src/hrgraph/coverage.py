"""From the text to what was understood: which sentences gave which statements, and which gave none."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrgraph.assertions.model import Assertion, Reading
from hrgraph.pipeline import DocumentReading
from hrgraph.rdf.terms import HR

_END = re.compile(r"(?<!\bsk)(?<!\d)[.!?](?= [^\Wa-zāčēģīķļņšūž])")
NAMING = frozenset({"lexicon"})


@dataclass(frozen=True)
class Sentence:
    """One sentence of a unit with the number of mentions in it and the statements that rest on its words.

    `said` counts statements of rules and curators; names alone are in `mentions`.
    """

    document: str
    unit: str
    text: str
    line: int
    mentions: int
    said: int
    makers: tuple[str, ...]
    covered: float
    """Share of the sentence's characters that lie inside a mention or the evidence of a statement."""


def sentences(reading: DocumentReading) -> Iterator[Sentence]:
    """Every sentence of a document in reading order."""
    by_unit: dict[str, list[Assertion]] = {}
    for assertion in reading.merged.assertions:
        by_unit.setdefault(assertion.evidence.unit, []).append(assertion)
    source = reading.outline.source
    for one in reading.readings:
        for start, end in sentence_places(one.text):
            inside = [m for m in one.mentions if start <= m.start < end]
            said = [
                a
                for a in by_unit.get(one.unit.id, ())
                if a.evidence.start < end and start < a.evidence.end and a.evidence.maker not in NAMING
            ]
            runs = one.unit.words.runs(source.raw, start, end)
            yield Sentence(
                document=reading.document.id,
                unit=one.unit.id,
                text=one.text[start:end],
                line=source.line_of(runs[0][0]),
                mentions=len(inside),
                said=len({a.triple for a in said}),
                makers=tuple(sorted({a.evidence.maker for a in said})),
                covered=_share(one, said, start, end),
            )


def sentence_places(text: str) -> list[tuple[int, int]]:
    """Where the sentences of `text` stand; abbreviations and ordinals end none."""
    places: list[tuple[int, int]] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        if text[start:end].strip():
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            places.append((first, end))
        start = end
    return places


def _share(reading: Reading, said: Iterable[Assertion], start: int, end: int) -> float:
    touched = {place for mention in reading.mentions for place in range(mention.start, mention.end)}
    touched |= {place for a in said for place in range(a.evidence.start, a.evidence.end)}
    return len(touched & set(range(start, end))) / (end - start)


def as_table(found: Iterable[Sentence]) -> str:
    """The sentences as tab-separated values with a header line."""
    rows = ["document\tunit\tline\tmentions\tstatements\tcovered\tmakers\tsentence"]
    rows += [
        "\t".join(
            (
                s.document,
                s.unit,
                str(s.line),
                str(s.mentions),
                str(s.said),
                f"{s.covered:.2f}",
                " ".join(s.makers),
                s.text,
            )
        )
        for s in found
    ]
    return "\n".join(rows) + "\n"


def as_marked_text(reading: DocumentReading) -> str:
    """The text with each name and its KEY in brackets; a sentence that gave nothing begins with '?'."""
    lines: list[str] = []
    silent = {(s.unit, s.text) for s in sentences(reading) if not s.said and not s.mentions}
    for one in reading.readings:
        for start, end in sentence_places(one.text):
            mark = "? " if (one.unit.id, one.text[start:end]) in silent else "  "
            lines.append(f"{one.unit.id:14} {mark}{_marked(one, start, end)}")
    return "\n".join(lines) + "\n"


def _marked(reading: Reading, start: int, end: int) -> str:
    pieces: list[str] = []
    position = start
    outer = sorted(
        {(m.start, m.end) for m in reading.mentions if m.inside is None and start <= m.start < end}
    )
    for first, last in outer:
        keys = sorted({m.key for m in reading.mentions if (m.start, m.end) == (first, last)})
        pieces += [reading.text[position:first], f"[{reading.text[first:last]}|{' '.join(keys)}]"]
        position = last
    pieces.append(reading.text[position:end])
    return "".join(pieces)


def shares(readings: Iterable[DocumentReading]) -> dict[str, Counter[str]]:
    """By predicate, how many statements come from the lexicon, from rules and from curation."""
    counted: dict[str, Counter[str]] = {}
    for reading in readings:
        makers: dict[tuple[str, str, object], set[str]] = {}
        for assertion in reading.merged.assertions:
            makers.setdefault(assertion.triple, set()).add(_kind(assertion.evidence.maker))
        for (_, predicate, _), kinds in makers.items():
            name = predicate.removeprefix(HR).rsplit("#", 1)[-1]
            counted.setdefault(name, Counter()).update([min(kinds)])
    return dict(sorted(counted.items()))


def _kind(maker: str) -> str:
    return "curation" if maker.startswith("curator/") else "lexicon" if maker in NAMING else "rules"
