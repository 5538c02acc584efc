"""Words, numbers and punctuation marks of a text, each with its place."""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W\d_][^\W_]*)*\+?|\d+|[^\w\s]")


class Token(NamedTuple):
    """A word (with inner hyphens, and a plus sign as in `VPS+`), a number or one punctuation mark."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """The tokens of `text`; `start` and `end` are character positions in it, end exclusive."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
