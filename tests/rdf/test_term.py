"""Terms as plain values."""

import pytest

from hrgraph.rdf.term import Term, iri, literal, read_term
from hrgraph.rdf.terms import XSD


@pytest.mark.parametrize(
    "term",
    [
        iri("https://example.org/ā"),
        Term("blank", "b1"),
        literal(""),
        literal('a "b" \\ \n\t\r\x08\x0c\x01 \\n ā'),
        literal("vārds", language="lv"),
        literal("7", XSD + "integer"),
    ],
)
def test_what_is_written_is_read_again(term: Term) -> None:
    """N-Triples of a term give the term, whatever marks are in it."""
    assert read_term(term.n3().encode()) == term


def test_long_escapes_are_read() -> None:
    """Any character may be written by its number."""
    assert read_term(b'"\\u0101\\U0001F600"').text == "ā😀"
