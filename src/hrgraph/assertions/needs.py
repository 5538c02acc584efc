"""Which of many words stand in a text, found in one pass over it (Aho–Corasick)."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation


class WordFinder:
    """Looks for all its words at once: the time grows with the text and not with the number of words.

    A word is any string that is not empty; it is found inside other words too.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(sorted(set(words)), implementation=Implementation.DFA)

    def found(self, text: str) -> set[str]:
        """The words that stand in `text`, letters as they are."""
        return set(self._automaton.find_matches_as_strings(text, overlapping=True))
