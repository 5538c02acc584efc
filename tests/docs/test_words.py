"""The words of the pages."""

import re
import tomllib
from pathlib import Path

import pytest

from hrgraph.docs import words as module
from hrgraph.docs.words import LANGUAGES, Words


def test_every_word_is_in_both_languages() -> None:
    """Nothing is said in one language only, and nothing is left empty."""
    table = tomllib.loads(Path(module.__file__).with_name("words.toml").read_text(encoding="utf-8"))

    assert len(table) > 50
    assert {code for code, said in table.items() if set(said) != set(LANGUAGES)} == set()
    assert all(all(said.values()) for said in table.values())


def test_unknown_word(words: dict[str, Words]) -> None:
    """A word that the table does not have is an error, not an empty place on the page."""
    with pytest.raises(KeyError):
        words["lv"].say("no-such-word")


def test_short_name(words: dict[str, Words]) -> None:
    """An IRI is shortened by its prefix; a namespace alone or an unknown one stays."""
    assert words["en"].short("http://www.w3.org/2004/02/skos/core#Concept") == "skos:Concept"
    assert words["en"].short("https://example.org/x") == "https://example.org/x"


def test_latvian_order(words: dict[str, Words]) -> None:
    """A letter with a diacritic comes right after the same letter without it."""
    assert sorted(["ziņa", "čempions", "cilvēks", "diena"], key=words["lv"].order) == [
        "cilvēks",
        "čempions",
        "diena",
        "ziņa",
    ]


def test_every_word_is_used() -> None:
    """No word is left over in the table: each stands in the template or the source, whole or as a part."""
    folder = Path(module.__file__).parent
    sources = [*folder.glob("*.py"), *folder.glob("templates/*.html")]
    said = "".join(file.read_text(encoding="utf-8") for file in sources).replace("'", '"')
    table = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    by_value = {"draft", "published", "violation", "warning", "info"}
    used = {code for code in table if f'"{re.sub("^(one|any|head)-", "", code)}"' in said}

    assert table.keys() - used - by_value == set()
