"""Which graphs a query is asked of, said so that any SPARQL 1.1 endpoint understands it alike.

What a published store holds beside the graphs themselves stands in graphs whose names begin with `OWN`: all
statements in one (`UNION`), and a record of what is published (`RECORD`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from hrgraph.errors import BadQuery
from hrgraph.rdf import terms
from hrgraph.store.oxigraph import may_name_graphs
from hrgraph.store.query.guard import Reading
from hrgraph.store.query.tokens import Token, place
from hrgraph.store.reasons import Reason

OWN = "urn:hrgraph:"
UNION, RECORD, NONE = OWN + "union", OWN + "record", OWN + "none"
"""The graph of all statements, the graph of the record, and a graph that there never is."""

Parameters = list[tuple[str, str]]


def parameters(
    reading: Reading,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    published: Sequence[str] | None,
) -> Parameters:
    """The parameters of the protocol that describe the dataset; `published` are the names of its graphs.

    Without a description the default graph is the union of the published graphs. Where there is none
    (`published` is None), the endpoint decides.
    """
    if not default_graphs and not named_graphs:
        described = _described(reading)
        if described is None:
            return []
        default_graphs, named_graphs = described
    if not default_graphs and not named_graphs:
        if published is None:
            return []
        # The names are needed only where a query can ask for them, and there may be many.
        asks = may_name_graphs(reading.text)
        default_graphs, named_graphs = (UNION,), published if asks else ()
        if not asks:
            return [("default-graph-uri", UNION)]
    # Some engines take an empty half of the description for no description, and give all they have.
    found = [("default-graph-uri", iri) for iri in default_graphs or (NONE,)]
    return found + [("named-graph-uri", iri) for iri in named_graphs or (NONE,)]


def undescribed(reading: Reading) -> str:
    """The query without FROM and FROM NAMED: some engines add them to the parameters, which ought to win."""
    text = reading.text
    for number, token in enumerate(reading.tokens):
        if token.is_word("FROM"):
            name, *rest = reading.tokens[number + 1 : number + 3] or [token]
            end = rest[0].end if rest and name.is_word("NAMED") else name.end
            text = text[: token.start] + " " * (end - token.start) + text[end:]
    return text


def refuse_functions(reading: Reading) -> None:
    """Raise BadQuery where the query calls a function of hrgraph, which another engine lacks."""
    prefixes = _prefixes(reading.tokens)
    for token, after in pairwise(reading.tokens):
        iri = _resolved(token, prefixes)
        if after.text == "(" and iri is not None and iri.startswith(terms.FUNCTION):
            line, column = place(reading.text, token.start)
            raise BadQuery(Reason("no-function", found=token.text[:80]), line, column, token.text[:80])


def _described(reading: Reading) -> tuple[list[str], list[str]] | None:
    """The graphs of FROM and FROM NAMED; None where one cannot be told, so that the query has to say it."""
    prefixes = _prefixes(reading.tokens)
    default: list[str] = []
    named: list[str] = []
    for number, token in enumerate(reading.tokens):
        if token.is_word("FROM"):
            rest = reading.tokens[number + 1 : number + 3]
            is_named = bool(rest) and rest[0].is_word("NAMED")
            iri = _resolved(rest[is_named], prefixes) if len(rest) > is_named else None
            if iri is None:
                return None
            (named if is_named else default).append(iri)
    return default, named


def _prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    found = {}
    for number, token in enumerate(tokens[:-2]):
        name, iri = tokens[number + 1], tokens[number + 2]
        if token.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri":
            found[name.text] = iri.text[1:-1]
    return found


def _resolved(token: Token, prefixes: Mapping[str, str]) -> str | None:
    """The absolute IRI that a token stands for; None for any other token, and where it cannot be told."""
    if "\\" in token.text:
        return None
    if token.kind == "iri":
        return token.text[1:-1] if ":" in token.text else None
    if token.kind == "name":
        prefix, colon, local = token.text.partition(":")
        start = prefixes.get(prefix + colon)
        return start + local if start is not None and ":" in start else None
    return None


def graph_names(found: Iterator[str]) -> tuple[str, ...]:
    """The names of graphs without those that are the store's own, sorted."""
    return tuple(sorted(name for name in found if not name.startswith(OWN)))
