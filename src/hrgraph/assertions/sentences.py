"""Where the sentences of a part of a plan end."""

import re
from collections.abc import Iterator

from hrgraph.text.finder import Finder

_END = Finder(re.compile(r"(?<!sk)(?<!\d)\.(?= [^\Wa-zāčēģīķļņšūž])"))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, with the space before it and the full stop; 't. sk.' and ordinals end
    none. Together they are the whole text."""
    start = 0
    for end in (*(match.end() for match in _END.matches(text)), len(text)):
        yield start, end
        start = end


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence in which text[start:end] stands, without space and full stop around it; if it reaches into
    a further one, up to the end of that."""
    first, last = next((one for one in sentences(text) if start < one[1]), (start, end))
    words = text[first : max(last, end)]
    return first + len(words) - len(words.lstrip()), first + len(words.rstrip(" ."))
