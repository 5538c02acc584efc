"""Names that a text says again in short."""

import pytest

from hrgraph.mentions.match import Mention
from hrgraph.mentions.repeated import repeated_names, says_again

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
        pytest.param("ārlietu ministre Ita Oša-Liepa",
                     {"ministre", "Ministre", "I. Oša-Liepa", "Ita Oša-Liepa", "Oša-Liepa"},
                     id="who holds it"),
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
        ("Anna Liepa", "foreign-minister"),
        ("I. Kalna", "culture-minister"),
        ("Ilze Kalna", "culture-minister"),
        ("Kalna", "culture-minister"),
        ("Liepa", "foreign-minister"),
    ]


def test_a_name_inside_another_has_no_short_one() -> None:
    """What lies inside a longer name, and a name of one word, is not said again in short."""
    text, (outer,) = named("ārlietu ministre", ("ārlietu ministre", "outer"))
    inner = Mention("inner", 7, 16, "ministre", outer)
    assert repeated_names([(text, [inner])], HEADS) == []


def test_holder_of_a_post_that_many_have() -> None:
    """Of a post whose name could be anybody's only the holder's names are short names."""
    text = named("komisijas vadītāja Anna Liepa", ("komisijas vadītāja", "chair"))
    assert repeated_names([text], (), ("vadītāja",)) == [
        ("A. Liepa", "chair"),
        ("Anna Liepa", "chair"),
        ("Liepa", "chair"),
    ]


def test_two_holders_of_one_surname_have_it_not_alone() -> None:
    """'Liepa' is neither of two persons called so."""
    units = [
        named("ārlietu ministre Anna Liepa", MINISTER),
        named("kultūras ministre Ilze Liepa", ("kultūras ministre", "culture-minister")),
    ]
    assert "Liepa" not in dict(repeated_names(units, HEADS))


def test_treaty_is_called_by_its_kind_in_all_forms() -> None:
    """The one convention of a text is 'Konvencija' in the cases that the data give."""
    text = named("Stambulas konvencija", ("Stambulas konvencija", "istanbul-convention"))
    forms = {"konvencija": ("Konvencija", "Konvenciju"), "pakts": ("Pakts",)}
    assert repeated_names([text], HEADS, (), forms) == [
        ("Konvencija", "istanbul-convention"),
        ("Konvenciju", "istanbul-convention"),
    ]


def test_a_second_minister_that_nobody_knows() -> None:
    """After 'satiksmes ministre', which no name covers, 'ministre' could be either."""
    text = "Vakar ārlietu ministre un satiksmes ministre lēma."
    assert repeated_names([named(text, MINISTER)], HEADS) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Romas konvencija un Konvencija par advokātiem.", False),
        ("Romas konvencija. Konvencija stājās spēkā.", True),
        ("Romas konvencija par miju.", True),
    ],
)
def test_a_second_convention_that_nobody_knows(text: str, known: bool) -> None:
    """A convention 'par …' that no name covers keeps 'Konvencija' from standing for the one that is known."""
    units = [named(text, ("Romas konvencija", "rome-convention"))]
    short = repeated_names(units, (), forms={"konvencija": ["Konvencija"]})
    assert short == ([("Konvencija", "rome-convention")] if known else [])


@pytest.mark.parametrize(
    ("phrase", "key", "again"),
    [
        pytest.param("Liepa", "foreign-minister", True, id="the holder's surname"),
        pytest.param("I. Liepa", "foreign-minister", True, id="the initial and the surname"),
        pytest.param("A. Braže", "foreign-minister", False, id="another holder of the post"),
        pytest.param("Ministre", "foreign-minister", True, id="the noun"),
        pytest.param("Ministre", "justice-minister", False, id="another thing"),
    ],
)
def test_which_name_is_said_again(phrase: str, key: str, again: bool) -> None:
    """A surname says the name again that stands before it, and a noun the name that has it."""
    text, (name,) = named("ārlietu ministre Ita Liepa ieradās", MINISTER)
    assert says_again(Mention(key, 40, 45, phrase), name, text) == again


def test_a_noun_in_another_form_is_the_noun() -> None:
    """'Paktam' says 'pakts' again."""
    text, (name,) = named("ANO pakts", ("ANO pakts", "pact"))
    assert says_again(Mention("pact", 20, 26, "Paktam"), name, text)
