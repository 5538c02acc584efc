"""The answer to a query in; a hash of what it says, whatever the order of its rows, out.

Two answers have one hash if they hold the same rows as often (SELECT), the same yes or no (ASK), or the same
statements (CONSTRUCT, DESCRIBE; blank nodes by RDFC-1.0). Rows are compared by their terms in N-Triples; one
blank node in a row counts as any other, since a row says no more of it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from hrgraph.store.base import Kind, Store
from hrgraph.store.query.guard import kind_of

_JSON = ox.QueryResultsFormat.JSON


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hash of an answer (SHA-256, hexadecimal), and how many rows or statements it has."""

    hash: str
    count: int


def fingerprint(store: Store, query: str) -> Fingerprint:
    """What the store answers now, as a hash. Raises as `Store.query` does."""
    if kind_of(query) in (Kind.CONSTRUCT, Kind.DESCRIBE):
        content = store.query(query, "application/n-triples").content()
        graph = ox.Dataset(
            ox.Quad(triple.subject, triple.predicate, triple.object)
            for triple in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)
        )
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return _of("graph", [str(quad) for quad in graph])
    content = store.query(query, "application/sparql-results+json").content()
    found = ox.parse_query_results(content, format=_JSON)
    if isinstance(found, ox.QueryBoolean):
        return _of("boolean", [str(bool(found)).lower()])
    names = sorted(variable.value for variable in found.variables)
    return _of(
        "\t".join(["solutions", *names]), ["\t".join(_term(row[name]) for name in names) for row in found]
    )


def _of(head: str, lines: Iterable[str]) -> Fingerprint:
    ordered = sorted(lines)
    text = "\n".join([head, *ordered])
    return Fingerprint(hashlib.sha256(text.encode()).hexdigest(), len(ordered))


def _term(term: object) -> str:
    return "" if term is None else "_:" if isinstance(term, ox.BlankNode) else str(term)
