"""Tokens and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.store.query.tokens import all_tokens, meaningful, place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK{?s a :b}", ["word", "sign", "variable", "word", "name", "sign"]),
        ("<http://a#b>#c\n?x", ["iri", "variable"]),
        ("1<2", ["number", "sign", "number"]),
        ("?a<?b && ?c>?d", ["variable", "sign", "variable", "sign", "variable", "sign", "variable"]),
        ("a:b\\#c.d .", ["name", "sign"]),
        ("a:b.", ["name", "sign"]),
        ("_:b1.", ["blank", "sign"]),
        ("'''a'b\n'''@lv-LV", ["long", "language"]),
        ('"a\\"b" "c"', ["string", "string"]),
        ('"""a" 1', ["string", "string", "number"]),
        ("1.5e3 .5 5.", ["number", "number", "number", "sign"]),
        ("a:%41/^a:b", ["name", "sign", "sign", "name"]),
        ("?ē1 ē:ā", ["variable", "name"]),
    ],
)
def test_terminals(text: str, expected: list[str]) -> None:
    """Each terminal of SPARQL is told from its neighbours, comments and white space left out."""
    assert [token.kind for token in meaningful(text)] == expected


@given(st.text(alphabet=st.sampled_from("\"'<>#\\\n\r {}()?:.a1_@^éē%|u0"), max_size=40))
def test_tokens_join_to_the_text(text: str) -> None:
    """No character of any text is lost or moved by cutting it into tokens."""
    assert "".join(token.text for token in all_tokens(text)) == text


def test_place_counts_code_points_from_one() -> None:
    """A place is a line and a column in code points, both from one."""
    text = "ā\n𝄞b\n"

    assert [place(text, offset) for offset in (0, 2, 3, 5)] == [(1, 1), (2, 1), (2, 2), (3, 1)]


def test_hostile_texts_take_linear_time() -> None:
    """No text makes the search for tokens start over at every character."""
    for piece in (".a", "-a", "a:", "<a", "'a", '"""a\\q', "_:a.", "@a-", "1."):
        assert sum(len(token.text) for token in all_tokens("a" + piece * 100_000)) == 1 + len(piece) * 100_000
