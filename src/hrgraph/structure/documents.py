"""The documents of the project: one folder each, with the text and what is known beside its words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hrgraph.errors import DataError
from hrgraph.text.tables import read_table

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEEDED = ("class", "profile", "sha256", "language", "title_lv", "title_en")
RECORD = "document.toml"
TEXT = "text.txt"
_OPTIONAL = ("printed_address", "note_lv", "note_en", "period", "labels")


@dataclass(frozen=True)
class Document:
    """What is known of a document beside its words; values the text does not print are empty.

    `labels` gives parts, by id, a Latvian and an English name for people.
    """

    id: str
    cls: str
    profile: str
    sha256: str
    language: str
    title_lv: str
    title_en: str
    printed_address: str = ""
    note_lv: str = ""
    note_en: str = ""
    period: str = ""
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    folder: Path = Path()

    @property
    def text_file(self) -> Path:
        """The file with the document's words."""
        return self.folder / TEXT


def read_documents(folder: Path) -> list[Document]:
    """The documents in `folder`, by id.

    Raises DataError when there is none, a folder's name is no id, or its document.toml is incomplete.
    """
    documents = [_read(path) for path in sorted(folder.iterdir()) if path.is_dir()] if folder.is_dir() else []
    if not documents:
        raise DataError("there are no documents here", folder)
    return documents


def _read(folder: Path) -> Document:
    if not _ID.fullmatch(folder.name):
        raise DataError(
            "the folder's name is the document's id: lower-case ASCII words joined by hyphens", folder
        )
    return read_document_record(folder, folder.name)


def read_document_record(folder: Path, document_id: str) -> Document:
    """What the document.toml in `folder` says of a document that has that id.

    Raises DataError when it is incomplete or holds what is not known.
    """
    file = folder / RECORD
    table = read_table(file, DataError)
    for needed in _NEEDED:
        if not table.get(needed):
            raise DataError(f"the document lacks `{needed}`", file)
    if unknown := set(table) - {*_NEEDED, *_OPTIONAL}:
        raise DataError(f"settings that are not known: {', '.join(sorted(unknown))}", file)
    return Document(
        id=document_id,
        cls=table.pop("class"),
        folder=folder,
        **table,
    )
