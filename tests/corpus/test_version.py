"""What a shard was read with, as one number."""

from pathlib import Path

import pytest

from hrgraph.corpus.version import reading_version


def project(folder: Path, name: str, content: bytes) -> Path:
    """A project folder with one file of knowledge."""
    file = folder / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("name", "content", "is_same"),
    [
        pytest.param("data/rules/a.toml", b"1", True, id="the same elsewhere"),
        pytest.param("data/rules/a.toml", b"2", False, id="another content"),
        pytest.param("data/rules/b.toml", b"1", False, id="another name"),
        pytest.param("data/lexicon/a.toml", b"1", False, id="another folder"),
    ],
)
def test_version(tmp_path: Path, name: str, content: bytes, is_same: bool) -> None:
    """It changes with what is known before a text is read, and not with where the project lies."""
    first = project(tmp_path / "first", "data/rules/a.toml", b"1")
    other = project(tmp_path / "other", name, content)
    assert (reading_version(first) == reading_version(other)) is is_same
