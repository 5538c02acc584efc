"""Finds the names of the lexicon in inflected Latvian.

At build time every phrase of the lexicon becomes a path in a tree of words, and every inflected form of a
word a row of the form table; at run time a text costs one table look-up a token.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hrgraph.errors import LexiconError
from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Decoy, Entry, Lexicon, Phrase
from hrgraph.mentions.tokens import TOKEN, tokenise

DECOY = ""
_REMEMBERED, _LONGEST = 1 << 16, 64
"""How many different words are kept with what they can be, and how long they are at most: some 20 MB."""


class Mention(NamedTuple):
    """The words text[start:end] name the thing KEY. `inside` is the smallest mention that holds it.

    `outright` tells that the lexicon counts this thing as named in its own right all the same.
    """

    key: str
    start: int
    end: int
    phrase: str
    inside: "Mention | None" = None
    outright: bool = False


@dataclass(frozen=True)
class Ambiguity:
    """The words text[start:end] could name any of several things, so they name none."""

    start: int
    end: int
    keys: tuple[str, ...]


class Found(NamedTuple):
    """What was found in one text: mentions in reading order, and words with more than one candidate."""

    mentions: tuple[Mention, ...]
    ambiguities: tuple[Ambiguity, ...]


@dataclass(eq=False, slots=True)
class _Node:
    steps: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[str, Phrase]] = field(default_factory=list)
    decoy: Decoy | None = None


class _Word(NamedTuple):
    """What a word of a text can be: the steps it can take, and where it takes those of them that begin a
    phrase."""

    steps: tuple[str, ...]
    starts: list[_Node]


class _Known(dict[str, _Word]):
    """What words of texts can be, by word; kept for the words met last."""

    def __init__(self, look_up: Callable[[str], _Word]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, text: str) -> _Word:
        if len(self) >= _REMEMBERED:
            self.clear()
        word = self._look_up(text)
        if len(text) <= _LONGEST:
            self[text] = word
        return word


@dataclass(eq=False, slots=True)
class _Match:
    key: str
    first: int
    last: int
    phrase: Phrase
    decoy: Decoy | None

    def holds(self, other: "_Match") -> bool:
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: "_Match") -> bool:
        return self.first < other.last and other.first < self.last


class Matcher:
    """A lexicon compiled for matching. Raises LexiconError when two entries claim one phrase."""

    def __init__(self, lexicon: Lexicon, inflector: Inflector) -> None:
        self.lexicon = lexicon
        self._inflector = inflector
        self._root = _Node()
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._words: set[str] = set()
        self._known = _Known(self._look_up)
        for entry in lexicon.entries.values():
            for phrase in entry.phrases:
                self._add(phrase, entry)
        for decoy in lexicon.decoys:
            for phrase in decoy.phrases:
                self._add(phrase, decoy)

    # ------------------------------------------------------------- compiling
    def _add(self, phrase: Phrase, owner: Entry | Decoy) -> None:
        node = self._root
        for token in tokenise(phrase.text):
            word = self._word(token.text, phrase.mode)
            node = node.steps.setdefault(word, _Node())
        if isinstance(owner, Decoy):
            node.decoy = owner
            return
        for key, other in node.ends:
            same_place = not phrase.document or not other.document or phrase.document == other.document
            if same_place and key != owner.key and "shared" not in (phrase.mode, other.mode):
                raise LexiconError(
                    f"{owner.key} and {key} both claim {phrase.text!r}; make it `shared` or longer",
                    owner.file,
                    owner.line,
                )
        if all(key != owner.key or other.document != phrase.document for key, other in node.ends):
            node.ends.append((owner.key, phrase))

    def _word(self, text: str, mode: str) -> str:
        """The name of a step: `=` for words found just so, `!` where the case of letters counts too."""
        if mode == "abbreviations" or (len(text) > 1 and text.isupper()):
            word, forms = "!" + text, frozenset({"!" + text})
        elif mode == "words" or not text[0].isalpha():
            word, forms = "=" + text.lower(), frozenset({text.lower()})
        else:
            word, forms = text, self._inflector.forms(text)
        if word not in self._words:
            self._words.add(word)
            for form in sorted(forms):
                self._forms[form].append(word)
        return word

    def form_table(self) -> Iterable[tuple[str, str]]:
        """Rows (form, dictionary form) of the compiled table, sorted."""
        return sorted((form, word) for form, words in self._forms.items() for word in words)

    # -------------------------------------------------------------- matching
    def find(self, text: str, document: str = "", aliases: Sequence[tuple[str, str]] = ()) -> Found:
        """The mentions in `text`. Phrases bound to another document than `document` do not match.

        `aliases` are (short name, KEY) pairs that this document defines; they win over the lexicon.
        """
        tokens = list(TOKEN.finditer(text))
        matches = self._candidates([self._known[token[0]] for token in tokens], document)
        if aliases:
            matches = self._with_aliases([token[0] for token in tokens], matches, aliases)
        return self._resolve(tokens, matches)

    def _look_up(self, text: str) -> _Word:
        words = (*self._forms.get(text.lower(), ()), *self._forms.get("!" + text, ()))
        steps = tuple(word for word in words if word[0] in "=!" or text[0].isupper() or not word[0].isupper())
        return _Word(steps, [self._root.steps[step] for step in steps if step in self._root.steps])

    def _candidates(self, words: Sequence[_Word], document: str) -> list[_Match]:
        """Every phrase that stands in the words, in order of its first word."""
        matches: list[_Match] = []
        for first in [place for place, word in enumerate(words) if word.starts]:
            last, nodes = first, words[first].starts
            while nodes:
                last += 1
                for node in nodes:
                    if node.decoy is not None:
                        matches.append(_Match(DECOY, first, last, node.decoy.phrases[0], node.decoy))
                    for key, phrase in node.ends:
                        if not phrase.document or phrase.document == document:
                            matches.append(_Match(key, first, last, phrase, None))
                steps = words[last].steps if last < len(words) else ()
                if not steps:
                    break
                nodes = [node.steps[step] for node in nodes for step in steps if step in node.steps]
        return matches

    def _with_aliases(
        self, words: Sequence[str], matches: list[_Match], aliases: Sequence[tuple[str, str]]
    ) -> list[_Match]:
        for alias, key in aliases:
            parts = [token.text for token in tokenise(alias)]
            for first in range(len(words) - len(parts) + 1):
                if words[first : first + len(parts)] == parts:
                    last = first + len(parts)
                    matches = [match for match in matches if (match.first, match.last) != (first, last)]
                    matches.append(_Match(key, first, last, Phrase(alias, "alias"), None))
        return sorted(matches, key=lambda match: match.first)

    def _resolve(self, tokens: Sequence[re.Match[str]], matches: Sequence[_Match]) -> Found:
        """Longest match first; what lies inside a longer match stays, marked as inside it."""
        mentions: list[Mention] = []
        ambiguities: list[Ambiguity] = []
        for group in _groups(matches):
            if len(group) == 1:
                mentions += [_mention(match, tokens) for match in group if match.decoy is None]
                continue
            kept = self._kept(group)
            ambiguous = self._ambiguous(kept)
            made: dict[_Match, Mention] = {}
            for match in kept:
                if match.decoy is None and match not in ambiguous:
                    made[match] = self._nested(match, tokens, made)
            mentions += sorted(made.values(), key=lambda m: (m.start, -m.end, m.key))
            for first, last in sorted({(match.first, match.last) for match in ambiguous}):
                keys = sorted(match.key for match in ambiguous if (match.first, match.last) == (first, last))
                ambiguities.append(Ambiguity(tokens[first].start(), tokens[last - 1].end(), tuple(keys)))
        return Found(tuple(mentions), tuple(ambiguities))

    def _kept(self, group: Sequence[_Match]) -> list[_Match]:
        kept: list[_Match] = []
        for match in sorted(
            group, key=lambda m: (m.first - m.last, m.first, m.decoy is None, self._yields(m), m.key)
        ):
            holders = [other for other in kept if other.meets(match)]
            if not all(other.holds(match) for other in holders):
                continue
            if any(other.decoy is not None and not other.decoy.keep_inner for other in holders):
                continue
            if match.decoy is None and self._idle(match.key, {other.key for other in holders}):
                continue
            if self._yields(match) and any(match.holds(other) for other in holders):
                continue
            kept.append(match)
        return kept

    def _yields(self, match: _Match) -> bool:
        return match.decoy is None and self.lexicon.entries[match.key].yields

    def _idle(self, key: str, holders: set[str]) -> bool:
        return key in holders or bool(holders & self.lexicon.entries[key].not_inside)

    def _ambiguous(self, kept: Sequence[_Match]) -> set[_Match]:
        if len({(match.first, match.last) for match in kept}) == len(kept):
            return set()
        at: dict[tuple[int, int], list[_Match]] = defaultdict(list)
        for match in kept:
            if match.decoy is None and match.phrase.mode != "shared":
                at[match.first, match.last].append(match)
        return {match for matches in at.values() if len(matches) > 1 for match in matches}

    def _nested(
        self, match: _Match, tokens: Sequence[re.Match[str]], made: Mapping[_Match, Mention]
    ) -> Mention:
        holders = [
            other
            for other in made
            if other.holds(match) and (other.first, other.last) != (match.first, match.last)
        ]
        if not holders:
            return _mention(match, tokens)
        inside = min(holders, key=lambda other: other.last - other.first)
        spans = {(other.first, other.last) for other in holders}
        outright = all(
            any(match.key in self._inside(other) for other in holders if (other.first, other.last) == span)
            for span in spans
        )
        return _mention(match, tokens, made[inside], outright)

    def _inside(self, holder: _Match) -> frozenset[str]:
        """The things that count as named in their own right inside the name of this one."""
        return self.lexicon.entries[holder.key].inside


def _groups(matches: Iterable[_Match]) -> Iterator[list[_Match]]:
    """The matches, given in order of their first word, in groups that have no word in common."""
    group: list[_Match] = []
    reach = 0
    for match in matches:
        if group and match.first >= reach:
            yield group
            group = []
        group.append(match)
        reach = max(reach, match.last)
    if group:
        yield group


def _mention(
    match: _Match, tokens: Sequence[re.Match[str]], inside: Mention | None = None, outright: bool = False
) -> Mention:
    start, end = tokens[match.first].start(), tokens[match.last - 1].end()
    return Mention(match.key, start, end, match.phrase.text, inside, outright)
