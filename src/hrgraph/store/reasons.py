"""Why a query is not answered: sentences that remember which sentence they are.

The store speaks English. The service looks up `Reason.code` to say the same thing in Latvian.
"""

from typing import Self

SENTENCES = {
    "empty": "the query is empty",
    "no-form": "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, not with “{found}”",
    "update": "“{found}” is SPARQL Update; this endpoint answers queries only",
    "unexpected": "“{found}” cannot stand here",
    "ends-early": "the query ends too early: something is missing after “{found}”",
    "undeclared-prefix": "the prefix “{found}” is not declared; add PREFIX {found} <{iri}>",
    "open-string": "a string starts here that is not closed on its line or holds an unknown escape",
    "open-iri": "“<” starts no IRI here: an IRI ends with “>” and holds no spaces, quotation marks or braces",
    "bad-iri": "“{found}” is not an absolute IRI",
    "unbound": "a variable of SELECT is neither grouped by nor inside an aggregate",
    "star-group": "SELECT * cannot stand together with GROUP BY",
    "reused": "a variable that already has a value is given another one by AS",
    "cannot-run": "the query cannot be run: {message}",
    "malformed": "the query is not valid SPARQL",
    "service": "“{found}” at line {line}, column {column} calls a server that this endpoint does not call",
    "service-unknown": "no address is known of {found}, which SERVICE calls",
    "service-private": "{found} stands on this machine or in a private network, so SERVICE does not call it",
    "too-long": "the query has {size} bytes; the limit is {limit}",
    "too-deep": "the query nests more than {limit} brackets in one another",
    "too-complex": "the query has more than {limit} keywords and operators",
    "format": "a query of this kind cannot be answered as {wanted}",
    "graph-iri": "“{found}” is not an absolute IRI, so it names no graph",
    "no-predicate": "the graph has no property {found}",
    "no-class": "nothing in the graph is a {found}",
    "no-thing": "the graph says nothing about {found}",
    "other-literal": "the words stand in the graph, but with another language or type",
    "filter-empty": "this FILTER lets nothing through of what the conditions before it find",
    "no-join": "this condition is fulfilled by itself, but not together with those before it",
    "no-match": "nothing in the graph fulfils this condition",
    "empty-later": "the conditions are fulfilled; HAVING, LIMIT, OFFSET or VALUES after them leaves nothing",
    "timed-out": "the query ran for longer than {seconds} seconds and was stopped; ask for less at once: "
    "add triples or FILTERs that narrow it, avoid parts that share no variable, and paths with * or +",
    "crashed": "the query used up its memory ({memory} MiB) or broke the engine, and was stopped; "
    "ask for less",
    "result-too-large": "the result has more than {limit} bytes; add LIMIT and OFFSET, or ask for less",
    "busy": "too many queries are running; ask again in {seconds} seconds",
    "slow": "too many long queries are running, so this one was stopped; ask again in {seconds} seconds, "
    "or for less",
    "no-worker": "no process can be started to answer the query",
    "no-endpoint": "the SPARQL endpoint that holds the graph does not answer ({why}); ask again later",
    "not-let-in": "the SPARQL endpoint that holds the graph does not let this service in",
    "no-function": "the engine behind this endpoint does not have the function {found}; "
    "look for words at /search, or load the graph into a store of hrgraph's own",
    "cut": "the engine behind this endpoint gives no more than {limit} rows; add LIMIT and OFFSET",
    "engine": "the engine could not answer: {message}",
}
"""The English sentences by their code."""


class Reason(str):
    """An English sentence that keeps its `code` and the `values` said in it."""

    __slots__ = ("code", "values")
    code: str
    values: dict[str, str | int]

    def __new__(cls, code: str, **values: str | int) -> Self:
        """Fill in the sentence of that code; KeyError where there is none."""
        reason = super().__new__(cls, SENTENCES[code].format(**values))
        reason.code = code
        reason.values = values
        return reason

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.values)


def _again(code: str, values: dict[str, str | int]) -> Reason:
    return Reason(code, **values)
