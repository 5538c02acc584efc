"""Checksums of a folder."""

import hashlib
from pathlib import Path

import pytest

from hrgraph.errors import ReleaseBroken
from hrgraph.releases.sums import read_checked, read_sums, sums_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one listed file."""
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "SHA256SUMS").write_bytes(sums_file({"a.txt": b"a"}))
    return tmp_path


def test_a_listed_file(folder: Path) -> None:
    """The list is as `sha256sum` writes it; a file that agrees with it is read."""
    assert read_sums(folder) == {"a.txt": hashlib.sha256(b"a").hexdigest()}
    assert read_checked(folder, "a.txt") == b"a"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"b", r"a\.txt: is not the file that was frozen"),
        ("a.txt", None, r"a\.txt: is listed and cannot be read"),
        ("SHA256SUMS", None, r"SHA256SUMS: is no list of checksums"),
        ("SHA256SUMS", b"\xff", r"SHA256SUMS: is no list of checksums"),
        ("SHA256SUMS", b"no sums\n", r"SHA256SUMS: is no list of checksums"),
        ("SHA256SUMS", b"0" * 64 + b"  ../a.txt\n", r"SHA256SUMS: is no list of checksums"),
        ("SHA256SUMS", b"", r"SHA256SUMS: is no list of checksums"),
        ("SHA256SUMS", b"0" * 64 + b"  b.txt\n", r"a\.txt: is not listed"),
    ],
)
def test_what_is_not_as_it_was(folder: Path, name: str, content: bytes | None, message: str) -> None:
    """A file that was changed or is gone, or a list that is none, is told by its name."""
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(ReleaseBroken, match=message) as caught:
        read_checked(folder, "a.txt")
    assert caught.value.file == folder / name or name == "SHA256SUMS"
