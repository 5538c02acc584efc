"""A query's tokens in; the conditions of its WHERE group, each with its text and place, out.

This is no parser: the query is known to be valid, so the signs and keywords alone tell where a condition
ends. What is not taken apart (a UNION, a subquery) is one condition.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph.store.base import Kind
from hrgraph.store.query.guard import Reading
from hrgraph.store.query.tokens import Token

_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BLOCKS = ("OPTIONAL", "MINUS", "GRAPH", "SERVICE", "BIND", "VALUES", "FILTER")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its kind (`TRIPLE`, `GROUP` or its keyword), its text, its tokens, where it starts.

    Of a triple, `subject`, `verb` and `object` are the texts of its parts.
    """

    kind: str
    text: str
    tokens: tuple[Token, ...]
    start: int
    subject: str = ""
    verb: str = ""
    object: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands before the conditions (prologue, dataset), and the conditions in order."""

    prologue: str
    dataset: str
    conditions: tuple[Condition, ...]


def conditions_of(reading: Reading) -> Asked:
    """The conditions of the query; none for a DESCRIBE without WHERE."""
    text, tokens = reading.text, reading.tokens
    form = next(number for number, token in enumerate(tokens) if token.is_word(reading.kind.value))
    opening = _group(tokens, form, 2 if reading.kind is Kind.CONSTRUCT else 1)
    if opening is None:
        return Asked("", "", ())
    head = tokens[form:opening]
    first = next((token.start for token in head if token.is_word("FROM")), None)
    last = next((token.start for token in head if token.is_word("WHERE")), tokens[opening].start)
    dataset = text[first:last] if first is not None and first < last else ""
    inside = tokens[opening + 1 : _end(tokens, opening)]
    return Asked(text[: tokens[form].start], dataset, tuple(_conditions(text, inside)))


def _group(tokens: Sequence[Token], start: int, wanted: int) -> int | None:
    """The number of the brace that opens the WHERE group: of CONSTRUCT the second one, if there are two."""
    found: list[int] = []
    number = start
    while number < len(tokens) and len(found) < wanted:
        if tokens[number].text == "{":
            found.append(number)
        number = _end(tokens, number) + 1 if tokens[number].text in _OPEN else number + 1
    return found[-1] if found else None


def _end(tokens: Sequence[Token], opening: int) -> int:
    """The number of the bracket that closes the one at `opening`."""
    depth = 0
    for number in range(opening, len(tokens)):
        depth += (tokens[number].text in _OPEN) - (tokens[number].text in _CLOSE)
        if not depth:
            return number
    return len(tokens)


def _conditions(text: str, tokens: Sequence[Token]) -> list[Condition]:
    found: list[Condition] = []
    number = 0
    if tokens and tokens[0].is_word("SELECT"):
        return [_condition("GROUP", text, tokens)]
    while number < len(tokens):
        token = tokens[number]
        if token.text == ".":
            number += 1
            continue
        if token.text == "{":
            end = _end(tokens, number) + 1
            while end < len(tokens) and tokens[end].is_word("UNION"):
                end = _end(tokens, end + 1) + 1
            found.append(_condition("GROUP", text, tokens[number:end]))
        elif token.is_word(*_BLOCKS):
            end = _block_end(tokens, number)
            found.append(_condition(token.text.upper(), text, tokens[number:end]))
        else:
            end = _triples_end(tokens, number)
            found += _triples(text, tokens[number:end])
        number = end
    return found


def _condition(kind: str, text: str, tokens: Sequence[Token]) -> Condition:
    if tokens[0].is_word("SELECT"):
        return Condition(kind, f"{{ {_slice(text, tokens)} }}", tuple(tokens), tokens[0].start)
    return Condition(kind, _slice(text, tokens), tuple(tokens), tokens[0].start)


def _slice(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def _block_end(tokens: Sequence[Token], start: int) -> int:
    """Where a condition with a keyword ends: after its braces, or after the brackets of an expression."""
    opens = "({" if tokens[start].is_word("FILTER", "BIND") else "{"
    number = start + 1
    while number < len(tokens) and tokens[number].text not in opens:
        number = _end(tokens, number) + 1 if tokens[number].text in _OPEN else number + 1
    return _end(tokens, number) + 1


def _triples_end(tokens: Sequence[Token], start: int) -> int:
    number = start
    while number < len(tokens):
        if tokens[number].text in (".", "{") or tokens[number].is_word(*_BLOCKS):
            return number
        number = _end(tokens, number) + 1 if tokens[number].text in _OPEN else number + 1
    return number


def _triples(text: str, tokens: Sequence[Token]) -> list[Condition]:
    """One condition a triple; a block with blank nodes stays whole, since apart they would be others."""
    if any(token.text == "[" or token.kind == "blank" for token in tokens):
        return [_condition("GROUP", text, tokens)]
    subject, rest = tokens[: _first_term(tokens)], tokens[_first_term(tokens) :]
    found: list[Condition] = []
    for listed in _split(rest, ";"):
        verb: Sequence[Token] = ()
        for piece in _split(listed, ","):
            place = 0 if verb else len(piece) - _last_term(piece)
            verb = verb or piece[:place]
            parts = [_slice(text, part) for part in (subject, verb, piece[place:])]
            start = (piece[0] if found else subject[0]).start
            whole = (*subject, *verb, *piece[place:])
            found.append(Condition("TRIPLE", " ".join(parts), whole, start, *parts))
    return found


def _split(tokens: Sequence[Token], sign: str) -> list[Sequence[Token]]:
    pieces: list[Sequence[Token]] = []
    start = number = 0
    while number < len(tokens):
        if tokens[number].text == sign:
            pieces.append(tokens[start:number])
            start = number + 1
        number = _end(tokens, number) + 1 if tokens[number].text in _OPEN else number + 1
    pieces.append(tokens[start:])
    return [piece for piece in pieces if piece]


def _first_term(tokens: Sequence[Token]) -> int:
    """How many tokens the subject has."""
    if tokens[0].text in _OPEN:
        return _end(tokens, 0) + 1
    return (
        1
        + (len(tokens) > 1 and tokens[1].kind == "language")
        + 2 * (len(tokens) > 1 and tokens[1].text == "^^")
    )


def _last_term(tokens: Sequence[Token]) -> int:
    """How many tokens the object has."""
    if tokens[-1].text == ")":
        depth, number = 0, len(tokens)
        while number and (depth or number == len(tokens)):
            number -= 1
            depth += (tokens[number].text in _CLOSE) - (tokens[number].text in _OPEN)
        return len(tokens) - number
    if tokens[-1].kind == "language":
        return 2
    if len(tokens) > 2 and tokens[-2].text == "^^":
        return 3
    return 2 if len(tokens) > 2 and tokens[-1].kind == "number" and tokens[-2].text in "+-" else 1
