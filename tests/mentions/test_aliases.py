"""Short names that a text defines for itself."""

import pytest

from hrgraph.knowledge import Knowledge
from hrgraph.mentions.aliases import defined_names, may_hold
from hrgraph.mentions.match import Mention
from hrgraph.pipeline import DocumentReading


def named(text: str, *names: tuple[str, str]) -> tuple[str, list[Mention]]:
    """The text with mentions of the (words, KEY) pairs given."""
    return text, [
        Mention(key, text.index(words), text.index(words) + len(words), words) for words, key in names
    ]


COUNCIL = ("Eiropas Padome", "council-of-europe")
GROUP = ("valstu grupas “Atbildība”", "act-group")


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        pytest.param("Eiropas Padome (EP) lēma.", COUNCIL, "EP", id="capitals in brackets"),
        pytest.param("valstu grupas “Atbildība” (turpmāk – ACT grupa).", GROUP, "ACT grupa", id="hereafter"),
        pytest.param(
            "Eiropas Padome (turpmāk tekstā – Padome)", COUNCIL, "Padome", id="hereafter in the text"
        ),
        pytest.param("Eiropas Padome (turpmāk - EP)", COUNCIL, "EP", id="hyphen for a dash"),
        pytest.param("Eiropas Padome (PE)", COUNCIL, "PE", id="beginning as another word of the name"),
        pytest.param("Eiropas Padome(EP)", COUNCIL, "EP", id="no space before the bracket"),
    ],
)
def test_short_names_that_are_defined(text: str, name: tuple[str, str], short: str) -> None:
    """A short name in brackets right behind a name is bound to the thing named."""
    assert defined_names([named(text, name)]) == [(short, name[1])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Eiropas Padome (sk. 3. lpp.) lēma.", id="other words in brackets"),
        pytest.param("Eiropas Padome (ANO) lēma.", id="capitals that do not begin as the name does"),
        pytest.param("Eiropas Padome un citi (EP)", id="words between"),
        pytest.param("Eiropas Padome (2019) lēma.", id="a number in brackets"),
        pytest.param("Eiropas Padome (E)", id="one letter"),
        pytest.param("Eiropas Padome EP", id="no brackets"),
        pytest.param("Eiropas Padome (turpmāk – __)", id="no word"),
    ],
)
def test_brackets_that_define_nothing(text: str) -> None:
    """Other brackets behind a name define no short name."""
    assert defined_names([named(text, COUNCIL)]) == []


def test_name_for_two_things_defines_none() -> None:
    """A short name given to two things is ambiguous, so it names neither."""
    units = [
        named("Eiropas Padome (EP)", COUNCIL),
        named("Eiropas Parlaments (EP)", ("Eiropas Parlaments", "ep")),
    ]
    assert defined_names(units) == []


def test_inner_mention_defines_nothing() -> None:
    """What stands inside a longer name is not what the brackets speak of."""
    text = "Eiropas Padomes Konvencija (EK)"
    outer = Mention("convention", 0, 26, "x")
    inner = Mention("council-of-europe", 0, 15, "x", outer)
    assert defined_names([(text, [outer, inner])]) == [("EK", "convention")]
    short = Mention("convention", 0, 15, "x")
    assert defined_names([("Eiropas Padomes (EP)", [Mention("c", 0, 15, "x", short)])]) == []


def test_name_defined_inside_a_longer_one() -> None:
    """Where the brackets stand inside the longer name too, they speak of what stands before them."""
    text = "Eiropas Padomes (EP) Ministru komiteja"
    outer = Mention("committee", 0, len(text), "x")
    assert defined_names([(text, [outer, Mention("council", 0, 15, "x", outer)])]) == [("EP", "council")]


@pytest.mark.parametrize(
    ("unit", "words", "key"),
    [
        pytest.param("p2", "ACT grupai", "act-group", id="inflected name after its definition"),
        pytest.param("p4", "ACT", "act-group", id="first word of the short name alone"),
        pytest.param("more", "ACT grupu", "act-group", id="another paragraph"),
    ],
)
def test_short_names_of_the_release(release: DocumentReading, unit: str, words: str, key: str) -> None:
    """The short name that the release defines names the group wherever it stands."""
    reading = next(reading for reading in release.readings if reading.unit.id == unit)
    found = {(reading.text[mention.start : mention.end], mention.key) for mention in reading.mentions}
    assert (words, key) in found


@pytest.mark.parametrize(
    ("text", "held"),
    [
        pytest.param("Pievienojas ACT grupai.", True, id="its first word"),
        pytest.param("“ACT” lēma.", True, id="between marks"),
        pytest.param("Grupa lēma.", False, id="another word of it"),
        pytest.param("Act lēma.", False, id="other letters"),
    ],
)
def test_where_a_short_name_may_stand(text: str, held: bool) -> None:
    """Only texts with its first word are read again when a document defines a short name."""
    assert may_hold(text, [("ACT grupa", "act-group")]) is held


def test_texts_without_a_short_name_read_alike(knowledge: Knowledge, release: DocumentReading) -> None:
    """What cannot hold a short name gives the same mentions with and without it."""
    aliases = [("ACT grupa", "act-group"), ("Kodekss", "act-code")]
    others = [one.text for one in release.readings if not may_hold(one.text, aliases)]
    assert len(others) > 3
    for text in others:
        assert knowledge.matcher.find(text, "d", aliases) == knowledge.matcher.find(text, "d")
