"""A text in; the text without diacritics, or a key by which texts sort as in a Latvian dictionary, out.

The order is that of Unicode's locale data for Latvian: č, ģ, ķ, ļ, ņ, ŗ, š, ž are letters of their own, each
after the letter without the mark; y counts as i; long vowels count as short ones, and then marks and
capitals only decide between words that are else the same.
"""

import re
import unicodedata

_OWN = {"č": "c", "ģ": "g", "ķ": "k", "ļ": "l", "ņ": "n", "ŗ": "r", "š": "s", "ž": "z"}
_AFTER = "\x7f"
"""Comes after every letter without a mark, so that č comes after cz."""

_LETTERS = str.maketrans({own: plain + _AFTER for own, plain in _OWN.items()} | {"y": "i"})
_MARKS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """The text in lower case without diacritics: `Ārlietu` is `arlietu`."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))


def sort_key(text: str) -> str:
    """A text whose order by code points is the Latvian order of the texts given."""
    lower = unicodedata.normalize("NFC", text.casefold())
    marks = unicodedata.normalize("NFD", lower)
    return f"{fold(lower.translate(_LETTERS))}\x01{marks}\x01{text.swapcase()}"
