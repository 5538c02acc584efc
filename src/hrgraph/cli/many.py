"""Many texts at once: `corpus`."""

import argparse
import os
import sys
import time
from pathlib import Path

from hrgraph import extract
from hrgraph.cli.command import FAILED, OK, Commands
from hrgraph.index.endings import endings_of
from hrgraph.store.disk import write_disk

FOLDER = "corpus"
_SECONDS = 10
"""How often progress is told where it does not stand in one line of a terminal."""
_WIDTH = 30


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    corpus = commands.add("corpus", _corpus, "a folder of texts of any size to shards of N-Quads")
    corpus.add_argument("folder", type=Path, metavar="DIR", help="folder with texts (.txt) at any depth")
    corpus.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes to use (default: %(default)s)"
    )
    corpus.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster, tcp://HOST:PORT")
    corpus.add_argument(
        "--profile", default=extract.PROFILE, help="layout of the publisher (default: %(default)s)"
    )
    corpus.add_argument("--eurovoc", action="store_true", help="find the subjects of EuroVoc too")
    corpus.add_argument("--load", type=Path, metavar="STORE", help="load all shards into a store on disk")


def _corpus(options: argparse.Namespace, root: Path, out: Path) -> int:
    from hrgraph.corpus.run import MANIFEST, REPORT, make_corpus, shard_files  # Dask takes half a second

    out = out if options.out else out / FOLDER
    totals = make_corpus(
        root,
        options.folder,
        out,
        _Bar(),
        number=max(1, options.workers),
        profile=options.profile,
        scheduler=options.scheduler,
        eurovoc=options.eurovoc,
    )
    print(
        f"{totals.documents:,} of {totals.texts:,} texts, {totals.statements:,} statements, "
        f"{totals.shards} shards: {out / MANIFEST}"
    )
    if totals.left_out or totals.warnings:
        told = f"{totals.left_out:,} texts left out, {totals.warnings:,} warnings: {out / REPORT}"
        print(told, file=sys.stderr)
    if options.load:
        files = shard_files(out)
        print(f"ielādē / loading {len(files)} shards: {options.load}", file=sys.stderr)
        size = write_disk(files, options.load, endings_of(root))
        print(f"{size:,} statements; ask them with `hrgraph serve --store {options.load}`")
    return OK if totals.documents else FAILED


class _Bar:
    """Tells on standard error how far a run is: a bar in a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._texts = 0
        self._start = self._told = time.monotonic()

    def begins(self, texts: int, dashboard: str) -> None:
        """Tell how much there is to do, and where to watch it."""
        self._texts = texts
        self._start = self._told = time.monotonic()
        print(f"lasa tekstus / reading {texts:,} texts; Dask: {dashboard}", file=sys.stderr, flush=True)

    def goes_on(self, texts: int, left_out: int, kept: int) -> None:
        """Tell how far the run is."""
        now, terminal, end = time.monotonic(), sys.stderr.isatty(), texts >= self._texts
        if not (terminal or end or now - self._told >= _SECONDS):
            return
        self._told = now
        rate = (texts - kept) / max(now - self._start, 0.001)
        filled = _WIDTH * texts // self._texts
        line = (
            f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {texts:,}/{self._texts:,}  {rate:,.0f}/s"
            f"  kept {kept:,}  left out {left_out:,}"
        )
        if terminal:
            line = "\r" + line
        print(line, end="" if terminal and not end else "\n", file=sys.stderr, flush=True)
