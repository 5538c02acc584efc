"""Names said in other words: 'Apvienoto Nāciju Organizācijas Drošības padome' for 'ANO Drošības padome'.

Which words stand for which is data: the tables [_variants], [_abroad] and [_posts] of data/lexicon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hrgraph.mentions.cldr import genitive, locative
from hrgraph.mentions.lexicon import Entry, Lexicon, Phrase

_HOME = "latvia"
_BODIES = {"Organisation", "InternationalOrganisation", "PublicBody", "Organ"}


def with_variants(lexicon: Lexicon) -> Lexicon:
    """The lexicon with the bodies of other states that [_abroad] tells, every name in the words that
    [_variants] tells, and the posts that [_posts] tells. A name that is there already keeps its thing, and a
    KEY its entry."""
    choice = lexicon.settings.get("variants", {})
    entries = _introduced(lexicon.entries, choice.get("with", ()))
    for entry in _abroad(lexicon.entries, lexicon.settings.get("abroad", {})):
        entries.setdefault(entry.key, entry)
    other = re.compile(
        "|".join(
            re.escape(words)
            for words in (
                "“",
                *(f"{before} " for before in choice.get("small_after", ())),
                *choice.get("same", {}),
                *choice.get("defined", {}),
            )
        )
    )
    owners: dict[str, str] = {}
    for entry in entries.values():
        for phrase in entry.phrases:
            owners.setdefault(phrase.text.casefold(), entry.key)
    for entry in list(entries.values()):
        texts = {phrase.text for phrase in entry.phrases}
        added: list[Phrase] = []
        for phrase in entry.phrases:
            if _is_name(phrase) and (entry.organ_of or other.search(phrase.text)):
                for text in _said_otherwise(phrase.text, entry.organ_of, choice):
                    if text not in texts and owners.setdefault(text.casefold(), entry.key) == entry.key:
                        texts.add(text)
                        added.append(Phrase(text, "names"))
        if added:
            entries[entry.key] = replace(entry, phrases=(*entry.phrases, *added))
    for entry in _posts(lexicon.entries.values(), lexicon.settings.get("posts", {})):
        free = tuple(phrase for phrase in entry.phrases if phrase.text.casefold() not in owners)
        known = {owners[phrase.text.casefold()] for phrase in entry.phrases if phrase not in free}
        if len(known) == 1:  # a post that a file tells is the same post in all its names
            (same,) = known
            entries[same] = replace(entries[same], phrases=(*entries[same].phrases, *free))
        elif not known:
            entries.setdefault(entry.key, entry)
    return replace(lexicon, entries=entries)


def _introduced(entries: Mapping[str, Entry], added: Iterable[Mapping[str, Any]]) -> dict[str, Entry]:
    """The entries, some with words before or after their names: 'Latvijas ārlietu ministrs', 'plāns
    2024.–2027. gadam'. What these words name `inside` stays named."""
    made = {**entries}
    for table in added:
        classes = frozenset(table.get("classes", ()))
        keys = [key for key, entry in made.items() if classes.intersection(entry.classes)]
        for key in (*keys, *table.get("keys", ())):
            names = [phrase.text for phrase in made[key].phrases if _is_name(phrase)]
            more = [f"{words} {name}" for words in table.get("before", ()) for name in names]
            more += [f"{name} {words}" for words in table.get("after", ()) for name in names]
            made[key] = replace(
                made[key],
                phrases=(*made[key].phrases, *(Phrase(name, "names") for name in more if name not in names)),
                inside=made[key].inside | frozenset(table.get("inside", ())),
            )
    return made


def _is_name(phrase: Phrase) -> bool:
    return phrase.mode == "names" and not phrase.document


def _posts(entries: Iterable[Entry], posts: Mapping[str, Mapping[str, Any]]) -> Iterator[Entry]:
    """The posts that bodies of one kind have, each under the KEY of the post and the KEY of its body."""
    for body in entries:
        if not _BODIES.intersection(body.classes):
            continue
        for key, post in posts.items():
            genitives = list(dict.fromkeys(_genitives(body, post["heads"])))
            if genitives:
                yield Entry(
                    key=f"{key}-{body.key}",
                    classes=(post["class"],),
                    lv=post["lv"].format(of_body=genitives[0]),
                    en=post["en"].format(body=body.en),
                    phrases=tuple(
                        Phrase(name.format(of_body=of_body), "names")
                        for of_body in genitives
                        for name in post["names"]
                    ),
                    inside=frozenset((body.key,)),
                )


def _genitives(body: Entry, heads: Mapping[str, str]) -> Iterator[str]:
    """The names of a body in the genitive, where just one word of the name is among the `heads`; what is
    short for such a name has no other form."""
    kind = False
    for phrase in body.phrases:
        words = phrase.text.split(" ")
        found = [place for place, word in enumerate(words) if word.lower() in heads]
        if _is_name(phrase) and len(words) > 1 and len(found) == 1:
            kind = True
            head = words[found[0]]
            words[found[0]] = head[0] + heads[head.lower()][1:]
            yield " ".join(words)
        elif kind and phrase.mode == "abbreviations" and phrase.text.isupper():
            yield phrase.text


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
    together = "\n".join(texts)
    for words, others in choice.get("same", {}).items():
        if words in together:
            whole = re.compile(rf"(?<![\w(]){re.escape(words)}(?!\w)")
            texts += [whole.sub(other, one) for one in texts if whole.search(one) for other in others]
            together = "\n".join(texts)
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
                Phrase(pattern.format(in_state=locative(name), of_state=genitive(name)), "names")
                for name in names
                for pattern in body["names"]
            )
            yield Entry(
                key=f"{key}-{state.key}",
                classes=(body["class"],),
                lv=body["lv"].format(
                    state=state.lv, of_state=genitive(state.lv), in_state=locative(state.lv)
                ),
                en=body["en"].format(state=state.en),
                phrases=phrases,
                inside=frozenset((state.key, *body.get("inside", ()))),
            )
