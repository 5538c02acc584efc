"""Short names and links of IRIs."""

import pytest

from hrgraph.service.lookups.graph import Value
from hrgraph.service.lookups.names import (
    digest,
    is_key,
    link,
    natural,
    short,
    statement_address,
    words_address,
)


@pytest.mark.parametrize(
    ("iri", "address", "name"),
    [
        ("https://w3id.org/hrgraph/id/plan/I.A.3", "/id/plan/I.A.3", "id:plan/I.A.3"),
        ("https://w3id.org/hrgraph/ontology#Actor", "/ontology#Actor", "hr:Actor"),
        (
            "http://www.w3.org/2004/02/skos/core#Concept",
            "http://www.w3.org/2004/02/skos/core#Concept",
            "skos:Concept",
        ),
        ("https://example.org/x", "https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", None, "javascript:alert(1)"),
        ("urn:x", None, "urn:x"),
    ],
)
def test_link_and_short(iri: str, address: str | None, name: str) -> None:
    """What this site serves is linked here, other web addresses there, anything else nowhere."""
    assert (link(iri), short(iri)) == (address, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("latvia", True),
        ("plan/I.A.3", True),
        ("", False),
        ("a>b", False),
        ("a b", False),
        ("ē", False),
        ("a\n", False),
    ],
)
def test_keys(text: str, expected: bool) -> None:
    """A KEY holds nothing that could end an IRI in a query."""
    assert is_key(text) is expected


def test_natural_order() -> None:
    """Numbers sort as numbers and words in the Latvian order."""
    assert sorted(["I.A.10", "I.A.3", "žu", "zz", "āa", "ab"], key=natural) == [
        "āa",
        "ab",
        "I.A.3",
        "I.A.10",
        "zz",
        "žu",
    ]
    assert sorted(["fn.2", "V", "intro", "fn.10", "II"], key=lambda name: natural(name, fold=False)) == [
        "II",
        "V",
        "fn.2",
        "fn.10",
        "intro",
    ]


def test_the_address_of_words() -> None:
    """Words are shown in the reader, marked in their part."""
    part = "https://w3id.org/hrgraph/id/plan/I.A.3"

    assert words_address(part, (10, 35)) == "/document/plan/I.A.3?words=10-35"


def test_the_address_of_a_statement() -> None:
    """It has the KEY of the subject and digits of predicate and object; only things have statements."""
    value = Value("ģimenes", language="lv")

    assert (
        statement_address("https://w3id.org/hrgraph/id/a/b", "p", value)
        == f"/statement/a/b/{digest('p', value)}"
    )
    assert statement_address("https://w3id.org/hrgraph/ontology#a", "p", value) is None
    assert statement_address("urn:a", "p", value) is None
    assert str(statement_address("https://example.org/a?b", "p", value)).startswith(
        "/statement?about=https%3A%2F%2Fexample.org%2Fa%3Fb&digits="
    )
    assert statement_address("https://w3id.org/hrgraph/id/a", "p", Value("b0", is_blank=True)) is None


def test_digits_tell_objects_apart() -> None:
    """Another predicate, object or language gives other digits; the same gives the same for ever."""
    values = [Value("x"), Value("y"), Value("x", language="lv"), Value("x", language="en")]

    assert len({digest(name, value) for name in ("p", "q") for value in values}) == 8
    assert digest("p", Value("x")) == "20183d6deab5"
