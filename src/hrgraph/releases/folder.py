"""The folder of releases: one folder a version, written once and never again.

A release holds its graph (compressed), what is needed to ask it, and what changed since the release before.
`release.json` is its record. It names the release before and the SHA-256 of that one's list of checksums, so
that whoever changes a release has to change every later one too.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from packaging.version import InvalidVersion, Version

from hrgraph.errors import ReleaseBroken, UnknownRelease
from hrgraph.rdf import terms
from hrgraph.rdf.files import GRAPH_FILE, SUMS
from hrgraph.releases.model import Changes, Edition, from_json
from hrgraph.releases.sums import read_checked, read_sums

GRAPH = GRAPH_FILE + ".gz"
RECORD = "release.json"
CHANGES = "changes.json"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its folder, what it is, and the version and checksum of the release before, if there is one.

    `sha256` is that of the N-Quads, as `version()` of a store and `build.json` give it.
    """

    folder: Path = field(compare=False)
    version: str
    date: str
    sha256: str
    triples: int
    previous: str = ""
    previous_sums: str = ""

    @property
    def iri(self) -> str:
        """The IRI of the release; the site answers there too."""
        return iri_of(self.version)

    @property
    def edition(self) -> Edition:
        """The release as an edition of the graph."""
        return Edition(self.version, self.sha256, self.date, self.triples)

    def record(self) -> bytes:
        """What `release.json` holds."""
        said = {name: value for name, value in asdict(self).items() if name != "folder"}
        return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()

    def files(self) -> dict[str, str]:
        """The SHA-256 of each of its files by name. Raises ReleaseBroken."""
        return read_sums(self.folder)

    def read(self, name: str) -> bytes:
        """The file of that name. Raises ReleaseBroken where it is not as it was frozen."""
        return read_checked(self.folder, name)

    def graph(self) -> bytes:
        """The graph as N-Quads. Raises ReleaseBroken where it is not as it was frozen."""
        try:
            quads = gzip.decompress(self.read(GRAPH))
        except (OSError, EOFError, ValueError) as problem:
            raise ReleaseBroken("cannot be decompressed", self.folder / GRAPH) from problem
        if hashlib.sha256(quads).hexdigest() != self.sha256:
            raise ReleaseBroken(f"is not the graph that {RECORD} names", self.folder / GRAPH)
        return quads

    def changes(self) -> Changes:
        """What changed since the release before. Raises ReleaseBroken."""
        return from_json(self.read(CHANGES), str(self.folder / CHANGES))


def iri_of(version: str) -> str:
    """The IRI of the release of that version."""
    return f"{terms.RELEASES}{version}"


def order_of(version: str) -> Version | None:
    """The version as one that can be compared (PEP 440); None if it is none, or is written otherwise."""
    try:
        order = Version(version)
    except InvalidVersion:
        return None
    return order if str(order) == version else None


class Releases:
    """The releases of a folder, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self) -> tuple[str, ...]:
        """The versions that there are, the oldest first."""
        if not self.folder.is_dir():
            return ()
        found = ((order_of(path.name), path.name) for path in self.folder.iterdir() if path.is_dir())
        return tuple(name for order, name in sorted((o, n) for o, n in found if o is not None))

    def get(self, version: str) -> Release:
        """The release of that version. Raises UnknownRelease, or ReleaseBroken where it was changed.

        The files are checked as they are read; here the record is, and the place in the row of releases.
        """
        known = self.versions()
        if version not in known:
            raise UnknownRelease(version[:80], known)
        release = _read(self.folder / version)
        if release.version != version:
            raise ReleaseBroken(f"is the record of {release.version}", release.folder / RECORD)
        for later in known[known.index(version) + 1 :]:
            self._check_chain(release, self.folder / later)
        return release

    def _check_chain(self, release: Release, later: Path) -> None:
        try:
            follower = _read(later)
        except ReleaseBroken:
            return
        if follower.previous == release.version and follower.previous_sums != sums_digest(release.folder):
            raise ReleaseBroken(
                f"is not the list that release {follower.version} knew", release.folder / SUMS
            )

    def all(self) -> Iterator[tuple[str, Release | ReleaseBroken]]:
        """All versions, the newest first, each with its release, or the error where that was changed."""
        for version in reversed(self.versions()):
            try:
                yield version, self.get(version)
            except ReleaseBroken as problem:
                yield version, problem

    def sound(self) -> list[Release]:
        """The releases whose records are as they were frozen, the newest first."""
        return [release for _, release in self.all() if isinstance(release, Release)]

    def before(self, version: str) -> Release | None:
        """The release before one of that version. Raises ReleaseBroken."""
        order = order_of(version)
        earlier = [known for known in self.versions() if order and (order_of(known) or order) < order]
        return self.get(earlier[-1]) if earlier else None

    def of_data(self, sha256: str) -> Release | None:
        """The newest release of this data, by the SHA-256 of its N-Quads; None if none is kept."""
        return next((release for release in self.sound() if sha256 and release.sha256 == sha256), None)


def sums_digest(folder: Path) -> str:
    """The SHA-256 of the list of checksums of a release. Raises ReleaseBroken."""
    try:
        return hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
    except OSError as problem:
        raise ReleaseBroken("cannot be read", folder / SUMS) from problem


def _read(folder: Path) -> Release:
    content = read_checked(folder, RECORD)
    try:
        release = Release(folder, **json.loads(content))
        if not _DATE.fullmatch(release.date):
            raise ValueError(release.date)
    except (ValueError, TypeError) as problem:
        raise ReleaseBroken("is no record of a release", folder / RECORD) from problem
    return release
