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
