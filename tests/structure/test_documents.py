"""The records of documents: what they must say, and what is refused with its file."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.structure.documents import read_documents

RECORD = """\
class = "PressRelease"
profile = "plain"
sha256 = "00"
language = "lv"
title_lv = "Paziņojums"
title_en = "Release"
"""


def write(folder: Path, name: str, record: str) -> Path:
    """Write the record of the document `name`; returns its file."""
    file = folder / name / "document.toml"
    file.parent.mkdir()
    file.write_text(record, encoding="utf-8")
    return file


def test_records_are_read_by_id(tmp_path: Path) -> None:
    """Documents come in the order of their ids, with empty values for what the text does not print."""
    write(tmp_path, "b-2", RECORD)
    write(tmp_path, "a", RECORD + 'note_lv = "Piezīme"\n')
    (tmp_path / "README.md").write_text("no document", encoding="utf-8")
    first, second = read_documents(tmp_path)
    assert (first.id, first.cls, first.note_lv, first.printed_address) == ("a", "PressRelease", "Piezīme", "")
    assert second.text_file == tmp_path / "b-2" / "text.txt"


@pytest.mark.parametrize(
    ("record", "message"),
    [
        *[
            pytest.param(
                "".join(line for line in RECORD.splitlines(keepends=True) if not line.startswith(needed)),
                f"lacks `{needed}`",
                id=f"without {needed}",
            )
            for needed in ("class", "profile", "sha256", "language", "title_lv", "title_en")
        ],
        pytest.param(RECORD.replace('"lv"', '""'), "lacks `language`", id="empty value"),
        pytest.param(RECORD + 'titel = "x"\n', "not known: titel", id="unknown setting"),
        pytest.param(RECORD + "class = 1\n", ":7: no valid TOML", id="key given twice"),
        pytest.param("class = ", "no valid TOML", id="broken TOML"),
    ],
)
def test_broken_record_is_refused(tmp_path: Path, record: str, message: str) -> None:
    """An incomplete, unknown or malformed setting is refused with the name of the file."""
    file = write(tmp_path, "a", record)
    with pytest.raises(DataError, match=message) as caught:
        read_documents(tmp_path)
    assert caught.value.file == file


@pytest.mark.parametrize("name", ["Plan", "plān", "a b", "a_b", "-a", "a--b"])
def test_folder_name_must_be_an_id(tmp_path: Path, name: str) -> None:
    """A folder whose name could not stand in an IRI is refused."""
    write(tmp_path, name, RECORD)
    with pytest.raises(DataError, match="the document's id") as caught:
        read_documents(tmp_path)
    assert caught.value.file == tmp_path / name


def test_folder_without_record_is_refused(tmp_path: Path) -> None:
    """A folder with a text and no record is refused."""
    (tmp_path / "a").mkdir()
    with pytest.raises(DataError, match="cannot be read"):
        read_documents(tmp_path)


@pytest.mark.parametrize("name", [pytest.param("", id="empty"), pytest.param("none", id="absent")])
def test_no_documents_are_refused(tmp_path: Path, name: str) -> None:
    """A folder without documents is an error and not an empty graph."""
    with pytest.raises(DataError, match="no documents"):
        read_documents(tmp_path / name)
