"""Names that a text says again in short: 'ministre' and 'A. Liepa' after 'ārlietu ministre Anna Liepa'.

A short name binds inside its document only, and only in the nominative, in which it says who does something;
the word that a treaty is called by ('Konvencija') binds in all its forms.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from hrgraph.mentions.match import Mention

_CAPITAL, _SMALL = "[A-ZĀČĒĢĪĶĻŅŠŪŽ]", "[a-zāčēģīķļņšūž]+"
_STEM = 4
"""Letters in which two forms of a noun are the same: 'Pakts' and 'Paktam'."""
_HOLDER = re.compile(
    rf" (?P<first>{_CAPITAL}){_SMALL} (?P<last>{_CAPITAL}{_SMALL}(?:-{_CAPITAL}{_SMALL})?)(?!\w)"
)

_GENITIVE = "(?:(?<=[ae]s )|(?<=ietu )|(?<=nšu ))"
"""What stands before 'ministre' in the name of a post: 'satiksmes', 'ārlietu', 'finanšu'."""


def repeated_names(
    units: Iterable[tuple[str, Iterable[Mention]]],
    heads: Collection[str],
    posts: Collection[str] = (),
    forms: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[tuple[str, str]]:
    """The (short name, KEY) pairs of a document: each of the `heads` that its names have one thing for; the
    names of who holds a post whose name ends in such a word or in one of `posts`, in full, by the initial
    and by the surname; and the `forms` of a word that its names have one thing for.

    `units` gives the clean words of each unit with the mentions found in it. What could be short for two
    things is short for none: a second one may be there without being known ('satiksmes ministre', 'Konvencija
    par advokātiem').
    """
    read = [(text, tuple(mentions)) for text, mentions in units]
    found: dict[str, set[str]] = {}
    for text, mentions in read:
        for mention in mentions:
            words = mention.phrase.casefold().split()
            short: list[str] = []
            if mention.inside is not None:
                continue
            for word in forms.keys() & words:
                short += forms[word]
            if len(words) > 1 and words[-1] in heads:
                short += (words[-1], words[-1].capitalize())
            if words[-1] in heads or words[-1] in posts:
                holder = _HOLDER.match(text, mention.end)
                if holder and text[: mention.end].casefold().endswith(words[-1]):
                    short += (f"{holder['first']}. {holder['last']}", holder[0].strip(), holder["last"])
            for name in short:
                found.setdefault(name, set()).add(mention.key)
    strangers = _of_strangers(read, {short.casefold() for short in found if " " not in short})
    return [
        (short, min(keys))
        for short, keys in sorted(found.items())
        if len(keys) == 1 and short.casefold() not in strangers
    ]


def _of_strangers(units: Iterable[tuple[str, Sequence[Mention]]], words: Collection[str]) -> set[str]:
    """Those of the words that stand somewhere in a longer name that no mention covers."""
    if not words:
        return set()
    either = "|".join(map(re.escape, words))
    longer = re.compile(rf"(?:{_GENITIVE}(?:{either})|(?:{either})(?= (?:par|pret)))(?!\w)", re.IGNORECASE)
    return {
        match[0].casefold()
        for text, mentions in units
        for match in longer.finditer(text)
        if not any(one.start <= match.start() < one.end for one in mentions)
    }


def says_again(short: Mention, name: Mention, text: str) -> bool:
    """Whether the short name says this name again, and not only speaks of the same thing: 'Liepa' that of
    the holder so called, any other a name with the same noun."""
    if short.key != name.key:
        return False
    holder = _HOLDER.match(text, name.end)
    word = short.phrase.rsplit(" ", 1)[-1]
    if holder and word == holder["last"]:
        return True
    return any(one[:_STEM] == word[:_STEM].lower() for one in name.phrase.lower().split())
