"""Words in any inflected form, with or without diacritics, in; the things and texts that hold them out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hrgraph.latvian.alphabet import sort_key
from hrgraph.latvian.forms import WORD, Forms, Key
from hrgraph.service.lookups.graph import ask
from hrgraph.service.lookups.names import natural
from hrgraph.store.base import Store

_BESIDE = 90
"""About how many characters of a text are shown before and after the word found."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of a thing (`kind` is name), or the words of a part of a text (text)."""

    iri: str
    kind: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: the entry, the words in it that match, and the words around the first of them."""

    entry: Entry
    matched: tuple[str, ...]
    excerpt: str


class Index:
    """All names and texts of a graph, by the keys of their words."""

    def __init__(self, entries: Iterable[Entry], forms: Forms) -> None:
        self._forms = forms
        self._entries = tuple(entries)
        self._holding: dict[Key, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            for word in set(WORD.findall(entry.words)):
                for key in forms.keys(word):
                    self._holding[key].add(number)

    def find(self, words: str, languages: Sequence[str] = ()) -> list[Hit]:
        """Every entry that holds all the words, one a thing: names before texts, then in Latvian order.

        A name that consists of the words asked for comes before names that hold other words too.

        Names in the earlier of the `languages` are preferred for a thing that has several.
        """
        wanted = WORD.findall(words)
        if not wanted:
            return []
        numbers = set.intersection(*(self._with(word) for word in wanted))
        best: dict[str, Hit] = {}
        for entry in sorted((self._entries[number] for number in numbers), key=lambda e: _rank(e, languages)):
            if entry.iri not in best:
                matched = self._forms.found(words, entry.words)
                best[entry.iri] = Hit(entry, matched, _excerpt(entry.words, matched[0]))
        return sorted(best.values(), key=lambda hit: _order(hit.entry, len(wanted)))

    def _with(self, word: str) -> set[int]:
        return set().union(*(self._holding.get(key, set()) for key in self._forms.keys(word)))


def index_of(store: Store, forms: Forms) -> Index:
    """The index of everything in the store that can be found by words."""
    rows = ask(store, "search")
    return Index(
        (
            Entry(row["thing"].text, row["kind"].text, row["words"].text, row["words"].language)
            for row in rows
        ),
        forms,
    )


def _rank(entry: Entry, languages: Sequence[str]) -> tuple[bool, int, int, str]:
    place = languages.index(entry.language) if entry.language in languages else len(languages)
    return entry.kind != "name", place, len(entry.words), entry.words


def _order(entry: Entry, wanted: int) -> tuple[bool, bool, str, list[tuple[int, str]]]:
    is_text = entry.kind == "text"
    holds_more = not is_text and len(WORD.findall(entry.words)) > wanted
    return is_text, holds_more, "" if is_text else sort_key(entry.words), natural(entry.iri)


def _excerpt(words: str, matched: str) -> str:
    """The words around the one found, cut at spaces, with an ellipsis where something is left out."""
    place = words.index(matched)
    start = 0 if place <= _BESIDE else words.find(" ", place - _BESIDE) + 1
    end = len(words) if len(words) - place <= _BESIDE else words.rfind(" ", place, place + _BESIDE)
    end = end if end > place else len(words)
    return ("… " if start else "") + words[start:end] + (" …" if end < len(words) else "")
