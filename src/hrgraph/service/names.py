"""IRIs in; where a reader finds them on this site, and a short way to write them, out."""

import re

from hrgraph.latvian.alphabet import sort_key
from hrgraph.rdf import terms

_KEY = re.compile(r"[A-Za-z0-9._~/%+:@!$&'()*,;=-]+")


def is_key(text: str) -> bool:
    """Whether a text can be the KEY of a thing: ASCII, and nothing that could end an IRI."""
    return _KEY.fullmatch(text) is not None


def link(iri: str) -> str | None:
    """The address to link an IRI to: on this site for what it serves, None for what is no web address."""
    if iri.startswith(terms.ID):
        return "/id/" + iri.removeprefix(terms.ID)
    if iri.startswith(terms.HR):
        return "/ontology#" + iri.removeprefix(terms.HR)
    return iri if iri.startswith(("http://", "https://")) else None


def short(iri: str) -> str:
    """The IRI with a prefix in place of its namespace, where there is one."""
    for prefix, namespace in terms.PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def natural(text: str, fold: bool = True) -> list[tuple[int, str]]:
    """A sorting key by which I.A.3 comes before I.A.10; capitals count only if not folded."""
    parts = re.split(r"([0-9]+)", sort_key(text.casefold()) if fold else text)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
