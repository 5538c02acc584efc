"""A query in; a query with the same answers, in a form that the engine evaluates well, out.

Oxigraph 0.5.13 takes quadratic time, or passes over everything, for three forms that people often write:

- triples after an OPTIONAL. (P1 OPTIONAL {O}) P2 = (P1 P2) OPTIONAL {O} if every variable that O and P2 share
  stands in P1: there it is bound in every solution, so O and P2 can meet in nothing that P1 has not fixed.
- FILTER NOT EXISTS {P} where P has several patterns, joined anew for every solution. It is MINUS {P} if a
  variable of P stands in the triples of the group: then no solution is disjoint from those of P.
- FILTER(?x = TERM), tried on each solution. It is VALUES ?x { TERM } if ?x stands in the triples of the group
  and TERM is an IRI or a string: only the same term is equal to one of these (SPARQL 1.1, section 17.4.1.7).

A group is rewritten only if it holds triples, OPTIONAL and FILTER and nothing else, and in doubt never.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrgraph.store.query.guard import form_start
from hrgraph.store.query.tokens import Token, meaningful

_OPEN, _CLOSE = "([{", ")]}"
_VALUES = ("A", "TRUE", "FALSE")
_NOT_SIMPLE = frozenset(("{|", "|}", "<<", ">>", "<<(", ")>>", "~"))
_MOST_STEPS = 50
_WORTH_A_LOOK = re.compile(r"optional|exists|filter\s*\(\s*(?:[?$]\w+\s*=|[^()=?$!]*=\s*[?$])", re.IGNORECASE)
_WORDS = ("optional", "exists", "filter")
_TERMS = (["iri"], ["name"], ["string"], ["long"], ["string", "language"], ["long", "language"])
"""The kinds of tokens of a term to which only the same term is equal."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a group: `triples`, `optional` or `filter`."""

    kind: str
    tokens: tuple[Token, ...]

    def text(self, source: str) -> str:
        last = self.tokens[-2] if self.kind == "triples" and self.tokens[-1].text == "." else self.tokens[-1]
        return source[self.tokens[0].start : last.end]

    def as_minus(self, source: str) -> str:
        return "MINUS " + source[self.tokens[3].start : self.tokens[-1].end]

    def as_values(self, source: str) -> str | None:
        """The same as VALUES, where it asks whether a variable is a term."""
        inside = self.tokens[2:-1]
        if self.kind != "filter" or self.tokens[1].text != "(" or len(inside) < 3:
            return None
        for variable, equal, *term in (inside, (inside[-1], inside[-2], *inside[:-2])):
            if variable.kind == "variable" and equal.text == "=" and [part.kind for part in term] in _TERMS:
                return f"VALUES {variable.text} {{ {source[term[0].start : term[-1].end]} }}"
        return None

    def variables(self) -> set[str]:
        return {token.text[1:] for token in self.tokens if token.kind == "variable"}


class _Unknown(Exception):
    """A group that holds something else; it stays as it is."""


def rewritten(text: str) -> str | None:
    """The query in a better form, or None if there is none. The query must be valid SPARQL."""
    changed = None
    for _ in range(_MOST_STEPS):
        if not _is_worth_a_look(text):
            break
        step = _step(text, tuple(meaningful(text, form_start(text))))
        if step is None:
            break
        text = changed = step
    return changed


def _is_worth_a_look(text: str) -> bool:
    """Whether the words of a form stand in the query that can be put in a better one."""
    plain = text.lower()
    # That a word stands in it somewhere is found faster than what stands around it.
    return any(word in plain for word in _WORDS) and _WORTH_A_LOOK.search(text) is not None


def _step(text: str, tokens: Sequence[Token]) -> str | None:
    """The query with one group rewritten."""
    # After a less-than sign, code can look like an IRI; in a query where it may, nothing is touched.
    if any(token.kind == "iri" and set("?$") & set(token.text) for token in tokens):
        return None
    names_graphs = any(token.is_word("GRAPH") for token in tokens)
    inside_exists: list[bool] = []
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else None
        if token.text == "{":
            is_exists = before is not None and before.is_word("EXISTS")
            inside_exists.append(is_exists or any(inside_exists[-1:]))
            is_optional = before is not None and before.is_word("OPTIONAL")
            try:
                end = _match(tokens, number)
                parts = [*_parts(tokens[number + 1 : end])]
            except (_Unknown, IndexError):
                continue
            is_inner = inside_exists[-1] or is_optional
            better = _better(parts, text, not (names_graphs or is_inner), not is_inner)
            if better is not None:
                return f"{text[: token.end]} {better} {text[tokens[end].start :]}"
        elif token.text == "}" and inside_exists:
            inside_exists.pop()
    return None


def _match(tokens: Sequence[Token], start: int) -> int:
    """The number of the bracket that closes the one at `start`."""
    depth = 0
    for number in range(start, len(tokens)):
        text = tokens[number].text
        if tokens[number].kind == "sign" and len(text) == 1:
            depth += (text in _OPEN) - (text in _CLOSE)
            if not depth:
                return number
    raise _Unknown


def _parts(tokens: Sequence[Token]) -> Iterator[_Part]:
    """The parts of a group, given what stands between its braces."""
    at = 0
    while at < len(tokens):
        start = at
        if tokens[at].is_word("OPTIONAL"):
            at = _match(tokens, at + 1) + 1
            yield _Part("optional", tuple(tokens[start:at]))
        elif tokens[at].is_word("FILTER"):
            while tokens[at].text not in ("(", "{"):
                at += 1
            at = _match(tokens, at) + 1
            yield _Part("filter", tuple(tokens[start:at]))
        else:
            while at < len(tokens) and not tokens[at].is_word("OPTIONAL", "FILTER"):
                at += 1
            yield _Part("triples", _triples(tokens[start:at]))
            continue
        # A full stop may follow, and ends nothing.
        at += at < len(tokens) and tokens[at].text == "."


def _triples(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same tokens if they are triples; raises _Unknown for anything else."""
    if tokens[0].text == "." or tokens[-1].text in ("/", "|", "^"):
        raise _Unknown
    for token in tokens:
        is_word = token.kind == "word" and not token.is_word(*_VALUES)
        if is_word or token.kind == "blank" or token.text in ("{", "}") or token.text in _NOT_SIMPLE:
            raise _Unknown
    return tuple(tokens)


def _better(parts: Sequence[_Part], source: str, may_subtract: bool, may_fix: bool) -> str | None:
    """The parts in a better order and form; None where they are good, or must stay."""
    certain: set[str] = set()
    optional: list[tuple[set[str], set[str]]] = []
    is_late, may_move = False, True
    for part in parts:
        if part.kind == "triples":
            is_late = is_late or bool(optional)
            may_move = may_move and not any((inside & part.variables()) - fixed for inside, fixed in optional)
            certain |= part.variables()
        elif part.kind == "optional":
            optional.append((part.variables(), set(certain)))
    subtracted = [part for part in parts if may_subtract and _may_subtract(part, certain)]
    fixed = [part for part in parts if may_fix and _may_fix(part, parts, certain, source)]
    moves = is_late and may_move
    if not moves and not subtracted and not fixed:
        return None
    left = [part for part in parts if part not in subtracted and part not in fixed]
    if moves:
        left = [part for kind in ("triples", "optional", "filter") for part in left if part.kind == kind]
    made = left[0].text(source)
    for before, part in pairwise(left):
        made += " . " if before.kind == part.kind == "triples" else " "
        made += part.text(source)
    values = [part.as_values(source) or "" for part in fixed]
    return " ".join([*values, made, *(part.as_minus(source) for part in subtracted)])


def _may_fix(part: _Part, parts: Sequence[_Part], certain: set[str], source: str) -> bool:
    """Whether a filter says which term a variable is that the triples of the group bind."""
    if part.as_values(source) is None or not part.variables() <= certain:
        return False
    # A path of length zero leads from a term that is given to itself, also where the graph does not hold it.
    signs = {token.text for other in parts if other.kind == "triples" for token in other.tokens}
    return not signs & set("*?")


def _may_subtract(part: _Part, certain: set[str]) -> bool:
    """Whether a part is FILTER NOT EXISTS over several patterns, at least one of them tied to the group."""
    words = [token.text.upper() for token in part.tokens[:4]]
    if words != ["FILTER", "NOT", "EXISTS", "{"] or not part.variables() & certain:
        return False
    inside = part.tokens[4:-1]
    try:
        kinds = [inner.kind for inner in _parts(inside)]
    except _Unknown:
        return False
    signs = {token.text for token in inside[:-1] if token.kind == "sign"}
    # A path of length zero leads from any term to itself, if it is in the graph or not: EXISTS differs there.
    return kinds == ["triples"] and bool(signs & set(".;,/")) and not signs & set("*?[(")
