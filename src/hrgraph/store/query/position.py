"""The beginning of a query in; which part of a triple can come next, out.

The query is not complete, so no parser takes it. Its tokens tell enough: how many terms stand since the last
sign that ends a triple, and inside which brackets.
"""

from dataclasses import dataclass, field
from enum import Enum

from hrgraph.store.query.tokens import Token, all_tokens

_PATH = frozenset("^!*+?")
_TERMS = ("iri", "name", "variable", "blank", "number", "string", "long")
_JOINS_PATHS = ("/", "|")
_TYPES = ("a", "rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")


class Position(Enum):
    """The place in a query where something is being written."""

    OUTSIDE = "outside of all triples"
    SUBJECT = "subject"
    PROPERTY = "property"
    CLASS = "object of a type"
    VALUE = "object, or part of an expression"
    NOWHERE = "in a comment, a string or an IRI"


@dataclass(slots=True)
class _Group:
    """What stands since the last end of a triple, inside one pair of brackets."""

    opening: str
    terms: list[str] = field(default_factory=list)


def position(before: str) -> Position:
    """Where a text ends that begins a query."""
    groups: list[_Group] = []
    last: Token | None = None
    for token in all_tokens(before):
        last = token
        if token.kind not in ("space", "comment"):
            if _is_open(groups, token):
                return Position.NOWHERE
            _take(groups, token)
    if last and last.kind == "comment":
        return Position.NOWHERE
    return _position(groups[-1]) if groups else Position.OUTSIDE


def _position(group: _Group) -> Position:
    if group.opening == "expression":
        return Position.VALUE
    if len(group.terms) < 2:
        return Position.PROPERTY if group.terms else Position.SUBJECT
    return Position.CLASS if group.terms[1] in _TYPES else Position.VALUE


def _is_open(groups: list[_Group], token: Token) -> bool:
    """Whether a string or an IRI begins here that does not end; in an expression "<" is a comparison."""
    compares = bool(groups) and groups[-1].opening == "expression"
    return token.text in ("'", '"') or (token.text == "<" and not compares)


def _take(groups: list[_Group], token: Token) -> None:
    text = token.text
    if text == "{":
        groups.append(_Group(text))
    elif text == "[":
        groups.append(_Group(text, ["[]"]))
    elif text == "(":
        in_path = bool(groups) and groups[-1].opening != "expression" and len(groups[-1].terms) == 1
        groups.append(_Group("path", ["?"]) if in_path else _Group("expression"))
    elif not groups:
        return
    elif text in ("}", "]", ")"):
        closed = groups.pop()
        if groups and closed.opening in ("[", "path"):
            groups[-1].terms.append(text)
    else:
        _extend(groups[-1].terms, token)


def _extend(found: list[str], token: Token) -> None:
    text = token.text
    if text == ".":
        found.clear()
    elif text in (";", ","):
        del found[1 if text == ";" else 2 :]
    elif text in _JOINS_PATHS and len(found) > 1:
        del found[1:]
    elif token.kind in _TERMS or text == "a":
        found.append(text)
    elif token.kind == "word":
        # FILTER, OPTIONAL and the like begin anew.
        found.clear()
