"""The lexicon: what a thing is called, read from data/lexicon/*.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hrgraph.errors import LexiconError
from hrgraph.text.tables import parse_table, read_text

PARADIGMS = "paradigms.toml"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LISTS = ("names", "words", "abbreviations", "shared")
_KNOWN = {
    *_LISTS,
    "class",
    "lv",
    "en",
    "alt_lv",
    "alt_en",
    "broader",
    "organ_of",
    "in",
    "note_lv",
    "note_en",
    "outside",
    "verbs",
    "inside",
    "not_inside",
}


@dataclass(frozen=True)
class Phrase:
    """A sequence of words that names a thing.

    mode: `names` (every word inflected), `words` (found just so), `abbreviations` (case kept too), or
    `shared` (inflected, names several things at once). `document` binds it inside one document.
    """

    text: str
    mode: str
    document: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing: its KEY, ontology classes, labels, and the phrases that name it.

    `inside` lists things that count as named in their own right when their name stands inside this one's;
    `not_inside` lists things inside whose name this one is not named at all. One that `yields` is not named
    by words that are the name of one that does not.
    """

    key: str
    classes: tuple[str, ...]
    lv: str
    en: str
    phrases: tuple[Phrase, ...]
    alt_lv: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    organ_of: str = ""
    note_lv: str = ""
    note_en: str = ""
    verbs: tuple[str, ...] = ()
    inside: frozenset[str] = frozenset()
    not_inside: frozenset[str] = frozenset()
    yields: bool = False
    file: Path = Path()
    line: int | None = None


@dataclass(frozen=True)
class Decoy:
    """Phrases that look like a name and are none. With `keep_inner`, names inside them still count."""

    phrases: tuple[Phrase, ...]
    reason: str
    keep_inner: bool


@dataclass(frozen=True)
class Lexicon:
    """All entries by KEY, and the decoys."""

    entries: Mapping[str, Entry]
    decoys: tuple[Decoy, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Top-level tables of the files that are no entries, by name (they begin with an underscore)."""


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon in `folder`.

    Raises LexiconError, naming file and line, when a file is no TOML, an entry lacks a class or a label,
    has a setting that is not known, a KEY is malformed or given twice, or a broader KEY does not exist.
    """
    entries: dict[str, Entry] = {}
    decoys: list[Decoy] = []
    settings: dict[str, Any] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name == PARADIGMS:
            continue
        text = read_text(file, LexiconError)
        table = parse_table(text, file, LexiconError)
        for name, value in table.items():
            line = _line_of(text, name)
            if name == "decoy":
                decoys += [_decoy(item, file) for item in value]
            elif name.startswith("_"):
                settings[name.removeprefix("_")] = value
            elif name in entries:
                raise LexiconError(f"{name} stands in {entries[name].file.name} too", file, line)
            else:
                entries[name] = _entry(name, value, file, line)
    for entry in entries.values():
        for other in (
            *entry.broader,
            *sorted(entry.inside | entry.not_inside),
            *filter(None, [entry.organ_of]),
        ):
            if other not in entries:
                raise LexiconError(
                    f"{entry.key} refers to {other}, which is no entry", entry.file, entry.line
                )
    return Lexicon(entries, tuple(decoys), settings)


def _line_of(text: str, key: str) -> int | None:
    match = re.search(rf'^\["?{re.escape(key)}"?\]', text, re.MULTILINE)
    return None if match is None else text.count("\n", 0, match.start()) + 1


def _entry(key: str, value: Mapping[str, Any], file: Path, line: int | None) -> Entry:
    if not _KEY.fullmatch(key):
        raise LexiconError(f"{key!r} is no KEY: lower-case ASCII words joined by hyphens", file, line)
    if not isinstance(value, dict):
        raise LexiconError(f"{key} is no table", file, line)
    for needed, what in (
        ("class", "an ontology class"),
        ("lv", "a Latvian label"),
        ("en", "an English label"),
    ):
        if not value.get(needed):
            raise LexiconError(f"{key} lacks {what} ({needed} = …)", file, line)
    if unknown := set(value) - _KNOWN:
        raise LexiconError(f"{key} has settings that are not known: {', '.join(sorted(unknown))}", file, line)
    classes = [value["class"]] if isinstance(value["class"], str) else value["class"]
    phrases = list(_phrases({"names": [value["lv"]], **value}))
    for document, names in value.get("in", {}).items():
        phrases += _phrases(names, document)
    return Entry(
        key=key,
        classes=tuple(classes),
        lv=value["lv"],
        en=value["en"],
        phrases=tuple(phrases),
        alt_lv=tuple(value.get("alt_lv", ())),
        alt_en=tuple(value.get("alt_en", ())),
        broader=tuple(value.get("broader", ())),
        organ_of=value.get("organ_of", ""),
        note_lv=value.get("note_lv", ""),
        note_en=value.get("note_en", ""),
        verbs=tuple(value.get("verbs", ())),
        inside=frozenset(value.get("inside", ())),
        not_inside=frozenset(value.get("not_inside", ())),
        file=file,
        line=line,
    )


def _phrases(value: Mapping[str, Any], document: str = "") -> Iterable[Phrase]:
    for mode in _LISTS:
        for text in value.get(mode, ()):
            yield Phrase(text, mode, document)


def _decoy(value: Mapping[str, Any], file: Path) -> Decoy:
    if not value.get("reason"):
        raise LexiconError(f"a decoy lacks its reason: {value}", file)
    return Decoy(
        tuple(_phrases(value, value.get("document", ""))), value["reason"], value.get("keep_inner", False)
    )
