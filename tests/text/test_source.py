"""Reading a source text: what is taken as it is, and what is refused with file and line."""

import hashlib
import unicodedata
from pathlib import Path

import pytest

from hrgraph.errors import SourceChanged, SourceUnreadable
from hrgraph.pipeline import DocumentReading
from hrgraph.text.source import Source, read_source

TEXT = "Cilvēktiesības\r\nun  demokrātija\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the text of each test is written."""
    return tmp_path / "text.txt"


def test_characters_are_untouched(file: Path) -> None:
    """Line ends, double spaces and diacritics reach the reader as they stand in the file."""
    file.write_bytes(TEXT.encode())
    source = read_source("d", file)
    assert source.raw == TEXT
    assert source.byte_count == len(TEXT.encode())
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_pinned_hash_is_accepted(file: Path) -> None:
    """A text whose hash is the pinned one is read."""
    file.write_bytes(TEXT.encode())
    assert read_source("d", file, hashlib.sha256(TEXT.encode()).hexdigest()).document == "d"


def test_changed_text_is_refused(file: Path) -> None:
    """One changed letter is refused, and the message gives both hashes and the file."""
    pinned = hashlib.sha256(TEXT.encode()).hexdigest()
    changed = TEXT.replace("un", "vai").encode()
    file.write_bytes(changed)
    with pytest.raises(SourceChanged) as caught:
        read_source("d", file, pinned)
    assert caught.value.file == file
    assert pinned in caught.value.message
    assert hashlib.sha256(changed).hexdigest() in caught.value.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "no words", id="empty file"),
        pytest.param(b" \n\t\n", "no words", id="white space only"),
        pytest.param(b"%PDF-1.7\nvards", "a PDF file", id="PDF"),
        pytest.param(b"PK\x03\x04vards", "a zip archive", id="zip or Word"),
        pytest.param(b"\xd0\xcf\x11\xe0vards", "an old Word file", id="old Word"),
        pytest.param(b"\x1f\x8bvards", "a gzip archive", id="gzip"),
        pytest.param(b"<!DOCTYPE html><p>vards</p>", "HTML or XML", id="HTML with a doctype"),
        pytest.param(b"\xef\xbb\xbf\n <HTML lang='lv'>", "HTML or XML", id="HTML behind a byte order mark"),
        pytest.param(b"<?xml version='1.0'?><a/>", "HTML or XML", id="XML"),
        pytest.param(b"v\x00a\x00r\x00d\x00s\x00", "NUL", id="UTF-16, which has NUL characters"),
    ],
)
def test_what_is_no_text_is_refused(file: Path, data: bytes, message: str) -> None:
    """A file given by mistake is refused by what it is, not by what decoding it would give."""
    file.write_bytes(data)
    with pytest.raises(SourceUnreadable, match=message) as caught:
        read_source("d", file)
    assert caught.value.file == file


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        pytest.param("ēnas\n".encode("iso8859-13"), 1, "0xe7", id="Baltic single-byte text"),
        pytest.param(b"labi\nlabi\n\xff\n", 3, "0xff", id="third line"),
        pytest.param("ē".encode()[:1], 1, "0xc4", id="character cut in the middle"),
    ],
)
def test_not_utf8_names_line_and_byte(file: Path, data: bytes, line: int, byte: str) -> None:
    """A byte that is not UTF-8 is reported with its line and value."""
    file.write_bytes(data)
    with pytest.raises(SourceUnreadable, match=byte) as caught:
        read_source("d", file)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{file}:{line}: ")


def test_decomposed_letters_are_refused_by_line(file: Path) -> None:
    """A text whose letters and marks are apart is refused with its line, since nothing would be found."""
    file.write_text(unicodedata.normalize("NFD", "labi\nĀrlietu ministrija\n"), encoding="utf-8")
    with pytest.raises(SourceUnreadable, match="“Ā” is written as two characters") as caught:
        read_source("d", file)
    assert caught.value.line == 2


def test_marks_without_a_composed_letter_are_read(file: Path) -> None:
    """A mark that no single character holds (q with a macron) and the ångström sign stand as they are."""
    text = "q\u0304 un \u212b\n"
    file.write_text(text, encoding="utf-8")
    assert read_source("d", file).raw == text


def test_large_text_is_refused_before_it_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text over the limit is refused by its size alone; at the limit it is read."""
    file.write_bytes(b"vards")
    assert read_source("d", file, size_limit=5).raw == "vards"

    def read_bytes(path: Path) -> bytes:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(SourceUnreadable, match="5 bytes; at most 4"):
        read_source("d", file, size_limit=4)


@pytest.mark.parametrize("name", [pytest.param("none.txt", id="absent"), pytest.param(".", id="a folder")])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    """A file that is absent or a folder is refused as an error of the project, not as one of Python."""
    with pytest.raises(SourceUnreadable, match="cannot be read"):
        read_source("d", tmp_path / name)


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (2, 1), (3, 2), (4, 3), (5, 3)])
def test_line_of_an_offset(offset: int, line: int) -> None:
    """Lines count from one, and a line end belongs to the line that it ends."""
    assert Source("d", Path("t"), "āb\n\nc\n", 7, "").line_of(offset) == line


def test_real_texts_are_those_pinned(readings: dict[str, DocumentReading]) -> None:
    """The hash that each record pins is that of the text that was read."""
    pinned = {reading.document.id: reading.document.sha256 for reading in readings.values()}
    assert pinned == {name: reading.outline.source.sha256 for name, reading in readings.items()}
