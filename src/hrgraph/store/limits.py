"""What a query may cost before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one query.

    `nesting` and `complexity` keep the engine's stack from overflowing, which would end the process: on a
    stack of 8 MiB it overflows between 800 and 1,600 nested calls, and between 1,600 and 3,200 assignments.

    `services` are the endpoints that SERVICE may call, each by the IRI written in the query. The engine calls
    no other address: it follows no redirect.
    """

    query_bytes: int = 1024 * 1024
    nesting: int = 100
    complexity: int = 1000
    services: frozenset[str] = frozenset()
