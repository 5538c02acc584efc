"""Where in a text a match of an expression can begin, read off the expression.

The engine tries each place of a text when an expression does not begin with a plain letter, and most of ours
begin with what must not stand before, or with what may be missing. To know the words that all matches begin
with spares most of these trials.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, product
from re import _constants as op  # type: ignore[attr-defined]  # the reader of expressions has no other door
from re import _parser as reader  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_MOST = 256
"""Beginnings that are told apart at most."""


class _Heads(NamedTuple):
    """What a piece can begin with: all that it can be, and beginnings after which anything may come."""

    whole: frozenset[str]
    begun: frozenset[str]


_EMPTY = _Heads(frozenset({""}), frozenset())
_ANYTHING = _Heads(frozenset(), frozenset({""}))


def starts(expression: str) -> tuple[str, ...]:
    """Words with one of which each match of the expression begins; none when they are not known or too many.

    Where there are any, no match is empty.
    """
    tree = reader.parse(expression)
    if tree.state.flags & re.IGNORECASE:
        return ()
    heads = _sequence(tree)
    words = heads.whole | heads.begun
    if "" in words:
        return ()
    return tuple(sorted(one for one in words if not any(map(one.startswith, words - {one}))))


def places(words: Iterable[str], text: str) -> list[int]:
    """Where in the text one of the words stands, in order."""
    found: set[int] = set()
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.add(place)
            place = text.find(word, place + 1)
    return sorted(found)


def _sequence(pieces: Iterable[tuple[Any, Any]]) -> _Heads:
    whole, begun = _EMPTY
    for code, given in pieces:
        piece = _READERS[code](given) if code in _READERS else _ANYTHING
        longer = frozenset(map("".join, product(whole, piece.whole)))
        more = frozenset(map("".join, product(whole, piece.begun)))
        if len(longer) + len(begun | more) > _MOST:
            return _Heads(frozenset(), begun | whole)
        whole, begun = longer, begun | more
        if not whole:
            break
    return _Heads(whole, begun)


def _in(members: Sequence[tuple[Any, Any]]) -> _Heads:
    if any(code is not op.LITERAL for code, _ in members):
        return _ANYTHING
    return _Heads(frozenset(chr(letter) for _, letter in members), frozenset())


def _either(pieces: Sequence[_Heads]) -> _Heads:
    wholes, beginnings = zip(*pieces, strict=True)
    return _Heads(frozenset(chain(*wholes)), frozenset(chain(*beginnings)))


def _group(given: tuple[Any, int, int, Any]) -> _Heads:
    return _ANYTHING if given[1] & re.IGNORECASE else _sequence(given[3])


def _repeat(given: tuple[int, int, Any]) -> _Heads:
    least, most, pieces = given
    piece = _sequence(pieces)
    if most == 1:
        return piece if least else _either([piece, _EMPTY])
    once = piece.whole | piece.begun
    return _Heads(frozenset() if least else _EMPTY.whole, once)


_READERS: dict[Any, Callable[[Any], _Heads]] = {
    op.LITERAL: lambda letter: _Heads(frozenset({chr(letter)}), frozenset()),
    op.IN: _in,
    op.BRANCH: lambda given: _either([_sequence(one) for one in given[1]]),
    op.SUBPATTERN: _group,
    op.ATOMIC_GROUP: _sequence,
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.POSSESSIVE_REPEAT: _repeat,
    op.ASSERT: lambda given: _EMPTY,
    op.ASSERT_NOT: lambda given: _EMPTY,
    op.AT: lambda given: _EMPTY,
}
