"""What must stand in a text so that a pattern can match it, read off the pattern.

Search engines over regular expressions do the same: to ask for words first spares most of the matching. The
answer is a list of sets, of each of which one member must be there; what cannot be told is left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]  # the reader of expressions has no other door
from re import _parser as reader  # type: ignore[attr-defined]
from typing import Any

_MOST, _LEAST = 64, 3
"""Members of a set at most, letters of a word at least: a longer set or a shorter word tells too little."""

_TOGETHER, _FEW = 3, 3
"""Of so many pieces at most, one of which stands there, each tells so many sets; of more only one."""

Clause = frozenset[str]
MEMBER = "{"
"""What the name of a thing or value begins with, and no word."""


@dataclass(frozen=True)
class _Told:
    """What is known of a piece: all the words that it can be, if these are few, and what must be there."""

    words: Clause | None = None
    clauses: tuple[Clause, ...] = ()

    def all(self) -> tuple[Clause, ...]:
        """What must be there, its own words among it."""
        return (*self.clauses, *([self.words] if self.words and "" not in self.words else []))


_NOTHING = _Told()
_EMPTY = _Told(frozenset({""}))


class Asked:
    """The places of one pattern that stand for things and values: each set of them is one character there."""

    def __init__(self, opening: str = "", closing: str = "") -> None:
        self._opening, self._closing = opening, closing
        self._places: list[Clause] = []

    def place(self, members: Iterable[str]) -> str:
        """The character that stands for one of `members` in what is given to `required`."""
        self._places.append(frozenset(members))
        return chr(_FIRST + len(self._places) - 1)

    def required(self, expression: str) -> tuple[Clause, ...]:
        """The sets of words and members, one of each of which must be there. What stands between the
        characters `opening` and `closing` is no text; an expression that has one of them without the other
        outside a look around, or that ignores case, tells nothing."""
        tree = reader.parse(expression)
        if tree.state.flags & re.IGNORECASE:
            return ()
        try:
            told = self._sequence(tree)
        except _Unread:
            return ()
        useful = {one for one in map(_shortest, told.all()) if weight(one) >= _LEAST}
        return tuple(sorted((one for one in useful if not any(map(one.__gt__, useful))), key=sorted))

    def _sequence(self, pieces: Iterable[tuple[Any, Any]]) -> _Told:
        """Words that follow one another grow together, as long as they are few."""
        words: Clause = _EMPTY.words or frozenset()
        clauses: list[Clause] = []
        whole = True
        for code, given in self._outside(pieces):
            told = self._piece(code, given)
            clauses += told.clauses
            grown = words if told.words is None else frozenset(map("".join, product(words, told.words)))
            if told.words is None or len(grown) > _MOST:
                clauses += _Told(words).all()
                words, whole = told.words or frozenset({""}), False
            else:
                words = grown
        if whole:
            return _Told(words, tuple(clauses))
        return _Told(None, (*clauses, *_Told(words).all()))

    def _outside(self, pieces: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        """The pieces, with one that tells nothing in place of those from an opening to a closing."""
        inside = False
        for code, given in pieces:
            if code is op.LITERAL and chr(given) == self._opening:
                inside = True
            elif inside and code is op.LITERAL and chr(given) == self._closing:
                inside = False
                yield op.ANY, None
            elif not inside:
                yield code, given
        if inside:
            raise _Unread

    def _piece(self, code: Any, given: Any) -> _Told:
        reading = _READERS.get(code)
        return _NOTHING if reading is None else reading(self, given)

    def _literal(self, code: int) -> _Told:
        if chr(code) in (self._opening, self._closing):
            raise _Unread
        if chr(code) == MEMBER:
            return _NOTHING
        if code >= _FIRST:
            return _Told(None, (self._places[code - _FIRST],))
        return _Told(frozenset({chr(code)}))

    def _in(self, members: Sequence[tuple[Any, Any]]) -> _Told:
        if any(code is not op.LITERAL for code, _ in members):
            return _NOTHING
        return _either([self._literal(given) for _, given in members])

    def _branch(self, given: tuple[None, Sequence[Any]]) -> _Told:
        return _either([self._sequence(one) for one in given[1]])

    def _group(self, given: tuple[Any, int, int, Any]) -> _Told:
        return _NOTHING if given[1] & re.IGNORECASE else self._sequence(given[3])

    def _repeat(self, given: tuple[int, int, Any]) -> _Told:
        least, most, pieces = given
        told = self._sequence(pieces)
        if (least, most) == (1, 1):
            return told
        if least:
            return _Told(None, told.all())
        return _either([told, _EMPTY]) if most == 1 else _NOTHING

    def _around(self, given: tuple[int, Any]) -> _Told:
        try:
            return _Told(_EMPTY.words, self._sequence(given[1]).all())
        except _Unread:
            return _EMPTY


class _Unread(Exception):
    """A character that parts text from what is none."""


_FIRST = 0xF0000
_READERS: dict[Any, Callable[[Asked, Any], _Told]] = {
    op.LITERAL: Asked._literal,
    op.IN: Asked._in,
    op.BRANCH: Asked._branch,
    op.SUBPATTERN: Asked._group,
    op.ATOMIC_GROUP: Asked._sequence,
    op.MAX_REPEAT: Asked._repeat,
    op.MIN_REPEAT: Asked._repeat,
    op.POSSESSIVE_REPEAT: Asked._repeat,
    op.ASSERT: Asked._around,
    op.ASSERT_NOT: lambda self, given: _EMPTY,
    op.AT: lambda self, given: _EMPTY,
}


def _either(told: Sequence[_Told]) -> _Told:
    """What holds of a piece that is one of several."""
    if all(one.words is not None and not one.clauses for one in told):
        words = frozenset(word for one in told for word in one.words or ())
        if len(words) <= _MOST:
            return _Told(words)
    most = _TOGETHER if len(told) <= _FEW else 1
    best = [_heaviest(one.all(), most) for one in told]
    return _Told(None, tuple({frozenset().union(*clauses) for clauses in product(*best)}))


def _heaviest(clauses: Iterable[Clause], most: int) -> list[Clause]:
    """So many of the clauses that tell most."""
    useful = {one for one in map(_shortest, clauses) if weight(one)}
    return sorted(useful, key=lambda one: (-weight(one), sorted(one)))[:most]


def weight(clause: Clause) -> int:
    """How much a clause tells: the letters of its shortest word."""
    return min((len(word.strip()) for word in clause), default=0)


def _shortest(clause: Clause) -> Clause:
    """The clause without words that hold another of it."""
    return frozenset(word for word in clause if not any(one in word for one in clause if one != word))
