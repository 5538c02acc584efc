"""Small lexicons for the tests of this folder, with the real paradigms of Latvian."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.mentions.inflect import Inflector, read_inflector
from hrgraph.mentions.lexicon import PARADIGMS, Lexicon, read_lexicon
from hrgraph.mentions.match import Found, Matcher

ReadLexicon = Callable[[str], Lexicon]
MakeMatcher = Callable[[str], Matcher]
Find = Callable[..., Found]


@pytest.fixture(scope="session")
def inflector(root: Path) -> Inflector:
    """The inflector of the project."""
    return read_inflector(root / "data" / "lexicon" / PARADIGMS)


@pytest.fixture
def lexicon_of(tmp_path: Path) -> ReadLexicon:
    """Reads a lexicon of one file, `own.toml`, with the text given."""

    def read(text: str) -> Lexicon:
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        return read_lexicon(tmp_path)

    return read


@pytest.fixture
def matcher_of(lexicon_of: ReadLexicon, inflector: Inflector) -> MakeMatcher:
    """Makes a matcher of a lexicon of one file."""
    return lambda text: Matcher(lexicon_of(text), inflector)


@pytest.fixture
def entry() -> Callable[..., str]:
    """Writes one entry: its KEY, Latvian label and further settings."""

    def write(key: str, lv: str, *settings: str, cls: str = "Topic") -> str:
        lines = [f"[{key}]", f'class = "{cls}"', f'lv = "{lv}"', f'en = "{key}"', *settings]
        return "\n".join(lines) + "\n"

    return write
