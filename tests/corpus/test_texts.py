"""Which files are texts of a corpus, and what they are called."""

import os
import re
from pathlib import Path

import pytest

from hrgraph.corpus.texts import document_id, document_of, texts_in
from hrgraph.errors import DataError

RECORD = """class = "PressRelease"
profile = "plain-text"
sha256 = "00"
language = "lv"
title_lv = "Ziņa"
title_en = "News"
"""


def test_texts_are_found_at_any_depth_in_one_order(folder: Path) -> None:
    """Files of other names and hidden files are left; folders and files are sorted together by name."""
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    assert [text.path for text in texts_in(folder)] == [
        "a.txt",
        "b/deep/a.txt",
        "b/wrong.txt",
        "b/ļoti garš.TXT",
    ]
    assert next(texts_in(folder)).size == (folder / "a.txt").stat().st_size


def test_linked_folders_are_not_followed(folder: Path) -> None:
    """A link to the folder above would never end; a link that leads nowhere is a text that cannot be read."""
    before = len(list(texts_in(folder)))
    (folder / "b" / "loop").symlink_to(folder)
    (folder / "b" / "gone.txt").symlink_to(folder / "nowhere")
    found = list(texts_in(folder))
    assert len(found) == before + 1
    assert ("b/gone.txt", 0) in found


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message says which folder cannot be read."""
    with pytest.raises(DataError, match=r"nowhere.*cannot be read"):
        list(texts_in(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("2021/Ārlietu ziņa.txt", "arlietu-zina", id="diacritics"),
        pytest.param("—.txt", "text", id="no letter"),
        pytest.param("plans/text.txt", "plans", id="named by its folder"),
        pytest.param("text.txt", "text", id="text.txt in no folder"),
        pytest.param("a" * 90 + ".txt", "a" * 40, id="long"),
        pytest.param(os.fsdecode(b"\xff\xfe.txt"), "text", id="no UTF-8"),
    ],
)
def test_ids_are_ascii_words_and_a_hash_of_the_path(path: str, words: str) -> None:
    """They can stand in IRIs whatever the file is called."""
    assert re.fullmatch(re.escape(words) + r"-[0-9a-f]{16}", document_id(path))


def test_paths_that_look_alike_have_ids_of_their_own() -> None:
    """The same words at another place, or with other marks, are another document."""
    paths = ["a/b.txt", "a-b.txt", "b.txt", "a/ā.txt", "a/a.txt", "a/A.txt", "x/b.txt"]
    assert len({document_id(path) for path in paths}) == len(paths)


def test_a_text_without_a_record_is_known_by_its_file(folder: Path) -> None:
    """Its title is the name of the file, its profile that of the run."""
    known = document_of(folder, "b/ļoti garš.TXT", "plain-text", "ab")
    assert (known.cls, known.title_lv, known.sha256) == ("Document", "ļoti garš", "ab")


def test_a_record_beside_a_text_tells_of_it(folder: Path) -> None:
    """As for the documents of the project; an incomplete one is refused."""
    below = folder / "b" / "ziņa"
    below.mkdir()
    (below / "text.txt").write_text("Ziņa.", encoding="utf-8")
    (below / "document.toml").write_text(RECORD, encoding="utf-8")
    known = document_of(folder, "b/ziņa/text.txt", "eu-policy-pdf", "ab")
    assert (known.cls, known.title_en, known.profile, known.sha256) == (
        "PressRelease",
        "News",
        "plain-text",
        "00",
    )

    (below / "document.toml").write_text(RECORD.replace("title_en", "title"), encoding="utf-8")
    with pytest.raises(DataError, match="title_en"):
        document_of(folder, "b/ziņa/text.txt", "plain-text", "ab")
