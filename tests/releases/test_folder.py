"""The folder of releases, and releases that somebody changed."""

import gzip
import json
from pathlib import Path

import pytest

from hrgraph.errors import ReleaseBroken, UnknownRelease
from hrgraph.releases.folder import GRAPH, RECORD, Release, Releases, order_of
from hrgraph.releases.sums import sums_file

from .editions import Small


def rewrite(release: Release, /, **files: bytes) -> None:
    """Change files of a release, by name without its ending, and its list of checksums to match."""
    names = {name.partition(".")[0]: name for name in release.files()}
    contents = {name: release.read(name) for name in release.files()}
    for stem, content in files.items():
        name = names[stem]
        (release.folder / name).chmod(0o644)
        (release.folder / name).write_bytes(content)
        contents[name] = content
    (release.folder / "SHA256SUMS").chmod(0o644)
    (release.folder / "SHA256SUMS").write_bytes(sums_file(contents))


def test_releases_in_order(kept: Releases) -> None:
    """Versions are put in order by their numbers; each knows the one before."""
    assert kept.versions() == ("0.9", "0.10")
    assert [release.version for release in kept.sound()] == ["0.10", "0.9"]
    assert (kept.get("0.10").previous, kept.get("0.9").previous) == ("0.9", "")
    earlier, none = kept.before("0.10"), kept.before("0.9")
    assert earlier is not None
    assert (earlier.version, none) == ("0.9", None)
    assert kept.get("0.9").iri == "https://w3id.org/hrgraph/releases/0.9"


def test_what_a_release_holds(kept: Releases) -> None:
    """A release gives back the very graph that was kept, and is found by its hash."""
    release = kept.get("0.9")

    assert release.graph() == Small().quads()
    assert release.triples == len(Small().quads().splitlines())
    assert kept.of_data(release.sha256) == release
    assert kept.of_data("0" * 64) is None
    assert kept.of_data("") is None
    assert release.changes().old is None
    assert kept.get("0.10").changes().counts() == {"appeared": 0, "changed": 1, "gone": 0}


@pytest.mark.parametrize("version", ["1.0", "", "..", "../build", "0.9/", "00.9", "a" * 1000])
def test_unknown_version(kept: Releases, version: str) -> None:
    """A version that is not there is refused with those that are; no name leads out of the folder."""
    with pytest.raises(UnknownRelease, match=r"there are: 0\.9, 0\.10") as caught:
        kept.get(version)
    assert caught.value.known == ("0.9", "0.10")
    assert len(str(caught.value)) < 200


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there holds no releases; files and half-written folders in it are none."""
    assert Releases(tmp_path / "none").versions() == ()
    (tmp_path / ".1.0.new").mkdir()
    (tmp_path / "1.0").write_bytes(b"")
    assert Releases(tmp_path).versions() == ()
    with pytest.raises(UnknownRelease, match="none yet"):
        Releases(tmp_path).get("1.0")


@pytest.mark.parametrize(
    ("version", "is_one"), [("0.1.0", True), ("1.0rc1", True), ("v1", False), ("01", False), ("x", False)]
)
def test_versions(version: str, is_one: bool) -> None:
    """A version is one of PEP 440 in its plain form."""
    assert (order_of(version) is not None) is is_one


def test_a_changed_graph(kept: Releases) -> None:
    """A graph that was changed is refused, with checksums that agree with it as well."""
    release = kept.get("0.10")
    file = release.folder / GRAPH
    file.chmod(0o644)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    with pytest.raises(ReleaseBroken, match=rf"{GRAPH}: is not the file that was frozen"):
        release.graph()
    file.write_bytes(whole)
    rewrite(release, hrgraph=gzip.compress(b"<a:a> <a:b> <a:c> .\n"))
    with pytest.raises(ReleaseBroken, match=r"is not the graph that release\.json names"):
        release.graph()
    rewrite(release, hrgraph=b"no gzip")
    with pytest.raises(ReleaseBroken, match="cannot be decompressed"):
        release.graph()


def test_a_chain(kept: Releases) -> None:
    """Who changes a release and its checksums is found out by the release after it."""
    old = kept.get("0.9")
    rewrite(old, forms=b'{"other": 1}')
    with pytest.raises(ReleaseBroken, match=r"is not the list that release 0\.10 knew"):
        kept.get("0.9")
    assert [release.version for release in kept.sound()] == ["0.10"]
    assert {version: type(found) for version, found in kept.all()} == {"0.10": Release, "0.9": ReleaseBroken}


@pytest.mark.parametrize(
    "record",
    [b"", b"[]", b'{"version": "0.10"}', json.dumps({"date": "now"}).encode()],
)
def test_a_changed_record(kept: Releases, record: bytes) -> None:
    """A record that is none is told by its file."""
    rewrite(kept.get("0.10"), release=record)
    with pytest.raises(ReleaseBroken, match=rf"{RECORD}: is no record of a release"):
        kept.get("0.10")


def test_a_folder_that_was_renamed(kept: Releases) -> None:
    """A release under another name is none of that version."""
    (kept.folder / "0.10").rename(kept.folder / "0.11")
    with pytest.raises(ReleaseBroken, match=r"is the record of 0\.10"):
        kept.get("0.11")
