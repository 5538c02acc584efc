"""Finds the names of the lexicon in inflected Latvian.

At build time every phrase of the lexicon becomes a path in a tree of words, and every inflected form of a
word a row of the form table; at run time a text costs one table look-up a token.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hrgraph.errors import LexiconError
from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Decoy, Entry, Lexicon, Phrase
from hrgraph.mentions.tokens import Token, tokenise

DECOY = ""


@dataclass(frozen=True)
class Mention:
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


@dataclass(frozen=True)
class Found:
    """What was found in one text: mentions in reading order, and words with more than one candidate."""

    mentions: tuple[Mention, ...]
    ambiguities: tuple[Ambiguity, ...]


@dataclass
class _Node:
    steps: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[str, Phrase]] = field(default_factory=list)
    decoy: Decoy | None = None


@dataclass(frozen=True)
class _Match:
    key: str
    first: int
    last: int
    phrase: Phrase
    decoy: Decoy | None

    def holds(self, other: "_Match") -> bool:
        return self.first <= other.first and other.last <= self.last

    def crosses(self, other: "_Match") -> bool:
        meet = self.first < other.last and other.first < self.last
        return meet and not self.holds(other) and not other.holds(self)


class Matcher:
    """A lexicon compiled for matching. Raises LexiconError when two entries claim one phrase."""

    def __init__(self, lexicon: Lexicon, inflector: Inflector) -> None:
        self.lexicon = lexicon
        self._inflector = inflector
        self._root = _Node()
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._words: set[str] = set()
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
        tokens = tokenise(text)
        matches = self._candidates(tokens, document)
        if aliases:
            matches = self._with_aliases(tokens, matches, aliases)
        return self._resolve(tokens, matches)

    def _candidates(self, tokens: Sequence[Token], document: str) -> list[_Match]:
        forms = self._forms
        words = [(forms.get(token.text.lower(), ()), forms.get("!" + token.text, ())) for token in tokens]
        matches: list[_Match] = []
        for first in range(len(tokens)):
            if not words[first][0] and not words[first][1]:
                continue
            nodes = [self._root]
            for last in range(first, len(tokens)):
                nodes = [
                    child for node in nodes for child in self._step(node, words[last], tokens[last].text)
                ]
                if not nodes:
                    break
                for node in nodes:
                    if node.decoy is not None:
                        matches.append(_Match(DECOY, first, last + 1, node.decoy.phrases[0], node.decoy))
                    for key, phrase in node.ends:
                        if not phrase.document or phrase.document == document:
                            matches.append(_Match(key, first, last + 1, phrase, None))
        return matches

    def _step(self, node: _Node, words: tuple[Sequence[str], Sequence[str]], text: str) -> Iterable[_Node]:
        for word in (*words[0], *words[1]):
            child = node.steps.get(word)
            if child is not None and (word[0] in "=!" or text[0].isupper() or not word[0].isupper()):
                yield child

    def _with_aliases(
        self, tokens: Sequence[Token], matches: list[_Match], aliases: Sequence[tuple[str, str]]
    ) -> list[_Match]:
        for alias, key in aliases:
            parts = [token.text for token in tokenise(alias)]
            for first in range(len(tokens) - len(parts) + 1):
                if [token.text for token in tokens[first : first + len(parts)]] == parts:
                    last = first + len(parts)
                    matches = [match for match in matches if (match.first, match.last) != (first, last)]
                    matches.append(_Match(key, first, last, Phrase(alias, "alias"), None))
        return matches

    def _resolve(self, tokens: Sequence[Token], matches: list[_Match]) -> Found:
        """Longest match first; what lies inside a longer match stays, marked as inside it."""
        kept: list[_Match] = []
        for match in sorted(set(matches), key=lambda m: (m.first - m.last, m.first, m.decoy is None, m.key)):
            if any(other.crosses(match) for other in kept):
                continue
            holders = [other for other in kept if other.holds(match)]
            if any(other.decoy is not None and not other.decoy.keep_inner for other in holders):
                continue
            if match.decoy is None and self._idle(match.key, {other.key for other in holders}):
                continue
            kept.append(match)
        ambiguous = self._ambiguous(kept)
        mentions: dict[_Match, Mention] = {}
        for match in kept:
            if match.decoy is None and match not in ambiguous:
                mentions[match] = self._mention(match, tokens, mentions)
        places = sorted({(match.first, match.last) for match in ambiguous})
        return Found(
            tuple(sorted(mentions.values(), key=lambda m: (m.start, -m.end, m.key))),
            tuple(
                Ambiguity(
                    tokens[first].start,
                    tokens[last - 1].end,
                    tuple(
                        sorted(match.key for match in ambiguous if (match.first, match.last) == (first, last))
                    ),
                )
                for first, last in places
            ),
        )

    def _idle(self, key: str, holders: set[str]) -> bool:
        return key in holders or bool(holders & self.lexicon.entries[key].not_inside)

    def _ambiguous(self, kept: Sequence[_Match]) -> set[_Match]:
        at: dict[tuple[int, int], list[_Match]] = defaultdict(list)
        for match in kept:
            if match.decoy is None and match.phrase.mode != "shared":
                at[match.first, match.last].append(match)
        return {match for matches in at.values() if len(matches) > 1 for match in matches}

    def _mention(self, match: _Match, tokens: Sequence[Token], made: dict[_Match, Mention]) -> Mention:
        holders = [
            other
            for other in made
            if other.holds(match) and (other.first, other.last) != (match.first, match.last)
        ]
        inside = min(holders, key=lambda other: other.last - other.first, default=None)
        spans = {(other.first, other.last) for other in holders}
        outright = inside is not None and all(
            any(match.key in self._inside(other) for other in holders if (other.first, other.last) == span)
            for span in spans
        )
        return Mention(
            match.key,
            tokens[match.first].start,
            tokens[match.last - 1].end,
            match.phrase.text,
            None if inside is None else made[inside],
            outright,
        )

    def _inside(self, holder: _Match) -> frozenset[str]:
        """The things that count as named in their own right inside the name of this one."""
        return self.lexicon.entries[holder.key].inside
