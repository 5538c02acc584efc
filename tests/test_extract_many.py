"""More files than are handed to the workers at once."""

from pathlib import Path

import pytest

from hrgraph import extract


def test_files_are_handed_out_in_order(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one file a task and one task a worker at a time, nothing is lost, doubled or out of order."""
    monkeypatch.setattr(extract, "_FILES", 1)
    monkeypatch.setattr(extract, "_AHEAD", 1)
    files = []
    for number in range(7):
        file = tmp_path / f"teksts-{number}.txt"
        file.write_text(f"Latvija un ANO lēma {number}. reizi.\n", encoding="utf-8")
        files.append(file)

    assert list(extract.extract_files(files, root, workers=2)) == list(extract.extract_files(files, root))


def test_a_batch_is_so_many_files_or_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read together only as far as that stays small; a file that is not there counts nothing."""
    monkeypatch.setattr(extract, "_BYTES", 10)
    sizes = {"a": 4, "b": 6, "c": 1, "d": 50, "e": 1, "f": None, "g": 1, "h": 1}
    for name, size in sizes.items():
        if size is not None:
            (tmp_path / name).write_text("x" * size, encoding="utf-8")
    batches = extract._batches([tmp_path / name for name in sizes], 3)
    assert ["".join(file.name for file in batch) for batch in batches] == ["ab", "c", "d", "efg", "h"]


def test_a_file_that_fails_fails_alone_among_many(root: Path, tmp_path: Path) -> None:
    """Of files that are read together only the one that cannot be read has an error, in its place."""
    files = [tmp_path / name for name in ("pirmais.txt", "nav.txt", "trešais.txt")]
    for file in (files[0], files[2]):
        file.write_text("Latvija un ANO lēma.\n", encoding="utf-8")
    outcomes = list(extract.extract_files(files, root))
    assert [bool(one.text) for one in outcomes] == [True, False, True]
    assert ["nav.txt" in one.error for one in outcomes] == [False, True, False]
