"""Words, numbers and punctuation marks of a text, each with its place."""

import re
from typing import NamedTuple

TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:-(?![A-ZĀČĒĢĪĶĻŅŠŪŽ])[^\W\d_][^\W_]*)*\+?|\d+|[^\w\s]")
"""Words, numbers, punctuation. A hyphen joins 'e-pārvaldība' and parts the names 'Latvijas-Igaunijas'."""


class Token(NamedTuple):
    """A word (with inner hyphens, and a plus sign as in `VPS+`), a number or one punctuation mark."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """The tokens of `text`; `start` and `end` are character positions in it, end exclusive."""
    return [Token(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text)]
