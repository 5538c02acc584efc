"""A folder of texts in; shards, a report of what went wrong, a manifest and checksums out."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from hrgraph import __version__
from hrgraph.corpus.cluster import dashboard, run_all, workers
from hrgraph.corpus.common import NAME as COMMON
from hrgraph.corpus.record import ASIDE, QUADS, RECORD, SHARDS, Trouble, read_record, write_files
from hrgraph.corpus.shards import Shard, shards_of
from hrgraph.corpus.texts import texts_in
from hrgraph.corpus.troubles import WARNING, of_lost
from hrgraph.corpus.version import reading_version
from hrgraph.corpus.work import Job, make_shard
from hrgraph.errors import BuildError, DataError
from hrgraph.rdf.files import SUMS
from hrgraph.structure.profile import read_profile

MANIFEST, REPORT = "manifest.json", "report.tsv"


class Watch(Protocol):
    """Who is told how a run goes."""

    def begins(self, texts: int, dashboard: str) -> None:
        """So many texts are to be read; the work can be watched at that address."""

    def goes_on(self, texts: int, left_out: int, kept: int) -> None:
        """So many texts are done; of these so many left out, and so many in shards that stood there."""


@dataclass(frozen=True)
class Totals:
    """What a run gave, in numbers. `texts` are `documents` and those left out together."""

    texts: int
    documents: int
    left_out: int
    warnings: int
    statements: int
    shards: int
    bytes: int


def make_corpus(
    root: Path,
    folder: Path,
    out: Path,
    watch: Watch,
    *,
    number: int,
    profile: str,
    scheduler: str = "",
    eurovoc: bool = False,
) -> Totals:
    """Read all texts below `folder` into shards in `out`, on `number` processes or a cluster (`scheduler`).

    What stands in `out` already is kept where it is of the same texts and the same program, so a run that was
    ended goes on. The output does not depend on how many workers there are. Raises DataError when there is no
    text or no such profile, BuildError when `out` cannot be written or the cluster does not answer.
    """
    read_profile(root / "data" / "profiles", profile)
    folder, out = folder.resolve(), out.resolve()
    if not folder.is_dir():
        raise DataError("there is no such folder", folder)
    texts = sum(1 for _ in texts_in(folder))
    if not texts:
        raise DataError(
            "there is no text here; a text is a file whose name ends in .txt, at any depth", folder
        )
    try:
        (out / SHARDS).mkdir(parents=True, exist_ok=True)
        (out / MANIFEST).unlink(missing_ok=True)  # what stands here is not whole until the end
    except OSError as problem:
        raise BuildError(f"{out} cannot be made: {problem.strerror}; choose another --out") from problem
    job = Job(root, folder, out, profile, eurovoc, reading_version(root))
    with workers(number, scheduler) as client:
        watch.begins(texts, dashboard(client))
        done = left_out = kept = 0
        lost: set[str] = set()
        for shard, made in run_all(client, partial(make_shard, job), _all_shards(folder)):
            if made is None:
                _forget(out, shard.name)
                lost.add(shard.name)
                done, left_out = done + len(shard.paths), left_out + len(shard.paths)
            else:
                done, left_out = done + made.texts, left_out + made.left_out
                kept += made.texts if made.kept else 0
            watch.goes_on(done, left_out, kept)
    return _finish(job, lost)


def _all_shards(folder: Path) -> Iterator[Shard]:
    yield Shard(COMMON, ())
    yield from shards_of(texts_in(folder))


def _finish(job: Job, lost: set[str]) -> Totals:
    """Write report, manifest and checksums, and take away shards whose texts are gone."""
    out, report = job.out, io.StringIO()
    rows = csv.writer(report, "excel-tab", lineterminator="\n")
    rows.writerow(Trouble._fields)
    sums: dict[str, str] = {}
    count: Counter[str] = Counter()
    for shard in _all_shards(job.folder):
        record = None if shard.name in lost else read_record(out, shard.name)
        troubles: Sequence[Trouble] = record.troubles if record else of_lost(shard.paths)
        rows.writerows([one.replace("\n", " ") for one in trouble] for trouble in troubles)
        count["warnings"] += sum(trouble.outcome == WARNING for trouble in troubles)
        count["texts"] += len(shard.paths)
        if record:  # only numbers are kept of it: there may be hundreds of thousands
            sums[f"{SHARDS}/{shard.name}{QUADS}"] = record.sha256
            count.update(documents=record.documents, statements=record.statements, bytes=record.size)
    totals = Totals(
        texts=count["texts"],
        documents=count["documents"],
        left_out=count["texts"] - count["documents"],
        warnings=count["warnings"],
        statements=count["statements"],
        shards=len(sums),
        bytes=count["bytes"],
    )
    made_by = {"hrgraph": __version__, "reading": job.version, "profile": job.profile, "eurovoc": job.eurovoc}
    manifest = json.dumps({**made_by, **vars(totals)}, indent=2) + "\n"
    files = {REPORT: report.getvalue().encode(errors="backslashreplace"), MANIFEST: manifest.encode()}
    wanted = {name.removesuffix(QUADS) + suffix for name in sums for suffix in (QUADS, RECORD)}
    sums |= {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
    write_files(out, files)
    _sweep(out, wanted)
    return totals


def _forget(out: Path, name: str) -> None:
    for suffix in (QUADS, RECORD):
        (out / SHARDS / (name + suffix)).unlink(missing_ok=True)


def _sweep(out: Path, wanted: set[str]) -> None:
    """Take away the files of other shards than those wanted, and what a run that was ended left aside."""
    for file in (out / SHARDS).iterdir():
        if f"{SHARDS}/{file.name}" not in wanted and file.name.removesuffix(ASIDE).endswith((QUADS, RECORD)):
            file.unlink(missing_ok=True)


def shard_files(out: Path) -> list[Path]:
    """The files of quads of a corpus that is whole. Raises BuildError when there is none in `out`."""
    if not (out / MANIFEST).is_file():
        raise BuildError(f"there is no whole corpus in {out}; run `hrgraph corpus` to its end first")
    return sorted((out / SHARDS).glob("*" + QUADS))
