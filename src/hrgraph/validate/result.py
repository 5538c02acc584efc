"""A validation result as the standard has it (W3C SHACL 3.6), from whichever engine found it."""

from dataclasses import dataclass

from hrgraph.rdf.term import Term
from hrgraph.validate.finding import Severity


@dataclass(frozen=True, slots=True)
class Result:
    """One result: `path` is the property, after a caret if it is followed backwards, or empty.

    `shape` and `component` are IRIs; `messages` are pairs of language and text, sorted.
    """

    focus: Term
    path: str
    value: Term | None
    shape: str
    component: str
    severity: Severity
    messages: tuple[tuple[str, str], ...]
