"""What a query may cost before it is refused or stopped, and how many may run at once."""

import os
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one query.

    `rows` is how many rows, or statements of RDF, an answer to somebody else has, and 0 is all; whoever asks
    a store says so in the call, and hrgraph itself asks for all.

    `nesting` and `complexity` keep the engine's stack from overflowing, which would end the process: on a
    stack of 8 MiB it overflows between 800 and 1,600 nested calls, and between 1,600 and 3,200 assignments.

    `services` are the endpoints that SERVICE may call, each by the IRI written in the query; they must stand
    in the public network. `local_services` may stand elsewhere. The engine calls no other address: it follows
    no redirect.
    """

    query_bytes: int = MEBIBYTE
    rows: int = 100_000
    nesting: int = 100
    complexity: int = 1000
    services: frozenset[str] = frozenset()
    local_services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many queries run at once, and what each may use up. Times are in seconds, sizes in bytes.

    `workers` processes answer queries: two more than processors, so that two long queries leave the others
    their place before it is known that they are long. One that is at the same query for longer than
    `slow_after` makes room for another: it goes on at the lowest priority as one of at most `slow_workers`.
    While there are so many, one that takes longer than `grace` is turned away if others wait. `waiting`
    requests wait for a process, more are turned away. `seconds` is the time of a query, from its start to
    the last byte of its result; `memory` is what it may take beside the loaded graph, `result_bytes` how
    large its result may be. One of up to `at_once` is handed out whole, a larger one in pieces.
    """

    workers: int = (os.cpu_count() or 1) + 2
    slow_workers: int = 4
    waiting: int = 64
    seconds: float = 30.0
    slow_after: float = 0.25
    grace: float = 1.0
    memory: int = 1024 * MEBIBYTE
    result_bytes: int = 1024 * MEBIBYTE
    at_once: int = 8 * MEBIBYTE
