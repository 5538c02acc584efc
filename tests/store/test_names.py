"""The names of things as a file of a build."""

from pathlib import Path

import pytest

from hrgraph.errors import StoreError
from hrgraph.store.names import Named, as_json, read_names

ISRAEL = Named("israel", ("State",), "Izraēla", "Israel", ("Izraēlas Valsts",))
RIGA = Named("riga", ("Place",), "Rīga", "Riga")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Names come back as they were, and their order does not change the bytes."""
    (tmp_path / "names.json").write_bytes(as_json([RIGA, ISRAEL]))

    assert read_names(tmp_path / "names.json") == (ISRAEL, RIGA)
    assert as_json([RIGA, ISRAEL]) == as_json([ISRAEL, RIGA])


def test_a_build_without_names(tmp_path: Path) -> None:
    """A build that wrote no names gives none."""
    assert read_names(tmp_path / "names.json") == ()


@pytest.mark.parametrize("content", ["", "{}x", "[1]", '[{"key": "a"}]'])
def test_a_broken_file_says_what_to_do(content: str, tmp_path: Path) -> None:
    """A file that holds no names is told with its path and the command that makes it."""
    (tmp_path / "names.json").write_text(content, encoding="utf-8")

    with pytest.raises(StoreError, match=r"names\.json: holds no names of things; build again"):
        read_names(tmp_path / "names.json")
