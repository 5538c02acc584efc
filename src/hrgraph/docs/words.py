"""The words of the pages in one language, and how its names are ordered and shortened."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "words.toml"
LANGUAGES = ("lv", "en")


@cache
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return found


class Words:
    """What is said on a page in `language`; `prefixes` are those that IRIs are shortened with."""

    def __init__(self, language: str, prefixes: Mapping[str, str]) -> None:
        self.language = language
        self._prefixes = prefixes

    def say(self, code: str) -> str:
        """A word or sentence of the page. Raises KeyError when there is none of that code."""
        return _table()[code][self.language]

    def short(self, iri: str) -> str:
        """The IRI with a prefix in place of its namespace, where there is one."""
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def order(self, label: str) -> str:
        """The key to sort a label by: a letter with a diacritic comes right after the one without."""
        return unicodedata.normalize("NFD", label.casefold())
