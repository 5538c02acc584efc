"""Regular expressions that are tried only where in a text a match can begin, read off the expression.

The engine tries each place of a text when an expression does not begin with a plain letter, and most of ours
begin with what must not stand before, or with what may be missing. To know the words that all matches begin
with spares most of these trials.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, product
from re import _constants as op  # type: ignore[attr-defined]  # the reader of expressions has no other door
from re import _parser as reader  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_MOST = 256
"""Beginnings that are told apart at most."""
_SEVERAL = 6
"""More beginnings than these are looked for at once, by an expression of their own."""


class _Heads(NamedTuple):
    """What a piece can begin with: all that it can be, and beginnings after which anything may come."""

    whole: frozenset[str]
    begun: frozenset[str]


_EMPTY = _Heads(frozenset({""}), frozenset())
_ANYTHING = _Heads(frozenset(), frozenset({""}))


class Finder:
    """An expression made ready to look for. `starts` are words with one of which each match begins; none when
    they are not known, or too many."""

    def __init__(self, regex: re.Pattern[str]) -> None:
        self.regex = regex
        tree = reader.parse(regex.pattern, regex.flags)
        self.starts = _starts(tree, not regex.flags & re.IGNORECASE)
        self._beginning = _beginning(self.starts) if len(self.starts) > _SEVERAL else None
        self._at_start = not regex.flags & re.MULTILINE and tree.data[:1] == [(op.AT, op.AT_BEGINNING)]
        """The engine would look for the beginning of the text at each of its characters."""

    def may_match(self, text: str) -> bool:
        """Whether one of the words that a match begins with stands in `text`, or none is known."""
        for word in self.starts:  # `any` takes five times as long
            if word in text:
                return True
        return not self.starts

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in `text`, as `search` of the expression gives it."""
        return self.regex.match(text) if self._at_start else self.regex.search(text)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`, left to right, as `finditer` gives them."""
        if self._at_start and self.regex.match(text) is None:
            return
        if not self.starts or self._at_start:
            yield from self.regex.finditer(text)
            return
        end = 0
        for place in self._places(text):
            if place >= end and (match := self.regex.match(text, place)):
                yield match
                end = match.end()  # after its start, for no match is empty

    def _places(self, text: str) -> Iterable[int]:
        """Where in the text one of the beginnings stands, in order."""
        if self._beginning is not None:
            return (match.start() for match in self._beginning.finditer(text))
        if len(self.starts) == 1:
            return _places(self.starts, text)
        return sorted(set(_places(self.starts, text)))


def _places(words: Iterable[str], text: str) -> Iterator[int]:
    """Where in the text one of the words stands."""
    for word in words:
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    """An expression for the first letter of each word, which the engine looks for fast, before its others."""
    others: dict[str, list[str]] = defaultdict(list)
    for word in words:
        others[word[0]].append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(one)}(?={'|'.join(many)})" for one, many in others.items()))


def _starts(tree: Iterable[tuple[Any, Any]], cased: bool) -> tuple[str, ...]:
    heads = _sequence(tree, cased)
    words = heads.whole | heads.begun
    if "" in words:
        return ()
    return tuple(sorted(one for one in words if not any(map(one.startswith, words - {one}))))


def _sequence(pieces: Iterable[tuple[Any, Any]], cased: bool) -> _Heads:
    """What follows one another can begin with. Without `cased`, a letter stands for more than itself."""
    whole, begun = _EMPTY
    for code, given in pieces:
        piece = _READERS[code](given, cased) if code in _READERS else _ANYTHING
        longer = frozenset(map("".join, product(whole, piece.whole)))
        more = frozenset(map("".join, product(whole, piece.begun)))
        if len(longer) + len(begun | more) > _MOST:
            return _Heads(frozenset(), begun | whole)
        whole, begun = longer, begun | more
        if not whole:
            break
    return _Heads(whole, begun)


def _literal(letter: int, cased: bool) -> _Heads:
    text = chr(letter)
    return _Heads(frozenset({text}), frozenset()) if cased or text.lower() == text.upper() else _ANYTHING


def _in(members: Sequence[tuple[Any, Any]], cased: bool) -> _Heads:
    if any(code is not op.LITERAL for code, _ in members):
        return _ANYTHING
    return _either([_literal(letter, cased) for _, letter in members])


def _either(pieces: Sequence[_Heads]) -> _Heads:
    wholes, beginnings = zip(*pieces, strict=True)
    return _Heads(frozenset(chain(*wholes)), frozenset(chain(*beginnings)))


def _group(given: tuple[Any, int, int, Any], cased: bool) -> _Heads:
    _, added, removed, pieces = given
    return _sequence(pieces, not added & re.IGNORECASE and (cased or bool(removed & re.IGNORECASE)))


def _repeat(given: tuple[int, int, Any], cased: bool) -> _Heads:
    least, most, pieces = given
    piece = _sequence(pieces, cased)
    if most == 1:
        return piece if least else _either([piece, _EMPTY])
    return _Heads(frozenset() if least else _EMPTY.whole, piece.whole | piece.begun)


def _nothing(given: Any, cased: bool) -> _Heads:
    return _EMPTY


_READERS: dict[Any, Callable[[Any, bool], _Heads]] = {
    op.LITERAL: _literal,
    op.IN: _in,
    op.BRANCH: lambda given, cased: _either([_sequence(one, cased) for one in given[1]]),
    op.SUBPATTERN: _group,
    op.ATOMIC_GROUP: _sequence,
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.POSSESSIVE_REPEAT: _repeat,
    op.ASSERT: _nothing,
    op.ASSERT_NOT: _nothing,
    op.AT: _nothing,
}
