"""A word that cannot stand where it does in; the one that was likely meant out."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

KEYWORDS = tuple((Path(__file__).parent / "keywords.txt").read_text(encoding="ascii").split())
"""The words of SPARQL 1.1 (section 19.8)."""

_LIKE = 0.5
"""How alike two words must be, from 0 to 1: BU and BY just are."""


def nearest(word: str, known: Iterable[str], fits: Callable[[str], bool] = lambda _: True) -> str:
    """The known word most like this one among those that fit, or an empty text."""
    alike = get_close_matches(word, list(known), n=5, cutoff=_LIKE)
    return next((candidate for candidate in alike if candidate != word and fits(candidate)), "")
