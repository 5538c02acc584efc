"""The texts below a folder, one after another in an order that never changes, each with an id of its own."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hrgraph.errors import DataError
from hrgraph.extract import ascii_words
from hrgraph.structure.documents import RECORD, TEXT, Document, read_document_record

SUFFIX = ".txt"
_NAME, _DIGITS = 40, 16
"""Characters of an id that come from the name of the file, and from the hash of its path."""


class Text(NamedTuple):
    """A file with a text: its path below the folder of the corpus, with slashes, and its bytes."""

    path: str
    size: int


def texts_in(folder: Path) -> Iterator[Text]:
    """The texts at any depth below `folder`, by path; hidden files and linked folders are left.

    Keeps only the names of one folder at each depth in memory. Raises DataError when a folder cannot be read.
    """
    yield from _below(folder, "")


def _below(folder: Path, above: str) -> Iterator[Text]:
    try:
        with os.scandir(folder) as found:
            entries = sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError as problem:
        raise DataError(f"the folder cannot be read: {problem.strerror}", folder) from problem
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder / entry.name, f"{above}{entry.name}/")
        elif entry.name.lower().endswith(SUFFIX):
            # a link that leads nowhere has no size; reading it says so in the report
            yield Text(above + entry.name, entry.stat().st_size if Path(entry.path).exists() else 0)


def path_hash(path: str) -> str:
    """SHA-256 of a path below the folder of the corpus, as hexadecimal digits."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()


def document_id(path: str) -> str:
    """An id that no other path has and no other file changes: words of the name and a hash of the path."""
    file = Path(path)
    name = file.parent.name if file.name == TEXT and file.parent.name else file.stem
    words = ascii_words(name)[:_NAME].strip("-") or "text"
    return f"{words}-{path_hash(path)[:_DIGITS]}"


def record_beside(folder: Path, path: str) -> Path | None:
    """The document.toml that tells of the text at `path`: it stands beside a file named text.txt."""
    file = folder / path
    record = file.with_name(RECORD)
    return record if file.name == TEXT and record.is_file() else None


def document_of(folder: Path, path: str, profile: str, sha256: str) -> Document:
    """What is known of a text beside its words: its document.toml, or else only the name of its file.

    Raises DataError when the document.toml is wrong.
    """
    key = document_id(path)
    if record := record_beside(folder, path):
        return read_document_record(record.parent, key)
    title = _printable(Path(path).stem)
    return Document(key, "Document", profile, sha256, "lv", title, title)


def _printable(name: str) -> str:
    """A name of a file that RDF can hold: bytes that are no UTF-8 become question marks."""
    return name.encode(errors="replace").decode()
