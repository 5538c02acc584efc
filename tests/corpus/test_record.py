"""Records of shards: written whole, read back, and held against the file they are of."""

import hashlib
from pathlib import Path

import pytest

from hrgraph.corpus.record import Member, Record, Trouble, is_whole, read_record, write_files, write_shard
from hrgraph.errors import BuildError

QUADS = b"quads"
RECORD = Record(
    "0f",
    "inputs",
    hashlib.sha256(QUADS).hexdigest(),
    len(QUADS),
    7,
    (Member("ā.txt", "a", "00", 7), Member("b.txt", "b", "11", 0)),
    (Trouble("b.txt", "3", "left out", "kļūda", "labo"),),
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the shard above."""
    (tmp_path / "shards").mkdir()
    write_shard(tmp_path, RECORD, QUADS)
    return tmp_path


def test_written_and_read(out: Path) -> None:
    """What is written is read back; a text left out is no document of the shard; nothing else lies there."""
    assert read_record(out, "0f") == RECORD
    assert RECORD.documents == 1
    assert sorted(file.name for file in (out / "shards").iterdir()) == ["0f.json", "0f.nq.gz"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "0f"}', b"\xff"])
def test_record_that_cannot_be_read(out: Path, content: bytes) -> None:
    """A record that is broken or gone counts as none, so that its shard is made again."""
    (out / "shards" / "0f.json").write_bytes(content)
    assert read_record(out, "0f") is None
    assert read_record(out, "1e") is None


def test_whole(out: Path) -> None:
    """Quads that were changed or are gone are told from those that the record is of."""
    assert is_whole(out, RECORD)
    quads = out / "shards" / "0f.nq.gz"
    quads.write_bytes(b"quadz")
    assert not is_whole(out, RECORD)
    quads.unlink()
    assert not is_whole(out, RECORD)


def test_a_file_that_cannot_be_written(out: Path) -> None:
    """Where the disk refuses, the error says what to do; the files before are there, none is half there."""
    (out / "b").mkdir()
    with pytest.raises(BuildError, match="finished shards are kept"):
        write_files(out, {"a": b"1", "b": b"2", "c": b"3"})
    assert sorted(item.name for item in out.iterdir()) == ["a", "b", "shards"]
