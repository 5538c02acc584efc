"""Short names and links of IRIs."""

import pytest

from hrgraph.service.names import is_key, link, natural, short


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
