"""Short names that a text defines for itself: 'Eiropas Padome (EP)', 'grupa (turpmāk – ACT grupa)'.

A short name binds inside its document only: EP is the Council of Europe in one text and the European
Parliament in the next.
"""

import re
from collections.abc import Iterable

from hrgraph.mentions.match import Mention
from hrgraph.mentions.tokens import TOKEN

_CAPITALS = r"(?P<short>[^\W\d_a-zāčēģīķļņšūž][^\W_a-zāčēģīķļņšūž]{1,9})"
_HEREAFTER = r"turpmāk(?: tekstā)?\s*[–—-]\s*(?P<name>[^()]{2,40})"
_DEFINED = re.compile(rf"\s*\((?:{_HEREAFTER}|{_CAPITALS})\)")


def defined_names(units: Iterable[tuple[str, Iterable[Mention]]]) -> list[tuple[str, str]]:
    """The (short name, KEY) pairs that a document defines in brackets right behind a mention.

    `units` gives the clean words of each unit with the mentions found in it. Capitals in brackets count only
    when their first letter begins a word of the name before them. A name defined for two things defines none.
    """
    found: dict[str, set[str]] = {}
    for text, mentions in units:
        for mention in mentions:
            match = _DEFINED.match(text, mention.end)
            if match is None or (mention.inside is not None and mention.inside.end < match.end()):
                continue
            short = match["name"] or match["short"]
            name = text[mention.start : mention.end].casefold()
            if match["short"] and short[0].casefold() not in {word[0] for word in name.split()}:
                continue
            if TOKEN.search(short):
                found.setdefault(short.strip(), set()).add(mention.key)
    return [(short, min(keys)) for short, keys in sorted(found.items()) if len(keys) == 1]


def may_hold(text: str, aliases: Iterable[tuple[str, str]]) -> bool:
    """Whether the first word of one of the short names stands in `text`; else none can be found there."""
    return any(token in text for short, _ in aliases for token in TOKEN.findall(short)[:1])
