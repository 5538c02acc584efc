"""Names that a text says again in short: 'ministre' and 'A. Liepa' after 'ārlietu ministre Anna Liepa'.

A short name binds inside its document only, and only in the nominative, in which it says who does something.
"""

import re
from collections.abc import Collection, Iterable

from hrgraph.mentions.match import Mention

_CAPITAL, _SMALL = "[A-ZĀČĒĢĪĶĻŅŠŪŽ]", "[a-zāčēģīķļņšūž]+"
_HOLDER = re.compile(
    rf" (?P<first>{_CAPITAL}){_SMALL} (?P<last>{_CAPITAL}{_SMALL}(?:-{_CAPITAL}{_SMALL})?)(?!\w)"
)


def repeated_names(
    units: Iterable[tuple[str, Iterable[Mention]]], heads: Collection[str]
) -> list[tuple[str, str]]:
    """The (short name, KEY) pairs of a document: each of the `heads` that its names have one thing for, and
    the initial and surname of who holds a post whose name ends in such a word.

    `units` gives the clean words of each unit with the mentions found in it. What could be short for two
    things is short for none.
    """
    found: dict[str, set[str]] = {}
    for text, mentions in units:
        for mention in mentions:
            words = mention.phrase.casefold().split()
            if mention.inside is not None or len(words) < 2 or words[-1] not in heads:
                continue
            found.setdefault(words[-1], set()).add(mention.key)
            found.setdefault(words[-1].capitalize(), set()).add(mention.key)
            holder = _HOLDER.match(text, mention.end)
            if holder and text[: mention.end].casefold().endswith(words[-1]):
                found.setdefault(f"{holder['first']}. {holder['last']}", set()).add(mention.key)
    return [(short, min(keys)) for short, keys in sorted(found.items()) if len(keys) == 1]
