"""The documents of the project: one folder each, with the text and what is known beside its words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hrgraph.errors import DataError
from hrgraph.text.tables import read_table

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEEDED = ("class", "profile", "sha256", "language", "title_lv", "title_en")
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
        return self.folder / "text.txt"


def read_documents(folder: Path) -> list[Document]:
    """The documents in `folder`, by id.

    Raises DataError when there is none, a folder's name is no id, or its document.toml is incomplete.
    """
    documents = [_read(path) for path in sorted(folder.iterdir()) if path.is_dir()] if folder.is_dir() else []
    if not documents:
        raise DataError("there are no documents here", folder)
    return documents


def _read(folder: Path) -> Document:
    file = folder / "document.toml"
    if not _ID.fullmatch(folder.name):
        raise DataError(
            "the folder's name is the document's id: lower-case ASCII words joined by hyphens", folder
        )
    table = read_table(file, DataError)
    for needed in _NEEDED:
        if not table.get(needed):
            raise DataError(f"the document lacks `{needed}`", file)
    if unknown := set(table) - {*_NEEDED, *_OPTIONAL}:
        raise DataError(f"settings that are not known: {', '.join(sorted(unknown))}", file)
    return Document(
        id=folder.name,
        cls=table.pop("class"),
        folder=folder,
        **table,
    )
