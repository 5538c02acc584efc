"""Patterns: what a slot catches, what lies open to it, and where a match stands."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from hrgraph.assertions.apply import Context
from hrgraph.assertions.cases import Cases
from hrgraph.assertions.model import Reading
from hrgraph.assertions.pattern import Match, SlottedUnit, compile_pattern
from hrgraph.assertions.values import Value
from hrgraph.mentions.match import Mention

Read = Callable[..., Reading]
MACROS = {"separator": "(?:,? un |, |, kā arī )", "sentence": r"(?:\d\.|[^.])*?"}
NAMES = [("Latvija", "latvia"), ("Igaunija", "estonia"), ("grupa", "group")]


def matches(source: str, reading: Reading, context: Context) -> list[Match]:
    """All matches of the pattern in the unit."""
    pattern = compile_pattern(source, MACROS)
    values = context.values.find(reading.text)
    return SlottedUnit(reading, values, context.kinds).find(pattern)


def caught(match: Match, text: str) -> dict[str, list[str] | str]:
    """What each name of the pattern caught: KEYs and values, or the words."""
    shown: dict[str, list[str] | str] = {}
    for name, bound in match.bound.items():
        keys = [m.key for slot in bound.slots for m in slot.mentions]
        values = [slot.value.text for slot in bound.slots if slot.value is not None]
        shown[name] = keys + values if bound.slots else text[bound.start : bound.end]
    return shown


def test_an_act_is_a_slot_with_its_infinitive(reading: Read, context: Context) -> None:
    """The verb of an act can be asked for as such and by its infinitive."""
    unit = reading("Atceltu Latvija", ("Latvija", "latvia"))
    act = Value("Act", "atcelt", 0, 7, "d/I.A.1/act.1")
    for source, found in (("{act:Act} {who:State}", 1), (r"(?=[^ ]*#atcelt\ue002){act:Act}", 1),
                          (r"(?=[^ ]*#celt\ue002){act:Act}", 0)):  # fmt: skip
        pattern = compile_pattern(source, MACROS)
        slotted = SlottedUnit(unit, [act], context.kinds)
        assert len(slotted.find(pattern)) == found, source


def test_a_form_that_might_be_a_genitive_is_marked(reading: Read, context: Context) -> None:
    """What ends in -u without being a genitive by its dictionary form has a mark of its own."""
    pattern = compile_pattern("{what:Topic}(?<=u\ue001)", MACROS)
    cases = Cases({"acc": {"s": ["u"]}, "gen": {"s": ["a"]}})
    kinds = replace(context.kinds, cases=cases)
    for words, found in (("mieru", 1), ("miera", 0)):
        mention = Mention("peace", 0, 5, "miers", None)
        unit = replace(reading(words), mentions=(mention,))
        assert len(SlottedUnit(unit, [], kinds).find(pattern)) == found


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        pytest.param("{who:State} lēma", "Latvija lēma", {"who": ["latvia"]}, id="one thing"),
        pytest.param("{who:Actor} lēma", "Latvija lēma", {"who": ["latvia"]}, id="a class below"),
        pytest.param("{who:Treaty|Group} lēma", "grupa lēma", {"who": ["group"]}, id="either class"),
        pytest.param("{who:Group} lēma", "Latvija lēma", None, id="another class"),
        pytest.param("{who:State+} lēma", "Latvija, Igaunija, kā arī grupa lēma", None,
                     id="list with a stranger"),
        pytest.param("{who:Actor+} lēma", "Latvija, Igaunija, kā arī grupa lēma",
                     {"who": ["latvia", "estonia", "group"]}, id="list"),
        pytest.param("{who:Actor+} lēma", "grupa lēma", {"who": ["group"]}, id="list of one"),
        pytest.param("{who:State} lēma(?: ar {whom:State})?", "Latvija lēma", {"who": ["latvia"]},
                     id="optional, absent"),
        pytest.param("{who:State} lēma(?: ar {whom:State})?", "Latvija lēma ar Igaunija",
                     {"who": ["latvia"], "whom": ["estonia"]}, id="optional, present"),
        pytest.param("lēma {when:Date}", "Latvija lēma 2013. gadā", {"when": ["2013"]}, id="date"),
        pytest.param("{number:Number} locekļi", "grupa apvieno 27 locekļi", {"number": ["27"]}, id="number"),
        pytest.param('{who:State} {words:"[^.]+"}', "Latvija lēma ātri.",
                     {"who": ["latvia"], "words": "lēma ātri"},
                     id="words"),
        pytest.param("(?P<words>lēma ar {who:State})", "Latvija lēma ar Igaunija",
                     {"words": ["estonia"], "who": ["estonia"]}, id="group around a slot"),
        pytest.param("{who:State}{..}{whom:State}", "Latvija kā 1. valsts un Igaunija",
                     {"who": ["latvia"], "whom": ["estonia"]}, id="anything in a sentence"),
        pytest.param("{who:State}{..}{whom:State}", "Latvija lēma. Igaunija", None,
                     id="not over a full stop"),
        pytest.param("^{who:State}$", "Latvija", {"who": ["latvia"]}, id="the whole unit"),
    ],
)  # fmt: skip
def test_what_a_pattern_catches(
    reading: Read, context: Context, source: str, text: str, found: dict[str, object] | None
) -> None:
    """Each kind of place catches what it says and nothing else."""
    unit = reading(text, *[name for name in NAMES if name[0] in text])
    assert [caught(match, text) for match in matches(source, unit, context)] == (
        [] if found is None else [found]
    )


def test_place_of_a_match(reading: Read, context: Context) -> None:
    """A match and what it caught stand in the words of the unit, not among the slots."""
    text = "Šodien Latvija un Igaunija lēma 2013. gadā kopā"
    unit = reading(text, *NAMES[:2])
    (match,) = matches('{who:State+} lēma {when:Date} {words:"\\w+"}', unit, context)
    assert text[match.start : match.end] == "Latvija un Igaunija lēma 2013. gadā kopā"
    places = {name: text[bound.start : bound.end] for name, bound in match.bound.items()}
    assert places == {"who": "Latvija un Igaunija", "when": "2013. gadā", "words": "kopā"}


@pytest.mark.parametrize(
    ("source", "outer", "inner", "found"),
    [
        pytest.param("ar {what:Topic}", "treaty", "peace", False, id="inside an opaque name"),
        pytest.param("{what:Topic} ar", "talks", "latvia", True, id="outer topic"),
        pytest.param("par {what:State}", "talks", "latvia", True, id="state inside a topic"),
        pytest.param("par {what:State}", "group", "latvia", False, id="state inside an actor's name"),
        pytest.param("{what:Topic|State}", "talks", "latvia", True, id="outer and inner wanted: the outer"),
    ],
)
def test_what_lies_open(
    reading: Read, context: Context, source: str, outer: str, inner: str, found: bool
) -> None:
    """A pattern looks into the name of a topic, and not into that of a treaty or of another actor."""
    text = "saruna par valsti ar citu"
    whole = ("saruna par valsti", outer)
    unit = reading(text, whole, ("valsti", inner, outer))
    assert bool(matches(source, unit, context)) == found


def test_two_things_in_one_place(reading: Read, context: Context) -> None:
    """A shared name catches every thing it names."""
    unit = reading("abas lēma", ("abas", "latvia"), ("abas", "estonia"))
    (match,) = matches("{who:State} lēma", unit, context)
    assert [m.key for slot in match.bound["who"].slots for m in slot.mentions] == ["latvia", "estonia"]


def test_value_inside_a_name_is_no_value(reading: Read, context: Context) -> None:
    """The year in the title of a treaty is not a date of the sentence."""
    text = "līgums 2013. gadā lēma 2015. gadā"
    unit = reading(text, ("līgums 2013. gadā", "treaty"))
    found = [
        match.bound["when"].slots[0].value
        for match in matches("{what:Treaty} lēma {when:Date}", unit, context)
    ]
    assert [value.text for value in found if value] == ["2015"]


CASES = Cases({"nom": {"a": ["a"]}, "acc": {"a": ["u"]}, "gen": {"a": ["as"]}})
SETTINGS = {**MACROS, "case": CASES.endings, "fragment": {"not": "ne", "verb": "(?<!{=not})atbalsta"}}


@pytest.mark.parametrize(
    ("source", "text", "words", "fits"),
    [
        pytest.param("{who:State@nom} {=verb}", "Latvija atbalsta", "Latvija", True, id="subject"),
        pytest.param("{who:State@nom} {=verb}", "Latviju atbalsta", "Latviju", False, id="object first"),
        pytest.param("{who:State@acc} {=verb}", "Latviju atbalsta", "Latviju", True, id="object asked for"),
        pytest.param("{who:State@nom+} {=verb}", "Latvija neatbalsta", "Latvija", False, id="fragment"),
        pytest.param("{who:#latvia} {of:State}?", "Latvija ", "Latvija", True, id="the thing itself"),
        pytest.param("{who:#estonia} {of:State}?", "Latvija ", "Latvija", False, id="another thing"),
    ],
)
def test_case_key_and_fragment(
    reading: Read, context: Context, source: str, text: str, words: str, fits: bool
) -> None:
    """A place may ask for a grammatical case or for one thing; a shared piece stands in its place."""
    unit = reading(text, (words, "latvia"))
    unit = replace(unit, mentions=(unit.mentions[0]._replace(phrase="Latvija"),))
    pattern = compile_pattern(source, SETTINGS)
    kinds = replace(context.kinds, cases=CASES)
    assert bool(SlottedUnit(unit, [], kinds).find(pattern)) == fits


@pytest.mark.parametrize("source", ["{who:State@abl}", "{=nowhere}"])
def test_unknown_case_or_fragment(source: str) -> None:
    """A case or a shared piece that no setting gives is refused."""
    with pytest.raises(re.error, match="there is no"):
        compile_pattern(source, SETTINGS)


def test_kinds_of_a_pattern() -> None:
    """A pattern knows which classes each of its names may catch; words and groups catch none."""
    pattern = compile_pattern('{who:State|Group} {words:"a"} (?P<other>b)', MACROS)
    assert pattern.kinds == {"who": {"State", "Group"}, "words": frozenset(), "other": frozenset()}
    assert pattern.wanted == {"State", "Group"}


@pytest.mark.parametrize("source", ["(", "{who:State", "[{who:State}", '{words:"("}'])
def test_malformed_pattern(source: str) -> None:
    """A pattern that is no regular expression is a re.error; an open brace is only a character."""
    if source == "{who:State":
        assert compile_pattern(source, MACROS).kinds == {}
        return
    with pytest.raises(re.error):
        compile_pattern(source, MACROS)
