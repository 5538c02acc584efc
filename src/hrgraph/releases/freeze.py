"""A build in, a release out: written aside, then put in its place in one step, and never written again."""

import gzip
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from hrgraph.errors import BuildError, Damaged, ReleaseRefused
from hrgraph.rdf.files import GRAPH_FILE, RECORD_FILE, REJECTED_FILE, SUMS
from hrgraph.releases.difference import Source, beginning, difference, patch
from hrgraph.releases.folder import CHANGES, GRAPH, RECORD, Release, Releases, order_of, sums_digest
from hrgraph.releases.model import Changes, to_json
from hrgraph.releases.rdf import to_turtle
from hrgraph.releases.report import LANGUAGES, as_markdown
from hrgraph.releases.sums import sums_file
from hrgraph.switch import locked, require_intact, sums_of

PATCH = "changes.rdfp"
_KEPT = (RECORD_FILE, "forms.json", "CITATION.cff", REJECTED_FILE)
"""What a release keeps of a build beside the graph, where the build has it."""

_READ_ONLY = 0o444


def freeze(build: Path, releases: Releases) -> tuple[Release, bool]:
    """Keep the build as a release of its version; returns it, and whether it is a new one.

    Whether the graph passes its checks is for the caller to see. Raises ReleaseRefused where the build is not
    as it was built, or its version is there with other data; ReleaseBroken where a release before was
    changed; BuildError where the disk refuses. Then nothing is written.
    """
    with locked(releases.folder):
        return _freeze(build.resolve(), releases)


def _freeze(build: Path, releases: Releases) -> tuple[Release, bool]:
    # Where the build is replaced meanwhile, the folder resolved stays the one that was checked.
    quads, record, kept = _read_build(build)
    version = record["version"]
    if version in releases.versions():
        return _same(releases.get(version), quads, kept), False
    before = releases.before(version)
    new = Source(version, quads, kept.get(REJECTED_FILE, b""))
    old = source_of(before) if before else None
    changes = difference(old, new) if old else beginning(new)
    if not changes.new.date:
        raise ReleaseRefused("the graph does not tell its date (dct:modified of the dataset)")
    release = Release(
        releases.folder / version,
        version,
        changes.new.date,
        changes.new.sha256,
        changes.new.triples,
        before.version if before else "",
        sums_digest(before.folder) if before else "",
    )
    contents = {
        GRAPH: gzip.compress(quads, mtime=0),
        **kept,
        **_told(changes),
        **({PATCH: patch(old.quads, quads)} if old else {}),
        RECORD: release.record(),
    }
    contents[SUMS] = sums_file(contents)
    _put(release.folder, contents)
    return release, True


def source_of(release: Release) -> Source:
    """The release as something to compare. Raises ReleaseBroken."""
    rejected = release.read(REJECTED_FILE) if REJECTED_FILE in release.files() else b""
    return Source(release.version, release.graph(), rejected)


def _told(changes: Changes) -> dict[str, bytes]:
    told = {f"CHANGES.{language}.md": as_markdown(changes, language).encode() for language in LANGUAGES}
    return told | {CHANGES: to_json(changes), "changes.ttl": to_turtle(changes)}


def _read_build(build: Path) -> tuple[bytes, dict[str, Any], dict[str, bytes]]:
    """The graph, the record and the files to keep of a build whose every file is as it was built."""
    if not (build / GRAPH_FILE).is_file():
        raise ReleaseRefused(f"there is no built graph in {build}; run `hrgraph build` first")
    try:
        require_intact(build)
        contents = {name: (build / name).read_bytes() for name in sums_of(build)}
    except (Damaged, OSError) as problem:
        raise ReleaseRefused(str(problem)) from problem
    if missing := {GRAPH_FILE, RECORD_FILE} - contents.keys():
        raise ReleaseRefused(f"{build / SUMS} lists no {', '.join(sorted(missing))}; build again")
    quads = contents[GRAPH_FILE]
    try:
        record = json.loads(contents[RECORD_FILE])
        version, digest = str(record["version"]), record["sha256"]
    except (ValueError, TypeError, KeyError) as problem:
        raise ReleaseRefused(f"{build / RECORD_FILE}: is no record of a build; build again") from problem
    if digest != hashlib.sha256(quads).hexdigest():
        raise ReleaseRefused(
            f"{build / RECORD_FILE}: names another graph than the one beside it; build again"
        )
    if order_of(version) is None:
        raise ReleaseRefused(f"{version!r} is no version that can be put in order, as 0.2.0 is (PEP 440)")
    return quads, record, {name: contents[name] for name in _KEPT if name in contents}


def _same(release: Release, quads: bytes, kept: dict[str, bytes]) -> Release:
    """The release that is there, if it is of this build. Raises ReleaseRefused, or ReleaseBroken."""
    for name in release.files():
        release.read(name)
    if release.graph() != quads:
        what = f"with other data (SHA-256 {release.sha256[:12]}…)"
    elif other := [name for name, content in kept.items() if release.files().get(name) != _digest(content)]:
        what = f"with another {', '.join(other)}"
    else:
        return release
    raise ReleaseRefused(
        f"release {release.version} is there already, {what}, and a release is never changed; "
        "raise the version number and build again"
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _put(folder: Path, contents: dict[str, bytes]) -> None:
    """Write the folder aside and rename it: at no moment is there a part of it."""
    aside = folder.with_name(f".{folder.name}.new")
    try:
        # Left behind by one who was interrupted.
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for name, content in contents.items():
            file = aside / name
            with file.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            file.chmod(_READ_ONLY)
        aside.rename(folder)
        _write_through(folder.parent)
    except OSError as problem:
        shutil.rmtree(aside, ignore_errors=True)
        raise BuildError(
            f"the release cannot be written to {folder}: {problem.strerror}; nothing was changed"
        ) from problem


def _write_through(folder: Path) -> None:
    """Have the system write the names in the folder to the disk."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
