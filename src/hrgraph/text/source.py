"""A source text: the untouched characters of one file, checked against the hash that pins it."""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from hrgraph.errors import SourceChanged, SourceUnreadable

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of the largest text that is read whole."""

_NOT_TEXT = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive (perhaps a Word or OpenDocument file)",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x1f\x8b": "a gzip archive",
}
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")
_MARKED_LETTER = re.compile("[^\\W\\d_][\u0300-\u036f]")


@dataclass(frozen=True)
class Source:
    """The characters of one source file. Offsets everywhere are code points of `raw`, end exclusive."""

    document: str
    file: Path
    raw: str
    byte_count: int
    sha256: str

    def line_of(self, offset: int) -> int:
        """The line, counted from one, in which the character at `offset` stands."""
        return self.raw.count("\n", 0, offset) + 1


def read_source(document: str, file: Path, sha256: str | None = None, size_limit: int = SIZE_LIMIT) -> Source:
    """Read `file` as the text of `document`.

    Raises SourceUnreadable when the file is absent, empty, larger than `size_limit` bytes, not UTF-8 or
    no plain text or writes letters as two characters (decomposed, Unicode Standard Annex 15, form D), and
    SourceChanged when `sha256` is given and is not the hash of the bytes.
    """
    try:
        with file.open("rb", buffering=0) as opened:
            size = os.fstat(opened.fileno()).st_size
            if size > size_limit:
                raise SourceUnreadable(
                    f"the text has {size:,} bytes; at most {size_limit:,} are read. Split it into documents.",
                    file,
                )
            data = opened.read()
    except OSError as problem:
        raise SourceUnreadable(f"the text cannot be read: {problem.strerror}", file) from problem
    digest = hashlib.sha256(data).hexdigest()
    if sha256 is not None and digest != sha256:
        raise SourceChanged(
            f"the text of {document} has changed: its SHA-256 is {digest}, pinned is {sha256}. "
            "Restore the file, or publish the changed text as a new document.",
            file,
        )
    return Source(document, file, _decoded(data, file), len(data), digest)


def _decoded(data: bytes, file: Path) -> str:
    for magic, what in _NOT_TEXT.items():
        if data.startswith(magic):
            raise SourceUnreadable(f"this is {what}, not plain text; extract its text first", file)
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise SourceUnreadable("this is HTML or XML, not plain text; extract its text first", file)
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise SourceUnreadable(
            f"not UTF-8: byte 0x{data[problem.start]:02x} at position {problem.start:,}; "
            "save the text as UTF-8",
            file,
            line,
        ) from problem
    if "\x00" in raw:
        raise SourceUnreadable("the file holds NUL characters, so it is no plain text", file)
    if not raw.strip():
        raise SourceUnreadable("the file holds no words", file)
    _refuse_decomposed(raw, file)
    return raw


def _refuse_decomposed(raw: str, file: Path) -> None:
    """A text of decomposed letters would be read without error, and nothing would be found in it."""
    if unicodedata.is_normalized("NFC", raw):
        return
    for found in _MARKED_LETTER.finditer(raw):
        letter = unicodedata.normalize("NFC", found[0])
        if len(letter) == 1:
            raise SourceUnreadable(
                f"“{letter}” is written as two characters, a letter and its mark; "
                "save the text in the Unicode form NFC",
                file,
                raw.count("\n", 0, found.start()) + 1,
            )
