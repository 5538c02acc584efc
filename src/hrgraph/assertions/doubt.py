"""Where words do not say that something is so: in a condition, a question, hearsay, a quotation."""

import re
from dataclasses import dataclass
from functools import cached_property

from hrgraph.text.finder import Finder

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Doubt:
    """`sentence` is looked for in the whole sentence, `before` in the words of the unit up to the place and
    `reported` in those of the sentence up to the place."""

    sentence_end: re.Pattern[str] = _NEVER
    sentence: re.Pattern[str] = _NEVER
    before: re.Pattern[str] = _NEVER
    reported: re.Pattern[str] = _NEVER

    def at(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] only supposes, asks or reports what it says."""
        if self.before.search(text[:start]):
            return True
        ends = [match.end() for match in self._ends.matches(text)]
        first = max((place for place in ends if place <= start), default=0)
        last = min((place for place in ends if place >= end), default=len(text))
        if self.reported.search(text[first:start]):
            return True
        return self.sentence.search(text[first:last]) is not None

    @cached_property
    def _ends(self) -> Finder:
        return Finder(self.sentence_end)
