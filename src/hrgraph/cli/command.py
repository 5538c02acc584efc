"""What all commands share: exit codes, how one is added, progress, and the built graph."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hrgraph.errors import BuildError
from hrgraph.graph.write import NQUADS

OK, FAILED, WRONG_USE = 0, 1, 2
Run = Callable[[argparse.Namespace, Path, Path], int]
"""A command: its options, the project folder and the folder of the built graph in, the exit code out."""


class Commands:
    """The commands of a parser; `settings` are read for their defaults."""

    def __init__(self, parser: argparse.ArgumentParser, settings: dict[str, str | int]) -> None:
        self.settings = settings
        self._added = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(self, name: str, run: Run, text: str) -> argparse.ArgumentParser:
        """A new command that `run` runs and `text` explains; returns its parser, to add options to."""
        added = self._added.add_parser(name, help=text, description=text)
        added.add_argument(
            "--out", default=None, help=f"folder of the built graph (default: {self.settings['out']})"
        )
        added.set_defaults(run=run)
        return added


class Progress:
    """Tells on standard error what is being done, with the seconds since the start."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, message: str) -> None:
        """Tell that `message` begins."""
        print(f"[{time.monotonic() - self._start:5.1f} s] {message}", file=sys.stderr, flush=True)


def add_store(parser: argparse.ArgumentParser, settings: dict[str, str | int]) -> None:
    """Add the option --store, which names where queries are asked."""
    parser.add_argument(
        "--store",
        default=settings["store"],
        metavar="WHERE",
        help="memory, a folder, or the address of a SPARQL endpoint (default: %(default)s)",
    )


def built(out: Path) -> Path:
    """The built graph in the folder `out`. Raises BuildError when there is none."""
    file = out / NQUADS
    if not file.is_file():
        raise BuildError(f"there is no built graph in {out}; run `hrgraph build` first")
    return file
