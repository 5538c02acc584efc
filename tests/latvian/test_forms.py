"""Inflected forms that find each other."""

from pathlib import Path

import pytest

from hrgraph.errors import StoreError
from hrgraph.latvian.forms import Forms, read_forms

SMALL = Forms({"first": ["s", "am"], "second": ["is", "~a"]}, [("b", "bj")], {"es": ["mani"]})


def test_keys_of_endings_softening_and_irregular_words() -> None:
    """Two words share a key by an ending, by a softened stem, or because the forms are listed."""
    assert SMALL.keys("gads") & SMALL.keys("gadam") == {("first", "gad")}
    assert SMALL.keys("gulbis") & SMALL.keys("gulbja") == {("second", "gulb")}
    assert SMALL.keys("es") & SMALL.keys("Mani") == {("irregular", "es")}
    assert not SMALL.keys("gads") & SMALL.keys("gulbis")
    assert not SMALL.keys("as") & SMALL.keys("aam"), "a stem of one letter tells nothing"


def test_words_found_in_a_text() -> None:
    """All words must be found; those found are given as they stand in the text."""
    text = "Gads pēc gada: gadam, Gulbja"

    assert SMALL.found("gadam gulbis", text) == ("Gads", "gadam", "Gulbja")
    assert SMALL.found("gads nekas", text) == ()
    assert SMALL.found("", text) == SMALL.found("?!", text) == ()


def test_written_and_read_back(tmp_path: Path) -> None:
    """The file of a build holds the same endings, and the same endings are the same bytes."""
    file = tmp_path / "forms.json"
    file.write_bytes(SMALL.as_json())

    assert read_forms(file).as_json() == SMALL.as_json()
    assert read_forms(file).found("gulbis", "gulbja")


def test_no_file_and_no_endings(tmp_path: Path) -> None:
    """Without a file words match as they stand, diacritics aside; a file that holds none is an error."""
    assert read_forms(tmp_path / "none.json").found("gimene", "Ģimene ģimenes") == ("Ģimene",)
    for content in ("[]", "{}", "{", '{"paradigms": 1, "softened": [], "irregular": {}}'):
        (tmp_path / "forms.json").write_text(content, encoding="utf-8")
        with pytest.raises(StoreError, match="build again"):
            read_forms(tmp_path / "forms.json")
