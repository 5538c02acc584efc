"""Finds the names of the lexicon in inflected Latvian: which of the phrases that stand in a text hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Lexicon, Phrase
from hrgraph.mentions.phrases import Match, Phrases
from hrgraph.mentions.tokens import Token, tokenise


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


class Matcher:
    """A lexicon compiled for matching. Raises LexiconError when two entries claim one phrase."""

    def __init__(self, lexicon: Lexicon, inflector: Inflector) -> None:
        self.lexicon = lexicon
        self._phrases = Phrases(lexicon, inflector)

    def form_table(self) -> Iterable[tuple[str, str]]:
        """Rows (form, dictionary form) of the compiled table, sorted."""
        return self._phrases.form_table()

    def find(self, text: str, document: str = "", aliases: Sequence[tuple[str, str]] = ()) -> Found:
        """The mentions in `text`. Phrases bound to another document than `document` do not match.

        `aliases` are (short name, KEY) pairs that this document defines; they win over the lexicon.
        """
        matches = self._phrases.find(text, document)
        return self._resolve(_with_aliases(text, matches, aliases) if aliases else matches)

    def _resolve(self, matches: Sequence[Match]) -> Found:
        """Longest match first; what lies inside a longer match stays, marked as inside it."""
        mentions: list[Mention] = []
        ambiguities: list[Ambiguity] = []
        for group in _groups(matches):
            if len(group) == 1:
                if group[0].decoy is None:
                    mentions.append(_mention(group[0]))
                continue
            kept = self._kept(group)
            ambiguous = self._ambiguous(kept)
            made: dict[Match, Mention] = {}
            for match in kept:
                if match.decoy is None and match not in ambiguous:
                    made[match] = self._nested(match, made)
            mentions += sorted(made.values(), key=lambda m: (m.start, -m.end, m.key))
            for start, end in sorted({(match.start, match.end) for match in ambiguous}):
                keys = sorted(match.key for match in ambiguous if (match.start, match.end) == (start, end))
                ambiguities.append(Ambiguity(start, end, tuple(keys)))
        return Found(tuple(mentions), tuple(ambiguities))

    def _kept(self, group: Sequence[Match]) -> list[Match]:
        kept: list[Match] = []
        for match in sorted(
            group, key=lambda m: (-m.words, m.start, m.decoy is None, self._yields(m), m.key)
        ):
            holders = [other for other in kept if other.start < match.end and match.start < other.end]
            if not holders or self._stands_in(holders, match):
                kept.append(match)
        return kept

    def _stands_in(self, holders: Sequence[Match], match: Match) -> bool:
        """Whether a match stays beside those that share words with it."""
        if not all(other.holds(match) for other in holders):
            return False
        if any(self._hides(other, match) for other in holders):
            return False
        if match.decoy is None and self._idle(match.key, {other.key for other in holders}):
            return False
        return not (self._yields(match) and any(match.holds(other) for other in holders))

    @staticmethod
    def _hides(holder: Match, match: Match) -> bool:
        """Whether a decoy keeps its words, or names inside them, from naming anything."""
        if holder.decoy is None:
            return False
        return not holder.decoy.keep_inner or match.holds(holder)

    def _yields(self, match: Match) -> bool:
        return match.decoy is None and self.lexicon.entries[match.key].yields

    def _idle(self, key: str, holders: set[str]) -> bool:
        return key in holders or bool(holders & self.lexicon.entries[key].not_inside)

    def _ambiguous(self, kept: Sequence[Match]) -> set[Match]:
        if len({(match.start, match.end) for match in kept}) == len(kept):
            return set()
        at: dict[tuple[int, int], list[Match]] = defaultdict(list)
        for match in kept:
            if match.decoy is None and match.phrase.mode != "shared":
                at[match.start, match.end].append(match)
        return {match for matches in at.values() if len(matches) > 1 for match in matches}

    def _nested(self, match: Match, made: Mapping[Match, Mention]) -> Mention:
        holders = [
            other
            for other in made
            if other.holds(match) and (other.start, other.end) != (match.start, match.end)
        ]
        if not holders:
            return _mention(match)
        inside = min(holders, key=lambda other: other.words)
        spans = {(other.start, other.end) for other in holders}
        outright = all(
            any(match.key in self._inside(other) for other in holders if (other.start, other.end) == span)
            for span in spans
        )
        return _mention(match, made[inside], outright)

    def _inside(self, holder: Match) -> frozenset[str]:
        """The things that count as named in their own right inside the name of this one."""
        return self.lexicon.entries[holder.key].inside


def _groups(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """The matches, given in order of their first word, in groups that have no word in common."""
    group: list[Match] = []
    reach = 0
    for match in matches:
        if group and match.start >= reach:
            yield group
            group = []
        group.append(match)
        reach = max(reach, match.end)
    if group:
        yield group


def _mention(match: Match, inside: Mention | None = None, outright: bool = False) -> Mention:
    return Mention(match.key, match.start, match.end, match.phrase.text, inside, outright)


def _with_aliases(text: str, matches: list[Match], aliases: Sequence[tuple[str, str]]) -> list[Match]:
    tokens = tokenise(text)
    words = [token.text for token in tokens]
    named = {match.end for match in matches if match.decoy is None}
    for alias, key in aliases:
        parts = [token.text for token in tokenise(alias)]
        capital = alias[0].isupper() and alias[1:2].islower()
        for first in range(len(words) - len(parts) + 1):
            if words[first : first + len(parts)] == parts:
                if capital and not _alone(text, tokens, first, len(parts), named):
                    continue
                start, end = tokens[first].start, tokens[first + len(parts) - 1].end
                matches = [match for match in matches if (match.start, match.end) != (start, end)]
                matches.append(Match(key, start, end, len(parts), Phrase(alias, "alias")))
    return sorted(matches, key=lambda match: match.start)


def _alone(text: str, tokens: Sequence[Token], first: int, count: int, named: Collection[int]) -> bool:
    """Whether a capitalised short name is no part of a longer name.

    No name ends right before it ('Krievijas Ministrs'), no capital stands there inside a sentence ('Anna
    Liepa'), and 'par' or 'pret' does not go on.
    """
    start, end = tokens[first].start, tokens[first + count - 1].end
    if text.startswith((" par ", " pret "), end):
        return False
    if not first or text[tokens[first - 1].end : start] != " ":
        return True
    before = tokens[first - 1]
    begins = first == 1 or text[: before.start].rstrip()[-1] in ".!?:"
    return before.end not in named and (begins or not before.text[0].isupper())
