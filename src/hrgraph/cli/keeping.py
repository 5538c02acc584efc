"""Keeping releases and telling what changed between them: `release`, `changes`."""

import argparse
import sys
from pathlib import Path

from hrgraph import pipeline
from hrgraph.cli.command import OK, Commands, Progress, built
from hrgraph.errors import DataError, ReleaseRefused
from hrgraph.rdf.files import REJECTED_FILE
from hrgraph.releases.atom import feed
from hrgraph.releases.difference import Source, difference, patch
from hrgraph.releases.folder import Releases
from hrgraph.releases.freeze import freeze, source_of
from hrgraph.releases.model import to_json
from hrgraph.releases.rdf import to_turtle
from hrgraph.releases.report import LANGUAGES, as_markdown, as_text
from hrgraph.settings import releases_folder
from hrgraph.validate.finding import broken
from hrgraph.validate.report import as_text as as_report

_FORMATS = ("text", "md", "json", "ttl", "atom", "patch")


def add(commands: Commands) -> None:
    """Add the commands of this family to `commands`."""
    commands.add("release", _release, "keep the built graph for good as a release of its version")

    changing = commands.add(
        "changes", _changes, "what appeared, changed or went between two releases, and why"
    )
    changing.add_argument("old", metavar="OLD", help="version of a release, or file of N-Quads")
    changing.add_argument("new", metavar="NEW", help="version of a release, or file of N-Quads")
    changing.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    changing.add_argument("--lang", choices=LANGUAGES, default="lv", help="language (default: lv)")


def _release(options: argparse.Namespace, root: Path, out: Path) -> int:
    progress = Progress()
    releases = Releases(releases_folder(out))
    # A link to the build in use: what is checked has to be what is kept.
    build = built(out).parent.resolve()
    findings = broken(pipeline.check_graphs(built(build).read_bytes(), root, progress))
    if findings:
        raise ReleaseRefused(f"{len(findings)} violations: nothing was released\n{as_report(findings)}")
    progress("salīdzina un glabā / comparing and keeping")
    release, is_new = freeze(build, releases)
    if is_new:
        progress(f"gatavs / done: {release.folder}")
    else:
        progress(f"jau ir, nekas nav mainīts / there already, nothing was changed: {release.folder}")
    return OK


def _changes(options: argparse.Namespace, root: Path, out: Path) -> int:
    releases = Releases(releases_folder(out))
    old, new = _source(options.old, releases), _source(options.new, releases)
    if options.format == "patch":
        sys.stdout.buffer.write(patch(old.quads, new.quads))
        sys.stdout.flush()
        return OK
    found = difference(old, new)
    made = {
        "text": lambda: as_text(found, options.lang).encode(),
        "md": lambda: as_markdown(found, options.lang).encode(),
        "json": lambda: to_json(found),
        "ttl": lambda: to_turtle(found),
        "atom": lambda: feed([found], options.lang),
    }[options.format]()
    sys.stdout.buffer.write(made)
    sys.stdout.flush()
    return OK


def _source(name: str, releases: Releases) -> Source:
    """The release of that version, or else the file of that name with what a build wrote beside it."""
    file = Path(name)
    if name in releases.versions() or not file.is_file():
        return source_of(releases.get(name))
    rejected = file.with_name(REJECTED_FILE)
    try:
        return Source(name, file.read_bytes(), rejected.read_bytes() if rejected.is_file() else b"")
    except OSError as problem:
        raise DataError(f"cannot be read: {problem.strerror}", file) from problem
