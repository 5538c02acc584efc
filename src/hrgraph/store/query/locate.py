"""A query that the engine refuses in; where its error is and what it is, out.

The place that the engine names is the farthest one its parser looked at, often some letters past the error
or on another line. So the error is looked for: the longest row of tokens that can start a query ends
right before it. Whether a row of tokens can, the engine's own parser tells.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from hrgraph.errors import BadQuery
from hrgraph.rdf import terms
from hrgraph.store.query.suggest import KEYWORDS, nearest
from hrgraph.store.query.tokens import Token, place
from hrgraph.store.reasons import Reason

_MESSAGE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_RULES = {
    "The SELECT contains a variable that is unbound": "unbound",
    "SELECT * is not authorized with GROUP BY": "star-group",
    "The SELECT overrides an existing variable using an expression": "reused",
    "Duplicated variable name in SELECT": "reused",
}
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_PAD = 64
"""Longer than any keyword, since the parser looks as far ahead as the longest keyword it expects."""

_SEARCHED_TOKENS = 20_000
"""A longer query gets the engine's own place: looking for a better one would parse it too often."""

Parse = Callable[[str], str | None]
"""Parse a text without running it: the engine's message, or None if the text is a query."""


def explain(text: str, tokens: tuple[Token, ...], message: str, parse: Parse) -> BadQuery:
    """The error to raise for a query that the engine refused with this message."""
    if len(tokens) > _SEARCHED_TOKENS:
        return _at_engines_place(message)
    viable = _longest_viable(text, tokens[: _open_string(tokens)], parse)
    wrong = _open_iri(text, tokens[:viable], parse) or (tokens[viable] if viable < len(tokens) else None)
    last = wrong or tokens[-1]
    if wrong is None or wrong.text in (")", "}"):
        for rule, code in _RULES.items():
            if rule in message:
                return BadQuery(Reason(code), *place(text, last.start))
    if wrong is None:
        return BadQuery(Reason("ends-early", found=_short(last.text)), *place(text, last.end))
    if wrong.text == "}":
        again = _given_again(tokens[:viable])
        if again is not None:
            return BadQuery(Reason("reused"), *place(text, again.start))
    return BadQuery(
        _reason(wrong, tokens),
        *place(text, wrong.start),
        _short(wrong.text),
        _meant(wrong, text, tokens, parse),
    )


def _meant(wrong: Token, text: str, tokens: tuple[Token, ...], parse: Parse) -> str:
    """What can stand in the place of the wrong token and is like it: a keyword, or a declared prefix."""
    if wrong.kind == "name":
        name = _prefix(wrong)
        found = "" if _namespace(wrong) else nearest(name, sorted(_declared(tokens) - {name}))
        return found + wrong.text.removeprefix(name) if found else ""
    if wrong.kind != "word":
        return ""

    def fits(word: str) -> bool:
        return _is_viable(f"{text[: wrong.start]}{word} ", parse)

    return nearest(wrong.text.upper(), KEYWORDS, fits)


def _open_string(tokens: tuple[Token, ...]) -> int:
    """The number of the first quotation mark that belongs to no string, or of all tokens."""
    marks = (number for number, token in enumerate(tokens) if token.text in ("'", '"'))
    return next(marks, len(tokens))


def _open_iri(text: str, tokens: tuple[Token, ...], parse: Parse) -> Token | None:
    """The first less-than sign where no comparison can stand: the engine reads on to the next “>”."""
    for token in tokens:
        if token.text == "<" and not _is_viable(f"{text[: token.start]} = 1", parse):
            return token
    return None


def _reason(wrong: Token, tokens: tuple[Token, ...]) -> Reason:
    if wrong.kind == "name" and _prefix(wrong) not in _declared(tokens):
        return Reason("undeclared-prefix", found=_prefix(wrong), iri=_namespace(wrong) or "…")
    if wrong.text in ("'", '"'):
        return Reason("open-string")
    if wrong.text == "<":
        return Reason("open-iri")
    if wrong.kind == "iri" and not _SCHEME.match(wrong.text):
        return Reason("bad-iri", found=_short(wrong.text))
    return Reason("unexpected", found=_short(wrong.text))


def _namespace(name: Token) -> str:
    return terms.PREFIXES.get(_prefix(name).removesuffix(":"), "")


def _prefix(name: Token) -> str:
    return name.text[: name.text.index(":") + 1]


def _declared(tokens: tuple[Token, ...]) -> set[str]:
    return {name.text for word, name in pairwise(tokens) if word.is_word("PREFIX") and name.kind == "name"}


def _given_again(tokens: tuple[Token, ...]) -> Token | None:
    """The variable that BIND gives a value in the last open group although it already stands there."""
    start, depth = len(tokens), 0
    while start and depth < 1:
        start -= 1
        depth += (tokens[start].text == "{") - (tokens[start].text == "}")
    seen: set[str] = set()
    for before, token in pairwise(tokens[start:]):
        if token.kind == "variable":
            if before.is_word("AS") and token.text[1:] in seen:
                return token
            seen.add(token.text[1:])
    return None


def _longest_viable(text: str, tokens: tuple[Token, ...], parse: Parse) -> int:
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high + 1) // 2
        if _is_viable(text[: tokens[middle - 1].end], parse):
            low = middle
        else:
            high = middle - 1
    return low


def _is_viable(start: str, parse: Parse) -> bool:
    # U+0001 stands in no query, so the padded text is never one; the parser gets to it or stops before.
    message = parse(f"{start}\n{' ' * _PAD}\x01{' ' * _PAD}")
    match = _MESSAGE.match(message or "")
    if match is None:
        return True
    return (int(match[1]), int(match[2])) > (start.count("\n") + 2, _PAD)


def _at_engines_place(message: str) -> BadQuery:
    match = _MESSAGE.match(message)
    where = (int(match[1]), int(match[2])) if match else (None, None)
    return BadQuery(Reason("malformed"), *where)


def _short(found: str) -> str:
    return found if len(found) <= 40 else found[:39] + "…"
