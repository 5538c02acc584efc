"""What a worker does with a shard: texts in; compressed quads and a record out, whole or not at all."""

import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from hrgraph.corpus.common import NAME as COMMON
from hrgraph.corpus.common import common_quads
from hrgraph.corpus.record import Member, Record, Trouble, is_whole, read_record, write_shard
from hrgraph.corpus.shards import Shard
from hrgraph.corpus.texts import document_id, document_of, record_beside
from hrgraph.corpus.troubles import guarded, of_error, of_findings
from hrgraph.corpus.version import reading_version
from hrgraph.errors import BuildError, DataError
from hrgraph.extract import collect_seldom, each
from hrgraph.graph.inferred import inferred_statements
from hrgraph.graph.known import documents_graph
from hrgraph.graph.write import nquads
from hrgraph.knowledge import Knowledge, load_knowledge
from hrgraph.pipeline import DocumentReading, Mentions, document_graph, find_mentions, read_statements
from hrgraph.structure.documents import Document
from hrgraph.structure.outline import parse
from hrgraph.structure.profile import read_profile
from hrgraph.structure.units import Outline
from hrgraph.text.source import read_source
from hrgraph.validate.documents import DocumentChecks
from hrgraph.validate.finding import broken

_TOGETHER = 16
"""Texts that go through each stage together: what a stage looks up then stays near the processor."""
_turn = Lock()
"""Threads of a worker take turns: the store that checks a text holds one text at a time."""
_LEVEL = 6
"""Of gzip: 9 takes three times as long for a few per cent less."""


@dataclass(frozen=True)
class Job:
    """What all shards of a run have in common; the folders are the same for every worker.

    `version` is what `reading_version` gives: a worker that has another program or lexicon refuses.
    """

    root: Path
    folder: Path
    out: Path
    profile: str
    eurovoc: bool
    version: str


@dataclass(frozen=True)
class Done:
    """What became of a shard: texts read and left out, statements, and whether it was there already."""

    name: str
    texts: int
    left_out: int
    statements: int
    kept: bool


@dataclass(frozen=True)
class _Written:
    """A document as N-Quads, none when it is left out, and the rows of the report about it."""

    quads: bytes
    troubles: tuple[Trouble, ...] = ()


def make_shard(job: Job, shard: Shard) -> Done:
    """Make a shard, or keep it where it stands already, made of the same texts by the same program.

    A text that cannot be read, or whose graph breaks a shape, is left out and stands in the record. Raises
    BuildError when the shard cannot be written or this worker has another program than the run.
    """
    with _turn:
        return _make_shard(job, shard)


def _make_shard(job: Job, shard: Shard) -> Done:
    if reading_version(job.root) != job.version:
        raise BuildError("a worker has another program, lexicon or rules than this command: update it")
    hashes = {path: _hash(job.folder, path) for path in shard.paths}
    inputs = _inputs(job, hashes)
    kept = read_record(job.out, shard.name)
    if kept is not None and kept.inputs == inputs and is_whole(job.out, kept):
        return _done(kept, kept=True)
    members: list[Member] = []
    troubles: list[Trouble] = []

    def pieces() -> Iterator[bytes]:
        if shard.name == COMMON:
            yield common_quads(_knowledge(job.root, job.eurovoc)[0])
        for path, made in zip(shard.paths, _written(job, hashes), strict=True):
            troubles.extend(made.troubles)
            members.append(Member(path, document_id(path), hashes[path][0], made.quads.count(b"\n")))
            yield made.quads

    content, statements = _packed(pieces())
    record = Record(
        name=shard.name,
        inputs=inputs,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        statements=statements,
        members=tuple(members),
        troubles=tuple(troubles),
    )
    write_shard(job.out, record, content)
    return _done(record, kept=False)


def _packed(pieces: Iterable[bytes]) -> tuple[bytes, int]:
    """N-Quads in gzip and their number; no time or name in the head: the same give the same bytes."""
    content, statements = io.BytesIO(), 0
    with gzip.GzipFile("", "wb", _LEVEL, content, mtime=0) as packed:
        for piece in pieces:
            packed.write(piece)
            statements += piece.count(b"\n")
    return content.getvalue(), statements


def _done(record: Record, kept: bool) -> Done:
    texts = len(record.members)
    return Done(record.name, texts, texts - record.documents, record.statements, kept)


def _hash(folder: Path, path: str) -> tuple[str, str]:
    """SHA-256 of a text and of its document.toml; empty where there is none or it cannot be read."""
    record = record_beside(folder, path)
    found = []
    for file in (folder / path, record):
        try:
            found.append(hashlib.sha256(file.read_bytes()).hexdigest() if file else "")
        except OSError:
            found.append("")
    return found[0], found[1]


def _inputs(job: Job, hashes: Mapping[str, tuple[str, str]]) -> str:
    """A hash of all that decides what is in a shard."""
    lines = [job.version, job.profile, str(job.eurovoc), *map(repr, hashes.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@cache
def _knowledge(root: Path, eurovoc: bool) -> tuple[Knowledge, DocumentChecks]:
    """What a process needs for every text; read once."""
    found = load_knowledge(root, eurovoc), DocumentChecks(root / "ontology")
    collect_seldom()
    return found


_profile = cache(read_profile)


def _written(job: Job, hashes: Mapping[str, tuple[str, str]]) -> Iterator[_Written]:
    """What becomes of each text, in order."""
    knowledge, checks = _knowledge(job.root, job.eurovoc)
    paths = list(hashes)

    def outline(path: str) -> tuple[str, Document, Outline]:
        known = document_of(job.folder, path, job.profile, hashes[path][0])
        source = read_source(known.id, job.folder / path, known.sha256 or None)
        return path, known, parse(source, _profile(knowledge.data / "profiles", known.profile))

    def found(one: tuple[str, Document, Outline]) -> tuple[str, Document, Outline, Mentions]:
        return *one, find_mentions(one[2], knowledge.matcher)

    def read(one: tuple[str, Document, Outline, Mentions]) -> tuple[str, DocumentReading]:
        return one[0], read_statements(*one[1:], knowledge)

    def write(one: tuple[str, DocumentReading]) -> _Written:
        return _checked(*one, knowledge, checks)

    for start in range(0, len(paths), _TOGETHER):
        some = paths[start : start + _TOGETHER]
        readings = each(each(each(some, guarded(outline)), guarded(found)), guarded(read))
        for path, made in zip(some, each(readings, guarded(write)), strict=True):
            yield _Written(b"", (of_error(path, made),)) if isinstance(made, DataError) else made


def _checked(path: str, reading: DocumentReading, knowledge: Knowledge, checks: DocumentChecks) -> _Written:
    document = reading.document
    said = document_graph(reading, knowledge).statements
    quads = nquads({document.id: said})
    findings = checks.findings(document.id, quads)
    if not broken(findings):
        about = set(documents_graph([document]))
        inferred = inferred_statements([said, about], knowledge.context.vocabulary)
        quads += nquads({"inferred": inferred, "metadata": about})
    return _Written(b"" if broken(findings) else quads, of_findings(path, findings))
