"""What curators rejected in; the file of a build that tells it out."""

import json
from collections.abc import Iterable

from hrgraph.assertions.model import Assertion, Literal
from hrgraph.rdf import terms
from hrgraph.rdf.term import iri, literal


def rejections_file(rejections: Iterable[Assertion]) -> bytes:
    """The rejected statements as JSON, a line each: terms in N-Triples, part, who rejected it and why.

    The same rejections give the same bytes, in whatever order they come.
    """
    lines = sorted(json.dumps(_row(one), ensure_ascii=False) for one in rejections)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _row(rejected: Assertion) -> dict[str, str]:
    value, evidence = rejected.object, rejected.evidence
    term = literal(value.value, value.datatype, value.language) if isinstance(value, Literal) else iri(value)
    return {
        "subject": rejected.subject,
        "predicate": rejected.predicate,
        "object": term.n3(),
        "part": terms.thing(f"{evidence.document}/{evidence.unit}"),
        "by": terms.thing(evidence.maker),
        "reason": evidence.reason,
    }
