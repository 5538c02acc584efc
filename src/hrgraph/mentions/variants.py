"""Names said in other words: 'Apvienoto Nāciju Organizācijas Drošības padome' for 'ANO Drošības padome'.

Which words stand for which is data: the tables [_variants] and [_abroad] of data/lexicon.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hrgraph.mentions.cldr import genitive
from hrgraph.mentions.lexicon import Entry, Lexicon, Phrase

_HOME = "latvia"


def with_variants(lexicon: Lexicon) -> Lexicon:
    """The lexicon with the bodies of other states that [_abroad] tells, and every name in the words that
    [_variants] tells. A name that is there already keeps its thing, and a KEY its entry."""
    entries = {**lexicon.entries}
    for entry in _abroad(lexicon.entries, lexicon.settings.get("abroad", {})):
        entries.setdefault(entry.key, entry)
    choice = lexicon.settings.get("variants", {})
    owners: dict[str, str] = {}
    for entry in entries.values():
        for phrase in entry.phrases:
            owners.setdefault(phrase.text.casefold(), entry.key)
    for entry in list(entries.values()):
        texts = {phrase.text for phrase in entry.phrases}
        added: list[Phrase] = []
        for phrase in entry.phrases:
            if phrase.mode == "names" and not phrase.document:
                for text in _said_otherwise(phrase.text, entry.organ_of, choice):
                    if text not in texts and owners.setdefault(text.casefold(), entry.key) == entry.key:
                        texts.add(text)
                        added.append(Phrase(text, "names"))
        if added:
            entries[entry.key] = replace(entry, phrases=(*entry.phrases, *added))
    return replace(lexicon, entries=entries)


def _said_otherwise(text: str, organ_of: str, choice: Mapping[str, Any]) -> Iterator[str]:
    """`text`, the name of an organ of `organ_of` if of any, in other words."""
    texts = [text]
    owner = choice.get("organs", {}).get(organ_of)
    defined = choice.get("defined", {})
    if owner and text[0].isupper():
        names = (owner.split()[0], defined.get(owner, owner))
        if not text.casefold().startswith(tuple(name.casefold() for name in names)):
            texts.append(f"{owner} {text}")
    for before in choice.get("small_after", ()):
        for one in tuple(texts):
            rest = one.removeprefix(f"{before} ")
            if rest != one and " " in rest and rest[:2].istitle():
                texts.append(f"{before} {rest[0].lower()}{rest[1:]}")
    yield from (
        f"{long} {one.removeprefix(f'{short} ')}"
        for short, long in defined.items()
        for one in texts
        if one.startswith(f"{short} ")
    )
    for words, others in choice.get("same", {}).items():
        if any(words in one for one in texts):
            whole = re.compile(rf"(?<![\w(]){re.escape(words)}(?!\w)")
            texts += [whole.sub(other, one) for one in texts if whole.search(one) for other in others]
    yield from texts
    for opening, closing in choice.get("quotes", ()):
        yield from (one.replace("“", opening).replace("”", closing) for one in texts if "“" in one)


def _abroad(entries: Mapping[str, Entry], bodies: Mapping[str, Mapping[str, Any]]) -> Iterator[Entry]:
    """The bodies that other states have as well, each under the KEY of the body and the KEY of its state."""
    for state in entries.values():
        if "State" not in state.classes or state.key == _HOME:
            continue
        names = [phrase.text for phrase in state.phrases if not phrase.document and phrase.mode != "words"]
        for key, body in bodies.items():
            phrases = tuple(
                Phrase(pattern.format(state=name, of_state=genitive(name)), "names")
                for name in names
                for pattern in body["names"]
            )
            yield Entry(
                key=f"{key}-{state.key}",
                classes=(body["class"],),
                lv=body["lv"].format(state=state.lv, of_state=genitive(state.lv)),
                en=body["en"].format(state=state.en),
                phrases=phrases,
                inside=frozenset((state.key, *body.get("inside", ()))),
            )
