"""IRIs in; where a reader finds them on this site, and a short way to write them, out."""

import hashlib
import re
from urllib.parse import urlencode

from hrgraph.latvian.alphabet import sort_key
from hrgraph.rdf import terms
from hrgraph.rdf.terms import Run
from hrgraph.service.lookups.graph import Value

_WEB = re.compile(r'https?://[^\x00-\x20<>"{}|^`\\]+')
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


def words_address(part: str, words: Run) -> str:
    """Where these characters of a document, in the part with this IRI, are shown marked in its text."""
    document, _, unit = part.removeprefix(terms.ID).partition("/")
    return f"/document/{document}/{unit}?words={words[0]}-{words[1]}"


def digest(predicate: str, value: Value) -> str:
    """The digits in the address of a statement with this predicate and object.

    They are the first twelve of SHA-256 (FIPS 180-4) in hexadecimal, of predicate, line feed and object; an
    object with a language has "@" and its tag behind it. A query can make them too:
    SUBSTR(SHA256(CONCAT(STR(?p), "\\n", STR(?o))), 1, 12).
    """
    said = f"{predicate}\n{value.text}" + (f"@{value.language}" if value.language else "")
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def statement_address(subject: str, predicate: str, value: Value) -> str | None:
    """Where a statement about a thing or a web page is shown; None for those about anything else."""
    if value.is_blank:
        return None
    if subject.startswith(terms.ID):
        return f"/statement/{subject.removeprefix(terms.ID)}/{digest(predicate, value)}"
    if not is_web_address(subject) or subject.startswith(terms.BASE):
        return None
    return "/statement?" + urlencode({"about": subject, "digits": digest(predicate, value)})


def is_web_address(text: str) -> bool:
    """Whether a text is an address of the web that can stand in a query (SPARQL 1.1, IRIREF)."""
    return _WEB.fullmatch(text) is not None


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
