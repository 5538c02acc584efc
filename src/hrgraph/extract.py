"""Any Latvian text in; its mentions and statements out, as JSON or RDF.

The text is read by the plain-text profile and by the same lexicon and rules as the documents of the project;
names that the lexicon does not know go to a review queue, never into the graph.
"""

import gc
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from hrgraph.assertions.model import Literal, Reading
from hrgraph.errors import DataError
from hrgraph.graph.inferred import inferred_graph
from hrgraph.graph.known import documents_graph, entities_graph
from hrgraph.graph.write import nquads, things_in, trig
from hrgraph.knowledge import Knowledge, load_knowledge
from hrgraph.pipeline import DocumentReading, document_graph, find_mentions, read_statements, read_words
from hrgraph.rdf.terms import HR, ID, Run
from hrgraph.structure.documents import Document
from hrgraph.structure.outline import parse
from hrgraph.structure.profile import Profile, read_profile
from hrgraph.structure.units import Outline
from hrgraph.text.source import read_source
from hrgraph.text.words import Words

PROFILE = "plain-text"
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
FORMATS = ("json", "nquads", "trig")
_FILES, _BYTES, _AHEAD = 128, 1 << 18, 4
"""Files and bytes that a worker is given at once at most, and how often before the first is asked for."""

_NAME = re.compile(
    r"(?<![.!?:] )(?<!^)\b[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]+(?: [A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]+)*"
)


@dataclass(frozen=True)
class Candidate:
    """A name that was met and is not in the lexicon, with its number and one place."""

    surface: str
    count: int
    context: str


def extract_file(file: Path, knowledge: Knowledge, profile: Profile) -> DocumentReading:
    """What one text says. Raises SourceUnreadable when the file is no UTF-8 text, is empty or too large."""
    document, outline = _outline(file, profile)
    return read_words(document, outline, knowledge)


def _outline(file: Path, profile: Profile) -> tuple[Document, Outline]:
    document = document_id(file)
    source = read_source(document, file)
    record = Document(document, "Document", profile.name, source.sha256, "lv", file.stem, file.stem)
    return record, parse(source, profile)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its mentions and statements, or why it could not be read."""

    text: str = ""
    error: str = ""


def extract_files(
    files: Sequence[Path],
    root: Path,
    profile: str = PROFILE,
    form: str = "json",
    workers: int = 1,
    eurovoc: bool = False,
) -> Iterator[Outcome]:
    """The outcome of every file, in the order given and the same for any number of workers.

    With `eurovoc` the subjects of EuroVoc are found too. One file that cannot be read fails by itself. Raises
    DataError when the lexicon, the rules or the profile are wrong.
    """
    _start(root, profile, form, eurovoc)
    if workers <= 1:
        for some in _batches(files, _FILES):
            yield from _outcomes(some)
        return
    each_time = min(_FILES, -(-len(files) // (workers * _AHEAD)))  # so that all have work
    with ProcessPoolExecutor(workers, initializer=_join, initargs=(root, profile, form, eurovoc)) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        for some in _batches(files, each_time):
            waiting.append(pool.submit(_outcomes, some))
            if len(waiting) == workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


@dataclass(frozen=True)
class _Work:
    knowledge: Knowledge
    profile: Profile
    form: str


_work: list[_Work] = []
"""What this process needs for each file; read once when the process starts."""


def _start(root: Path, profile: str, form: str, eurovoc: bool) -> None:
    knowledge = load_knowledge(root, eurovoc)
    collect_seldom()
    _work[:] = [_Work(knowledge, read_profile(knowledge.data / "profiles", profile), form)]


def collect_seldom() -> None:
    """Spare the collector of garbage what is known by now, which never is garbage. What is made of a text
    holds no cycles and goes by itself, so it has little to find there either."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _join(root: Path, profile: str, form: str, eurovoc: bool) -> None:
    """A worker that was forked has all that its parent has read, and shares its memory."""
    if not _work:
        _start(root, profile, form, eurovoc)


def _batches(files: Iterable[Path], most: int) -> Iterator[list[Path]]:
    """The files in order, in lists of at most so many files and `_BYTES`; a larger file stands alone."""
    some: list[Path] = []
    size = 0
    for file in files:
        more = _size(file)
        if some and (len(some) == most or size + more > _BYTES):
            yield some
            some, size = [], 0
        some.append(file)
        size += more
    if some:
        yield some


def _size(file: Path) -> int:
    """Bytes of a file; none when it cannot be read, which is told later."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _outcomes(files: Sequence[Path]) -> list[Outcome]:
    """The outcome of each file. All of them go through one stage after another, for what a stage looks up
    then stays near the processor."""
    work = _work[0]
    knowledge = work.knowledge
    outlines = each(files, lambda file: _outline(file, work.profile))
    found = each(outlines, lambda one: (*one, find_mentions(one[1], knowledge.matcher)))
    readings = each(found, lambda one: read_statements(*one, knowledge))
    texts = each(readings, lambda one: written(one, knowledge, work.form))
    return [Outcome(error=str(one)) if isinstance(one, DataError) else Outcome(one) for one in texts]


def each(given: Iterable[_Given | DataError], stage: Callable[[_Given], _Made]) -> list[_Made | DataError]:
    """What the stage makes of each thing given, or the error of this or an earlier stage."""
    made: list[_Made | DataError] = []
    for one in given:
        try:
            made.append(one if isinstance(one, DataError) else stage(one))
        except DataError as problem:
            made.append(problem)
    return made


def document_id(file: Path) -> str:
    """A document id made of the file's name: lower-case ASCII words joined by hyphens."""
    if slug := ascii_words(file.stem):
        return slug
    raise DataError("the file's name holds no letter or digit to make a document id of", file)


def ascii_words(text: str) -> str:
    """The words of a text in lower-case ASCII, joined by hyphens; empty when it holds no letter or digit."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def as_json(reading: DocumentReading, knowledge: Knowledge) -> dict[str, Any]:
    """Mentions and statements of one text; offsets are code points of the file, end exclusive."""
    raw = reading.outline.source.raw
    entries = knowledge.context.entries
    places: dict[str, tuple[Words, dict[tuple[int, int], tuple[Run, ...]]]] = {}
    """By unit its words and where in the file those looked up stand: many statements rest on the same."""
    mentions: list[dict[str, Any]] = []
    for one in reading.readings:
        words = one.unit.words
        known: dict[tuple[int, int], tuple[Run, ...]] = {}
        places[one.unit.id] = words, known
        for key, first, last, _, inside, _ in one.mentions:
            runs = known[first, last] = words.runs(raw, first, last)
            start, end = runs[0][0], runs[-1][1]
            found = {
                "start": start,
                "end": end,
                "surface": raw[start:end],
                "entity": key,
                "kind": entries[key].classes[0],
            }
            if len(runs) > 1:
                found["runs"] = runs
            if inside is not None:
                found["inside"] = inside.key
            mentions.append(found)
    mentions.sort(key=itemgetter("start"))  # the mentions of one unit are in order
    statements = []
    for subject, predicate, value, evidence in reading.merged.assertions:
        _, unit, first, last, maker, _, _, _ = evidence
        words, known = places[unit]
        place = first, last
        if place not in known:
            known[place] = words.runs(raw, first, last)
        statements.append(
            {
                "subject": subject.removeprefix(ID),
                "predicate": predicate.removeprefix(HR).rsplit("#", 1)[-1],
                "object": value.value
                if isinstance(value, Literal)
                else value.removeprefix(ID).removeprefix(HR),
                "runs": known[place],
                "quote": words.text[first:last],
                "rule": maker,
            }
        )
    return {"file": reading.outline.source.file.name, "mentions": mentions, "statements": statements}


def written(reading: DocumentReading, knowledge: Knowledge, form: str) -> str:
    """One text's mentions and statements as `json` (one line), `nquads` or `trig`.

    RDF tells as well what the text is, and the things and rules that it speaks of, so that it can be checked
    and asked by itself.
    """
    if form == "json":
        return msgspec.json.encode(as_json(reading, knowledge)).decode()
    said = document_graph(reading, knowledge).graph
    used = things_in([said])
    context = knowledge.context
    makers = [maker for maker in knowledge.makers if maker.id in used]
    entities = entities_graph(context.entries, used, context.vocabulary, knowledge.labels, makers)
    about = documents_graph([reading.document], context.entries)
    graphs = {reading.document.id: said, "entities": entities, "metadata": about}
    graphs["inferred"] = inferred_graph(list(graphs.values()), context.vocabulary)
    return (nquads(graphs) if form == "nquads" else trig(graphs)).decode()


def candidates(readings: Iterable[DocumentReading]) -> list[Candidate]:
    """Capitalised names in mid-sentence that no mention covers, the most frequent first."""
    counts: Counter[str] = Counter()
    contexts: dict[str, str] = {}
    for reading in readings:
        for one in reading.readings:
            for match in _NAME.finditer(one.text):
                if not _covered(one, match.start(), match.end()):
                    counts[match.group()] += 1
                    contexts.setdefault(match.group(), _around(one.text, match.start(), match.end()))
    ranked: Sequence[tuple[str, int]] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Candidate(surface, count, contexts[surface]) for surface, count in ranked]


def _covered(reading: Reading, start: int, end: int) -> bool:
    return any(mention.start < end and start < mention.end for mention in reading.named)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 40) : end + 40]
