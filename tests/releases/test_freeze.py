"""A build becomes a release, once."""

import errno
import gzip
import stat
from pathlib import Path

import pytest

from hrgraph.errors import BuildError, ReleaseBroken, ReleaseRefused
from hrgraph.releases.folder import GRAPH, Releases
from hrgraph.releases.freeze import freeze, source_of

from .editions import HELPS, Small, write_build


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    """An empty folder of releases."""
    return Releases(tmp_path / "releases")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build of version 1.0."""
    return write_build(tmp_path / "build", "1.0", Small(), rejected=b"[]")


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release(releases: Releases, build: Path) -> None:
    """A release holds the graph, what asking it needs, its record and changes, and nobody may write it."""
    release, is_new = freeze(build, releases)

    assert is_new
    assert set(release.files()) == {
        "CHANGES.en.md",
        "CHANGES.lv.md",
        "build.json",
        "changes.json",
        "changes.ttl",
        "forms.json",
        "hrgraph.nq.gz",
        "rejected.json",
        "release.json",
    }
    assert release == releases.get("1.0")
    assert source_of(release).rejected == b"[]"
    assert (release.date, release.previous) == ("2026-11-21", "")
    assert not any(path.stat().st_mode & stat.S_IWUSR for path in release.folder.iterdir())
    assert [path.name for path in releases.folder.iterdir()] == ["1.0"]


def test_the_same_build_again(releases: Releases, build: Path, tmp_path: Path) -> None:
    """The same build changes nothing, and gives the same bytes in another folder."""
    release, _ = freeze(build, releases)
    before = contents(release.folder)
    again, is_new = freeze(build, releases)
    elsewhere, _ = freeze(build, Releases(tmp_path / "elsewhere"))

    assert (again, is_new) == (release, False)
    assert contents(release.folder) == before == contents(elsewhere.folder)


def test_other_data_of_the_same_version(releases: Releases, build: Path) -> None:
    """A version that is there is never written again: other data is refused, with what to do."""
    release, _ = freeze(build, releases)
    before = contents(release.folder)
    write_build(build, "1.0", Small(said=(HELPS,)), rejected=b"[]")
    with pytest.raises(
        ReleaseRefused, match=r"release 1\.0 is there already, with other data .*raise the version"
    ):
        freeze(build, releases)
    write_build(build, "1.0", Small(), rejected=b"[ ]")
    with pytest.raises(ReleaseRefused, match=r"with another rejected\.json"):
        freeze(build, releases)
    assert contents(release.folder) == before


def test_changes_since_the_release_before(releases: Releases, build: Path) -> None:
    """The next release tells what changed since; its patch, applied to the graph before, gives its graph."""
    old, _ = freeze(build, releases)
    write_build(build, "1.1", Small(said=(HELPS,)))
    new, _ = freeze(build, releases)
    lines = set(old.graph().splitlines())
    for line in new.read("changes.rdfp").splitlines():
        if line.startswith(b"D "):
            lines.remove(line[2:])
        elif line.startswith(b"A "):
            assert line[2:] not in lines
            lines.add(line[2:])

    assert b"".join(line + b"\n" for line in sorted(lines)) == new.graph()
    assert new.previous == "1.0"
    assert new.changes().counts() == {"appeared": 0, "changed": 0, "gone": 1}
    assert "**izzuda**" in new.read("CHANGES.lv.md").decode()


def test_a_version_in_between(releases: Releases, build: Path) -> None:
    """A release of an older line is compared with the one before it by number, not by day."""
    for version in ("1.0", "2.0", "1.1"):
        write_build(build, version, Small(said=(HELPS,) if version == "2.0" else Small().said))
        release, _ = freeze(build, releases)

    assert (release.version, release.previous) == ("1.1", "1.0")
    assert release.changes().changes == ()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(lambda build: (build / "hrgraph.nq").unlink(), "there is no built graph", id="no graph"),
        pytest.param(
            lambda build: (build / "hrgraph.nq").write_bytes(b""),
            r"hrgraph\.nq: damaged or missing",
            id="another graph",
        ),
        pytest.param(
            lambda build: (build / "SHA256SUMS").unlink(),
            "lists no build.json, hrgraph.nq",
            id="no sums",
        ),
        pytest.param(
            lambda build: (build / "SHA256SUMS").write_bytes(b""),
            "lists no build.json, hrgraph.nq",
            id="empty sums",
        ),
        pytest.param(
            lambda build: write_build(build, "one", Small()), "'one' is no version", id="no version"
        ),
        pytest.param(
            lambda build: write_build(build, "1.0", Small(date="")), "does not tell its date", id="no date"
        ),
        pytest.param(
            lambda build: write_build(build, "1.0", Small(), build=b"[]"),
            "is no record of a build",
            id="no record",
        ),
        pytest.param(
            lambda build: write_build(build, "1.0", Small(), build=b'{"version": "1.0", "sha256": "0"}'),
            "names another graph",
            id="record of another graph",
        ),
    ],
)
def test_a_build_that_cannot_be_released(
    releases: Releases, build: Path, spoil: object, message: str
) -> None:
    """A build that is not as it was built, or tells no version or date, is refused and nothing is written."""
    spoil(build)  # type: ignore[operator]
    with pytest.raises(ReleaseRefused, match=message):
        freeze(build, releases)
    assert not releases.folder.exists()


def test_a_broken_release_before(releases: Releases, build: Path) -> None:
    """Nothing is compared with a release that was changed."""
    release, _ = freeze(build, releases)
    (release.folder / GRAPH).chmod(0o644)
    (release.folder / GRAPH).write_bytes(gzip.compress(b""))
    write_build(build, "1.1", Small())
    with pytest.raises(ReleaseBroken, match=rf"1\.0/{GRAPH}"):
        freeze(build, releases)
    assert releases.versions() == ("1.0",)


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_full_disk(releases: Releases, build: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """A disk that refuses leaves no release and no part of one; leftovers of before are no hindrance."""
    (releases.folder / ".1.0.new").mkdir(parents=True)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync" if failing == "fsync" else "pathlib.Path.rename", full)
        with pytest.raises(BuildError, match="No space left on device; nothing was changed"):
            freeze(build, releases)
    assert list(releases.folder.iterdir()) == []
    assert freeze(build, releases)[1]
