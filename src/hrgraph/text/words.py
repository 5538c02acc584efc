"""Joined words that know from which characters of the source each of them came."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hrgraph.rdf.terms import Run

INSERTED = -1
"""Origin of a space that joins two pieces and stands nowhere in the source."""


@dataclass(frozen=True)
class Words:
    """Clean text with, for each of its characters, the offset in the source it came from."""

    text: str
    origin: tuple[int, ...]

    def runs(self, raw: str, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """The unbroken runs of `raw` that carry text[start:end].

        White space between two characters does not break a run; anything else, such as a footnote
        printed in mid-sentence, does.
        """
        kept = [offset for offset in self.origin[start:end] if offset != INSERTED]
        runs: list[Run] = []
        for offset in kept:
            if runs and not raw[runs[-1][1] : offset].strip():
                runs[-1] = (runs[-1][0], offset + 1)
            else:
                runs.append((offset, offset + 1))
        return tuple(runs)

    def slice(self, start: int, end: int) -> "Words":
        """The words text[start:end], still knowing their origin."""
        return Words(self.text[start:end], self.origin[start:end])


NO_WORDS = Words("", ())


@dataclass(frozen=True)
class Joining:
    """How pieces of a text are joined: before which characters, and after what ending, no space is put."""

    no_space_before: str = ",.;:)"
    no_space_after: re.Pattern[str] = re.compile(r"(?!)")


def join(raw: str, runs: Iterable[Run], joining: Joining) -> Words:
    """Join the runs of `raw` into words: each stretch of white space becomes one space.

    What `raw` has between two runs is left out, but white space in it still parts the words. No space is
    put where `joining` says so, nor at either end.
    """
    text: list[str] = []
    origin: list[int] = []
    gap = False
    last = 0
    for start, end in runs:
        gap = gap or any(character.isspace() for character in raw[last:start])
        last = end
        for offset in range(start, end):
            character = raw[offset]
            if character.isspace():
                gap = True
                continue
            if gap and text and not _closed(text, character, joining):
                text.append(" ")
                origin.append(INSERTED)
            gap = False
            text.append(character)
            origin.append(offset)
    return Words("".join(text), tuple(origin))


def _closed(text: Sequence[str], character: str, joining: Joining) -> bool:
    tail = "".join(text[-8:])
    return character in joining.no_space_before or joining.no_space_after.search(tail) is not None


def covered(runs: Sequence[Run]) -> set[int]:
    """The offsets that lie in any of the runs."""
    return {offset for start, end in runs for offset in range(start, end)}
