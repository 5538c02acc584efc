"""How fast texts become mentions and statements: few and many documents, one worker and two.

    python benchmarks/extract.py [--numbers 1000 10000] [--shares 0.25 1] [--seed N] [--repeat 3] [--fresh]

What the figures mean stands in benchmarks/README.md.
"""

import argparse
import hashlib
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from texts import ROOT, make_documents

from hrgraph.extract import extract_files
from hrgraph.mentions.lexicon import read_lexicon
from hrgraph.mentions.tokens import tokenise


# ------------------------------------------------------------------------------------------------- measuring
@dataclass(frozen=True)
class Measure:
    """Seconds to the first document, and for the others by the clock and of processor time in all processes;
    memory of the largest process, hash of the output."""

    start: float
    seconds: float
    processor: float
    megabytes: float
    digest: str


def run(read: Callable[[Sequence[Path], int], Iterable[str]], files: Sequence[Path], workers: int) -> Measure:
    """One run in a process of its own, so that nothing is left over from the run before."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(_run, read, files, workers).result()


def _run(
    read: Callable[[Sequence[Path], int], Iterable[str]], files: Sequence[Path], workers: int
) -> Measure:
    digest = hashlib.sha256()
    began = first = time.perf_counter()
    spent = 0.0
    for text in read(files, workers):
        if first == began:
            first, spent = time.perf_counter(), sum(os.times()[:4])
        digest.update(text.encode() + b"\n")
    seconds = time.perf_counter() - first
    processor = sum(os.times()[:4]) - spent
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measure(first - began, seconds, processor, peak / 1024, digest.hexdigest())


def extracted(files: Sequence[Path], workers: int) -> Iterable[str]:
    """What `hrgraph extract` prints."""
    return (outcome.text for outcome in extract_files(files, ROOT, workers=workers))


def looked_up(files: Sequence[Path], workers: int) -> Iterable[str]:
    """The plain way: every word of a text looked up as it stands among the one-word names of the lexicon."""
    entries = read_lexicon(ROOT / "data" / "lexicon").entries.values()
    names = {phrase.text: entry.key for entry in entries for phrase in entry.phrases}
    for file in files:
        tokens = tokenise(file.read_text(encoding="utf-8"))
        found = [(start, end, names[word]) for word, start, end in tokens if word in names]
        yield json.dumps({"file": file.name, "mentions": found}, ensure_ascii=False)


# ------------------------------------------------------------------------------------------------- reporting
COLUMNS = "{:7} {:>8} {:>10} {:>6} {:>8} {:>8} {:>8} {:>12} {:>12} {:>6} {:>8}  {}"


def report(numbers: Sequence[int], share: float, seed: int, repeat: int, fresh: bool) -> None:
    """Print a table for one share of sentences that are full of names."""
    _line(f"\n{share:.0%} of the sentences are full of names (seed {seed}, best of {repeat})")
    heads = "workers, documents, MB, start s, seconds, docs/s, MB/s a core, MB a CPU s, ratio, peak MB, bytes"
    _line(COLUMNS.format("", *heads.split(", ")))
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            files = make_documents(Path(folder), number, share, seed, fresh)
            size = sum(file.stat().st_size for file in files) / 1e6
            plain, one, two = (
                min((run(read, files, workers) for _ in range(repeat)), key=lambda measure: measure.processor)
                for read, workers in ((looked_up, 1), (extracted, 1), (extracted, 2))
            )
            same = "identical" if one.digest == two.digest else "DIFFERENT"
            base = size / plain.processor
            for name, workers, measure in (("plain", 1, plain), ("extract", 1, one), ("extract", 2, two)):
                speed = size / measure.processor
                cells = (
                    name,
                    workers,
                    f"{number:,}",
                    f"{size:.1f}",
                    f"{measure.start:.1f}",
                    f"{measure.seconds:.1f}",
                    f"{number / measure.seconds:,.0f}",
                    f"{size / measure.seconds / workers:.2f}",
                    f"{speed:.2f}",
                    f"{speed / base:.2f}",
                    f"{measure.megabytes:.0f}",
                    same if workers > 1 else "",
                )
                _line(COLUMNS.format(*cells))


def _line(text: str) -> None:
    sys.stdout.write(text.rstrip() + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--numbers", type=int, nargs="+", default=[1_000, 10_000], help="numbers of documents"
    )
    options.add_argument("--shares", type=float, nargs="+", default=[0.25, 1.0],
                         help="shares of sentences that are full of names")  # fmt: skip
    options.add_argument("--seed", type=int, default=20211010)
    options.add_argument("--repeat", type=int, default=1, help="runs of which the fastest counts")
    options.add_argument("--fresh", action="store_true", help="no sentence comes twice")
    chosen = options.parse_args()
    for share in chosen.shares:
        report(chosen.numbers, share, chosen.seed, chosen.repeat, chosen.fresh)


if __name__ == "__main__":
    main()
