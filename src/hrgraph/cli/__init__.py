"""The command `hrgraph`: one module for each family of commands adds them to the parser and runs them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from hrgraph import __version__
from hrgraph.cli import asking, keeping, making, many, serving, texts
from hrgraph.cli.command import FAILED, OK, WRONG_USE, Commands, Run
from hrgraph.errors import HrgraphError
from hrgraph.settings import find_root, read_settings

__all__ = ["FAILED", "OK", "WRONG_USE", "main", "make_parser"]

FAMILIES = (making, keeping, serving, asking, texts, many)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed or violations found, 2 wrong use."""
    try:
        settings = read_settings()
        options = make_parser(settings).parse_args(arguments)
        root = find_root(str(options.root))
        out = root / str(settings["out"]) if options.out is None else Path(options.out)
        run: Run = options.run
        return run(options, root, out)
    except HrgraphError as problem:
        print(f"hrgraph: {problem}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def make_parser(settings: dict[str, str | int]) -> argparse.ArgumentParser:
    """The parser of all commands, with the defaults that `settings` give."""
    parser = argparse.ArgumentParser(
        prog="hrgraph",
        description="Latvian human-rights policy texts as a knowledge graph, every statement with its words.",
    )
    parser.add_argument("--version", action="version", version=f"hrgraph {__version__}")
    parser.add_argument("--root", default=settings["root"], help="project folder (found by itself)")
    commands = Commands(parser, settings)
    for family in FAMILIES:
        family.add(commands)
    return parser
