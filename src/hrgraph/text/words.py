"""Joined words that know from which characters of the source each of them came."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from hrgraph.rdf.terms import Run

INSERTED = -1
"""Origin of a space that parts two words and stands for any white space of the source, or for none."""

_PLACE = itemgetter(0)
_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s")
_NEVER = "(?!)"


@dataclass(frozen=True)
class Words:
    """Clean text, and where in the source each piece of it came from.

    A piece is a pair (place in `text`, offset in the source): from there on both run side by side up to the
    next piece. A space of `text` inside a piece is one character of white space in the source; a space at
    the end of a piece is inserted.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    @classmethod
    def whole(cls, text: str) -> "Words":
        """The words of a source that is clean text from its first character to its last."""
        return cls(text, ((0, 0),))

    @property
    def origin(self) -> tuple[int, ...]:
        """For each character of `text` its offset in the source, INSERTED for spaces."""
        origin: list[int] = []
        ends = [place for place, _ in self.pieces[1:]] + [len(self.text)]
        for (place, offset), end in zip(self.pieces, ends, strict=False):
            origin += range(offset, offset + end - place)
        return tuple(
            INSERTED if character == " " else offset
            for character, offset in zip(self.text, origin, strict=True)
        )

    def runs(self, raw: str, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """The unbroken runs of `raw` that carry text[start:end].

        White space between two characters does not break a run; anything else, such as a footnote
        printed in mid-sentence, does.
        """
        end = len(self.text) if end is None else end
        if within := self._within_piece(start, end):
            return (within,)
        runs: list[Run] = []
        for first, last in self.ranges(start, end):
            if runs and not raw[runs[-1][1] : first].strip():
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append((first, last))
        return tuple(runs)

    def _within_piece(self, start: int, end: int) -> Run | None:
        """The place of text[start:end] in the source, when it is plainly part of one piece."""
        last = len(self.pieces) - 1
        number = bisect_right(self.pieces, start, key=_PLACE) - 1 if last else 0
        stop = self.pieces[number + 1][0] if number < last else len(self.text)
        if not start < end <= stop or self.text[start].isspace() or self.text[end - 1].isspace():
            return None
        place, offset = self.pieces[number]
        return offset + start - place, offset + end - place

    def ranges(self, start: int = 0, end: int | None = None) -> Iterator[Run]:
        """The ranges of the source that text[start:end] came from, one a piece, each of them beginning and
        ending with a character that is no white space."""
        pieces, end = self.pieces, len(self.text) if end is None else end
        number = bisect_right(pieces, start, key=_PLACE) - 1
        while start < end:
            place, offset = pieces[number]
            number += 1
            stop = min(end, pieces[number][0]) if number < len(pieces) else end
            piece = self.text[start:stop]
            words = piece.strip()
            if words:
                first = offset + start - place + piece.index(words)
                yield first, first + len(words)
            start = stop

    def slice(self, start: int, end: int) -> "Words":
        """The words text[start:end], still knowing their origin."""
        number = max(bisect_right(self.pieces, start, key=_PLACE) - 1, 0)
        pieces = [
            (max(place - start, 0), offset + max(start - place, 0))
            for place, offset in self.pieces[number:]
            if place < end
        ]
        return Words(self.text[start:end], tuple(pieces))

    def without(self, place: int) -> "Words":
        """The words with the character at this place left out."""
        before, after = self.slice(0, place), self.slice(place + 1, len(self.text))
        moved = [(other + place, offset) for other, offset in after.pieces]
        return Words(before.text + after.text, (*before.pieces, *moved))


NO_WORDS = Words("", ())


@dataclass(frozen=True)
class Joining:
    """How pieces of a text are joined: before which characters, and after what ending, no space is put."""

    no_space_before: str = ",.;:)"
    no_space_after: re.Pattern[str] = re.compile(_NEVER)

    def stretches(self, raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Stretches of raw[start:end] that can be taken over together, each with its place: in them one word
        is parted from the next by one white space, which stays a space."""
        words = " ".join(raw[start:end].split())
        if words and len(words) == end - start and not any(sign in words for sign in self._odd):
            yield start, end, words  # mostly so, and asked fast
            return
        for match in self._stretch.finditer(raw, start, end):
            yield match.start(), match.end(), " ".join(match.group().split())

    @cached_property
    def _odd(self) -> tuple[str, ...]:
        """What keeps a text from being one stretch; where an ending matters, anything does."""
        if self.no_space_after.pattern != _NEVER:
            return ("",)
        return tuple(" " + sign for sign in self.no_space_before)

    @cached_property
    def _stretch(self) -> re.Pattern[str]:
        """Where an ending matters, every word is looked at by itself."""
        if self.no_space_after.pattern != _NEVER:
            return _WORD
        return re.compile(rf"\S++(?:\s(?![\s{re.escape(self.no_space_before)}])\S++)*+")

    def parts(self, tail: str, following: str) -> bool:
        """Whether white space between `tail`, the last characters so far, and `following` is kept."""
        return following[0] not in self.no_space_before and self.no_space_after.search(tail) is None


def join(raw: str, runs: Iterable[Run], joining: Joining) -> Words:
    """Join the runs of `raw` into words: each stretch of white space becomes one space.

    What `raw` has between two runs is left out, but white space in it still parts the words. No space is
    put where `joining` says so, nor at either end.
    """
    text: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    gap = False
    last: int | None = None
    tail = ""
    for start, end in runs:
        gap = gap or (last is not None and _has_space(raw[last:start]))
        last = start
        for begin, stop, words in joining.stretches(raw, start, end):
            if (gap or begin > last) and text and joining.parts(tail, words):
                text.append(" ")
                tail += " "
                length += 1
            gap, last = False, stop
            if not pieces or begin - length != pieces[-1][1] - pieces[-1][0]:
                pieces.append((length, begin))
            text.append(words)
            tail = (tail + words)[-8:]
            length += len(words)
        gap, last = gap or end > last, end
    return Words("".join(text), tuple(pieces))


def _has_space(text: str) -> bool:
    return text != "" and _SPACE.search(text) is not None


def covered(runs: Sequence[Run]) -> set[int]:
    """The offsets that lie in any of the runs."""
    return {offset for start, end in runs for offset in range(start, end)}
