"""Files of N-Quads into a store on disk."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrgraph.errors import StoreError
from hrgraph.store.bulk import bulk_load

QUAD = "<urn:s> <urn:p> <urn:{}> <urn:g> .\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files, one of them in gzip, with one statement in common."""
    plain, packed = tmp_path / "a.nq", tmp_path / "b.nq.gz"
    plain.write_text(QUAD.format(1) + QUAD.format(2), encoding="utf-8")
    packed.write_bytes(gzip.compress((QUAD.format(2) + QUAD.format(3)).encode()))
    return [plain, packed]


def test_all_files_are_loaded(files: list[Path], tmp_path: Path) -> None:
    """A statement that two files hold counts once; nothing is left beside the store."""
    told: list[Path] = []
    assert bulk_load(files, tmp_path / "store", told.append) == 3
    assert told == files
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 3
    assert not list(tmp_path.glob("store.*"))


def test_a_new_store_takes_the_place_of_the_old(files: list[Path], tmp_path: Path) -> None:
    """It holds only what was loaded last."""
    bulk_load(files, tmp_path / "store")
    assert bulk_load(files[:1], tmp_path / "store") == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(gzip.compress(b"no quads"), id="no N-Quads"),
        pytest.param(b"\x1f\x8b\x08", id="cut short"),
    ],
)
def test_a_wrong_file_leaves_the_old_store(files: list[Path], tmp_path: Path, content: bytes) -> None:
    """The error names what is wrong, and the store of before answers as before."""
    bulk_load(files, tmp_path / "store")
    files[1].write_bytes(content)
    with pytest.raises(StoreError):
        bulk_load(files, tmp_path / "store")
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 3
    assert not list(tmp_path.glob("store.*"))


def test_a_folder_of_other_files_is_not_taken(files: list[Path], tmp_path: Path) -> None:
    """A slip of the hand must not delete what stands there."""
    with pytest.raises(StoreError, match="other files"):
        bulk_load(files, tmp_path)
    assert files[0].is_file()
