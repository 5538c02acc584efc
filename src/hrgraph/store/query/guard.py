"""A query's text in; what it asks for, or why it is refused, out. Nothing is run here.

The engine would follow SERVICE to any address and cannot be told not to, so the tokens decide. Its parser
works without a tokeniser, which lets `SERVICE` hide where a tokeniser sees something else (in `1SERVICE`, in
the name `SERVICE:x`, after a less-than sign that looks like the start of an IRI). These are refused too.
Deep nesting and very long chains overflow the engine's stack and would end the process: they have limits.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hrgraph.errors import BadQuery, QueryRefused, TooLarge
from hrgraph.store.base import Kind
from hrgraph.store.limits import Limits
from hrgraph.store.query.suggest import nearest
from hrgraph.store.query.tokens import Token, meaningful, place
from hrgraph.store.reasons import Reason

_PROLOGUE = ("BASE", "PREFIX", "VERSION")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_STARTS = (*_PROLOGUE, *(kind.value for kind in Kind))
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_FORM = re.compile(
    rf"""(?>[ \t\r\n]|\#[^\r\n]*|
    PREFIX[ \t\r\n]+(?:[A-Za-z][A-Za-z0-9]*)?:[ \t\r\n]*<[^\x00-\x20<>"{{}}|^`\\]*>)*+
    ({"|".join(kind.value for kind in Kind)})(?=[ \t\r\n*?${{])""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""The beginning of most queries; what it matches, the tokens would tell too, but not as fast."""

_LIMIT = re.compile(
    r"[^#\\]*\blimit[ \t]+([0-9]+)(?:[ \t]+offset[ \t]+[0-9]+)?[ \t]*(?:#.*)?", re.IGNORECASE | re.ASCII
)
"""The last line of a query that ends in LIMIT, in no comment; after an inner SELECT comes a bracket."""

_CONSTANTS = ("TRUE", "FALSE", "UNDEF")
_PLAIN_SIGNS = frozenset(".,;(){}[]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query that may be run: its text and its kind."""

    text: str
    kind: Kind

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the query, read anew: they cost more than many an answer, and few need them."""
        return tuple(meaningful(self.text))


def read(text: str, limits: Limits | None = None) -> Reading:
    """Read a query without running it.

    Raises BadQuery for what is no query (an update included), QueryRefused for a call to another server,
    TooLarge for what is over a limit.
    """
    limits = limits or Limits()
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise BadQuery(Reason("malformed"), *place(text, error.start)) from error
    if size > limits.query_bytes:
        raise TooLarge(Reason("too-long", size=size, limit=limits.query_bytes))
    reading = Reading(text, kind_of(text))
    if _may_be_over(text, limits):
        _check(reading.tokens, limits)
    if "service" in text.lower():
        _refuse_service(text, reading.tokens, limits.services | limits.local_services)
    return reading


def _may_be_over(text: str, limits: Limits) -> bool:
    """Whether the text is long enough, or has brackets enough, to be over a limit."""
    return len(text) > limits.complexity or sum(map(text.count, "([{")) > limits.nesting


def kind_of(text: str) -> Kind:
    """The kind of a query; BadQuery if it has none."""
    usual = _FORM.match(text)
    return Kind(usual[1].upper()) if usual else _kind(text, meaningful(text))


def form_start(text: str) -> int:
    """Where the query begins after a prologue of the usual form; 0 where it cannot be told at a glance."""
    usual = _FORM.match(text)
    return usual.start(1) if usual else 0


def asks_for_at_most(text: str, rows: int) -> bool:
    """Whether the query, which must be valid, ends in a LIMIT of so many rows or fewer; in doubt no."""
    # An escape can stand for the sign that begins a comment, so where there is one it does not count either.
    line = text.rstrip().rpartition("\n")[2]
    found = _LIMIT.fullmatch(line) if "limit" in line.lower() else None
    return found is not None and len(found[1]) < 10 and int(found[1]) <= rows


def _kind(text: str, tokens: Iterable[Token]) -> Kind:
    last: Token | None = None
    for token in tokens:
        last = token
        if token.kind != "word" or token.is_word(*_PROLOGUE):
            continue
        if token.is_word(*(kind.value for kind in Kind)):
            return Kind(token.text.upper())
        code = "update" if token.is_word(*_UPDATES) else "no-form"
        meant = nearest(token.text.upper(), _STARTS) if code == "no-form" else ""
        raise BadQuery(Reason(code, found=token.text[:40]), *place(text, token.start), token.text[:40], meant)
    if last is None:
        raise BadQuery(Reason("empty"), 1, 1)
    raise BadQuery(Reason("no-form", found=last.text[:40]), *place(text, last.start))


def _refuse_service(text: str, tokens: tuple[Token, ...], allowed: frozenset[str]) -> None:
    last = len(tokens) - 1
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else None
        after = tokens[number + 1] if number < last else None
        if _may_call(token, before, after) and not _is_allowed(tokens[number : number + 3], allowed):
            line, column = place(text, token.start)
            raise QueryRefused(Reason("service", found=token.text, line=line, column=column))


def _may_call(token: Token, before: Token | None, after: Token | None) -> bool:
    if not _SERVICE.search(token.text):
        return False
    if token.kind == "word":
        return True
    if token.kind == "name":
        opens = after is not None and after.text == "{"
        return opens and not (before is not None and before.is_word("GRAPH"))
    # After a less-than sign, code can look like an IRI; then a bracket closes the comparison first.
    return token.kind == "iri" and _SERVICE.search(token.text.partition(")")[2]) is not None


def _is_allowed(tokens: tuple[Token, ...], allowed: frozenset[str]) -> bool:
    """Whether these tokens call an allowed endpoint: SERVICE, perhaps SILENT, and its IRI as it is listed."""
    if not tokens[0].is_word("SERVICE"):
        return False
    rest = tokens[2:] if len(tokens) > 1 and tokens[1].is_word("SILENT") else tokens[1:]
    return bool(rest) and rest[0].kind == "iri" and rest[0].text[1:-1] in allowed


def _check(tokens: Iterable[Token], limits: Limits) -> None:
    """Raise TooLarge if the tokens are over a limit."""
    depth = complexity = 0
    for token in tokens:
        if token.kind == "word":
            complexity += not token.is_word(*_CONSTANTS)
        elif token.kind == "sign":
            complexity += token.text not in _PLAIN_SIGNS
        # What looks like an IRI can be code after a less-than sign, so its brackets count too.
        for sign in token.text if token.kind in ("sign", "iri") else "":
            depth += (sign in "([{") - (sign in ")]}")
            if depth > limits.nesting:
                raise TooLarge(Reason("too-deep", limit=limits.nesting))
        if complexity > limits.complexity:
            raise TooLarge(Reason("too-complex", limit=limits.complexity))


def called(reading: Reading) -> Iterator[str]:
    """The endpoints that the query calls, each of them allowed."""
    if "service" in reading.text.lower():
        for number, token in enumerate(reading.tokens):
            if token.is_word("SERVICE"):
                yield next(after.text[1:-1] for after in reading.tokens[number:] if after.kind == "iri")


def for_engine(reading: Reading) -> str:
    """The query with what the engine wrongly refuses put in a form that it takes, of the same length.

    Oxigraph 0.5.13 refuses white space between CONCAT or COALESCE and its bracket: it moves behind it.
    """
    text = reading.text
    plain = text.lower()
    if "concat" not in plain and "coalesce" not in plain:
        return text
    for word, bracket in pairwise(reading.tokens):
        if word.is_word("CONCAT", "COALESCE") and bracket.text == "(":
            gap = text[word.end : bracket.start]
            text = text[: word.end] + "(" + gap + text[bracket.end :]
    return text
