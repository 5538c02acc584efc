"""Tokens: words, numbers and marks with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.mentions.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param(
            "Cilvēktiesību aizstāvji.", ["Cilvēktiesību", "aizstāvji", "."], id="words and full stop"
        ),
        pytest.param("VPS+/EBA", ["VPS+", "/", "EBA"], id="plus sign belongs to the abbreviation"),
        pytest.param("e-pārvaldība", ["e-pārvaldība"], id="inner hyphen"),
        pytest.param("Latvijas-Igaunijas", ["Latvijas", "-", "Igaunijas"], id="hyphen between names"),
        pytest.param("ES–ANO", ["ES", "–", "ANO"], id="dash parts words"),
        pytest.param("2021.–2027. g.", ["2021", ".", "–", "2027", ".", "g", "."], id="numbers"),
        pytest.param("(ESĪP) “Par”", ["(", "ESĪP", ")", "“", "Par", "”"], id="brackets and quotation marks"),
        pytest.param("R2P", ["R2P"], id="digit inside a word"),
        pytest.param("AP/PV", ["AP", "/", "PV"], id="slash"),
        pytest.param(" \n", [], id="white space"),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """What counts as one token."""
    assert [token.text for token in tokenise(text)] == tokens


@given(st.text(max_size=80))
def test_places_are_exact(text: str) -> None:
    """Every token stands where it says, tokens do not overlap, and none holds white space."""
    position = 0
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= position
        assert not any(character.isspace() for character in token.text)
        position = token.end
