"""Names that a text says again in short."""

import pytest

from hrgraph.mentions.match import Mention
from hrgraph.mentions.repeated import repeated_names

HEADS = ("ministre", "ministrija")
MINISTER = ("ārlietu ministre", "foreign-minister")


def named(text: str, *names: tuple[str, str]) -> tuple[str, list[Mention]]:
    """The text with mentions of the (words, KEY) pairs given."""
    return text, [
        Mention(key, text.index(words), text.index(words) + len(words), words) for words, key in names
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        pytest.param("Vakar ārlietu ministre lēma.", {"ministre", "Ministre"}, id="the head alone"),
        pytest.param(
            "ārlietu ministre Ita Oša-Liepa", {"ministre", "Ministre", "I. Oša-Liepa"}, id="who holds it"
        ),
        pytest.param("ārlietu ministre Rīgā teica", {"ministre", "Ministre"}, id="one capital is no person"),
    ],
)  # fmt: skip
def test_short_names_of_what_is_named(text: str, short: set[str]) -> None:
    """The last word of a name, small and at the head of a sentence, and the holder of a post."""
    assert set(repeated_names([named(text, MINISTER)], HEADS)) == {(one, MINISTER[1]) for one in short}


def test_heads_that_are_not_told_stand_for_nothing() -> None:
    """Only words of the data stand alone: 'padome' could be any council."""
    assert repeated_names([named("ārlietu ministre", MINISTER)], ("padome",)) == []


def test_what_could_be_two_things_is_neither() -> None:
    """After two ministers 'ministre' tells nobody; another's initial does."""
    units = [
        named("ārlietu ministre Anna Liepa", MINISTER),
        named("kultūras ministre Ilze Kalna", ("kultūras ministre", "culture-minister")),
    ]
    assert repeated_names(units, HEADS) == [
        ("A. Liepa", "foreign-minister"),
        ("I. Kalna", "culture-minister"),
    ]


def test_a_name_inside_another_has_no_short_one() -> None:
    """What lies inside a longer name, and a name of one word, is not said again in short."""
    text, (outer,) = named("ārlietu ministre", ("ārlietu ministre", "outer"))
    inner = Mention("inner", 7, 16, "ministre", outer)
    assert repeated_names([(text, [inner])], HEADS) == []
