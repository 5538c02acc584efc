"""What a pattern requires is read off the pattern, and nothing that matches lacks it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.assertions.pattern import compile_pattern
from hrgraph.assertions.required import Asked

SETTINGS = {
    "separator": ", ",
    "item": ", ",
    "last": " un ",
    "closed": "",
    "sentence": "[^.]*?",
    "case": {"nom": {}},
    "fragment": {"start": "(?<!g )(?:{home:#latvia@nom} )?"},
}


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        pytest.param("{who:State} tur {what:Group|Event}", [{" tur "}, {"{Group}", "{Event}"}, {"{State}"}]),
        pytest.param("{=start}{who:State@nom+}", [{"{State@nom}"}], id="a case, and no key"),
        pytest.param("(?:{who:State} )?kopā {what:Group}", [{"kopā "}, {"{Group}"}], id="not what may lack"),
        pytest.param("{who:State}? tad {what:Group}{..}", [{" tad "}, {"{Group}"}], id="not one left out"),
        pytest.param("{who:State}{0,2}{what:Group+}", [{"{Group}"}], id="not what may stand no time"),
        pytest.param("{who:State}|{what:Group}", [{"{State}", "{Group}"}], id="one of two"),
        pytest.param("{who:State}|[a-z]+", [], id="nothing where one of two tells nothing"),
        pytest.param("(?:vada|vadīs|vadīja) {what:Group}", [{"vada ", "vadīs ", "vadīja "}, {"{Group}"}]),
        pytest.param("(?:no)?balso(?:ja|s)", [{"balsoja", "balsos"}], id="none that holds another"),
        pytest.param("(?:[a-z]+ )+noteikti", [{"noteikti"}], id="what follows something unknown"),
        pytest.param("(?:noteikti )+", [{"noteikti "}], id="what stands at least once"),
        pytest.param("(?>noteikti)(?= tagad)", [{"noteikti"}, {" tagad"}], id="what is looked ahead to"),
        pytest.param("noteikti(?! tagad)(?<!\ue001 )", [{"noteikti"}], id="not what must not stand"),
        pytest.param("(?i:noteikti) tagad", [{" tagad"}], id="not where case is nothing"),
        pytest.param("(?i)noteikti", [], id="nothing where case is nothing anywhere"),
        pytest.param("noteikti \ue000[^\ue001]*@nom", [], id="nothing of a mark written out"),
        pytest.param(
            "noteikti \ue000[^\ue001]*@nom\ue001 runā", [{"noteikti "}, {" runā"}], id="what is around a mark"
        ),
        pytest.param("noteikti [ab]\ue001 runā", [], id="nothing where a mark only ends"),
        pytest.param(
            "{who:State} vada|{what:Group} runā",
            [{"{State}", "{Group}"}, {"{State}", " runā"}, {" vada", "{Group}"}, {" vada", " runā"}],
            id="one thing of each of two",
        ),
        pytest.param(
            r"\({who:State}\) [(|]{what:Group*}", [{") (", ") |"}, {"{State}"}, {"{Group}"}], id="plain signs"
        ),
        pytest.param(
            '{words:"(abi|visi)"} {when:Date}', [{"abi ", "visi "}, {"{Date}"}], id="words of a name"
        ),
        pytest.param("(?P<a>abi)?(?(a) {who:State}| {what:Group})", [], id="nothing of a condition"),
    ],
)
def test_what_a_pattern_requires(pattern: str, required: list[set[str]]) -> None:
    """Words and slots that stand in every match are conditions that are cheap to ask."""
    found = compile_pattern(pattern, SETTINGS).required
    assert sorted(map(sorted, found)) == sorted(map(sorted, required))


_PIECES = st.recursive(
    st.sampled_from(
        ["abc", "bca", "ab[cd]", "cab", "[a-c]", "a", " ", "(?=abc)", "(?!abc)", "(?<=b)", "$", "."]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda many: f"(?:{'|'.join(many)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "*?", "{2}", "{0,2}", "{1}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?>{one})"),
    ),
    max_leaves=6,
)


@given(_PIECES, st.lists(st.sampled_from(["abc", "bca", "d", "c", " ", "ab"]), max_size=6).map("".join))
def test_nothing_that_matches_lacks_what_is_required(expression: str, text: str) -> None:
    """Whatever the expression, a text that it matches holds a word of each set: asking loses no match."""
    required = Asked().required(expression)
    assert all(any(word in text for word in one) for one in required) or not re.search(expression, text)
