"""Names in other words, and the bodies that every state has."""

from collections.abc import Callable

import pytest

from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Lexicon
from hrgraph.mentions.match import Matcher
from hrgraph.mentions.variants import with_variants

ReadLexicon = Callable[[str], Lexicon]

OWN = """
[_variants]
small_after = ["ANO"]
quotes = ["„”"]
[_variants.same]
"īpašais" = ["speciālais"]
"ANO" = ["Apvienoto Nāciju organizācijas"]
[_variants.defined]
"ANO" = "Apvienoto Nāciju organizācijas (ANO)"

[[_variants.with]]
before = ["0000. gada"]
after = ["0000. gadam"]
classes = ["Treaty"]

[[_variants.with]]
before = ["Latvijas"]
inside = ["latvia"]
keys = ["minister"]

[_posts.secretary]
class = "Post"
lv = "{of_body} sekretārs"
en = "Secretary: {body}"
names = ["{of_body} sekretārs"]
heads = { komiteja = "komitejas" }

[_abroad.embassy]
class = "PublicBody"
lv = "Latvijas vēstniecība ({state})"
en = "Embassy of Latvia ({state})"
names = ["Latvijas vēstniecība {in_state}"]

[_abroad.parliament]
class = "PublicBody"
lv = "{of_state} parlaments"
en = "Parliament: {state}"
names = ["{of_state} parlaments"]

[_variants.organs]
un = "ANO"

[advisers]
class = "Organ"
lv = "Padomdevēju padome"
en = "Advisers"
organ_of = "un"

[committee]
class = "Organ"
lv = "ANO Komiteja pret badu"
en = "Committee"
names = ["ANO Komiteja pret badu"]
abbreviations = ["KPB"]

[council]
class = "Organ"
lv = "ANO Drošības padome"
en = "Council"
names = ["ANO Drošības padome", "Drošības padome"]

[envoy]
class = "Post"
lv = "ANO īpašais sūtnis"
en = "Envoy"

[fund]
class = "Organ"
lv = "ANO Bērnu fonds"
en = "Fund"


[latvia]
class = "State"
lv = "Latvija"
en = "Latvia"

[league]
class = "Organisation"
lv = "biedrība “Liga”"
en = "League"

[minister]
class = "Post"
lv = "zvejas ministrs"
en = "Minister"

[pact]
class = "Treaty"
lv = "Zvejas pakts"
en = "Pact"

[parliament-norway]
class = "PublicBody"
lv = "Stortings"
en = "Storting"

[norway]
class = "State"
lv = "Norvēģija"
en = "Norway"

[netherlands]
class = "State"
lv = "Nīderlande"
en = "Netherlands"

[un]
class = "InternationalOrganisation"
lv = "Apvienoto Nāciju Organizācija"
en = "United Nations"
abbreviations = ["ANO"]
"""


@pytest.fixture
def matcher(lexicon_of: ReadLexicon, inflector: Inflector) -> Matcher:
    """The matcher of the small lexicon above with its variants."""
    return Matcher(with_variants(lexicon_of(OWN)), inflector)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Apvienoto Nāciju Organizācijas Drošības padomē", "council", id="long for short"),
        pytest.param("ANO drošības padome", "council", id="small letter after the prefix"),
        pytest.param("ANO Speciālajam sūtnim", "envoy", id="capital for a small letter"),
        pytest.param("Apvienoto Nāciju Organizācijas speciālais sūtnis", "envoy", id="two at once"),
        pytest.param("biedrības „Liga”", "league", id="other quotation marks"),
        pytest.param("Apvienoto Nāciju Organizācijas (ANO) Bērnu fonda", "fund", id="where it is defined"),
    ],
)
def test_a_name_is_found_in_other_words(matcher: Matcher, text: str, key: str) -> None:
    """Each equal wording of a name leads to the same thing and covers the whole name."""
    (mention,) = [one for one in matcher.find(text).mentions if one.inside is None]
    assert (mention.key, text[mention.start : mention.end]) == (key, text)


@pytest.mark.parametrize(
    ("text", "key", "inside"),
    [
        pytest.param("1966. gada Zvejas paktā", "pact", [], id="any year before"),
        pytest.param("Zvejas paktu 2027. gadam", "pact", [], id="any year after"),
        pytest.param("Latvijas zvejas ministram", "minister", ["latvia"], id="its state before"),
        pytest.param("KPB sekretārs", "secretary-committee", ["committee"], id="post at a short name"),
        pytest.param("ANO Komitejas pret badu sekretāram", "secretary-committee", ["committee"], id="post"),
        pytest.param("Latvijas vēstniecībā Nīderlandē", "embassy-netherlands", ["netherlands"], id="where"),
    ],
)
def test_words_beside_a_name(matcher: Matcher, text: str, key: str, inside: list[str]) -> None:
    """Years, a state, a post of a body: they belong to the name, and the body or state stays named."""
    found = matcher.find(text).mentions
    outer = found[0]
    assert (outer.key, text[outer.start : outer.end]) == (key, text)
    assert [one.key for one in found if one.outright] == inside


def test_years_are_of_four_digits(matcher: Matcher) -> None:
    """A number that is no year is not taken for one."""
    assert [text for text in ("196. gada Zvejas pakts", "19660. gada Zvejas pakts")
            if matcher.find(text).mentions[0].start == 0] == []  # fmt: skip


@pytest.mark.parametrize("text", ["KPB sekretāru", "ANO Komitejas pret badu sekretārs"])
def test_post_that_is_told_is_the_same_in_all_names(
    lexicon_of: ReadLexicon, inflector: Inflector, text: str
) -> None:
    """A post that a file tells keeps its KEY, and has all names that posts of its body have."""
    own = '[chief]\nclass = "Post"\nlv = "KPB sekretārs"\nen = "Chief"\n'
    found = Matcher(with_variants(lexicon_of(OWN + own)), inflector).find(text)
    assert [one.key for one in found.mentions if one.inside is None] == ["chief"]


def test_single_things_have_no_plural(lexicon_of: ReadLexicon, inflector: Inflector) -> None:
    """Of a class told as single a plural names nobody; without that it does."""
    single = OWN.replace("[_variants]", '[_variants]\nsingle = ["Post"]')
    texts = ["zvejas ministriem", "zvejas ministram"]
    for own, named in ((OWN, [True, True]), (single, [False, True])):
        matcher = Matcher(with_variants(lexicon_of(own)), inflector)
        assert [bool(matcher.find(text).mentions) for text in texts] == named


def test_an_organ_may_have_its_owner_before_it(matcher: Matcher) -> None:
    """An organ is found with its owner's name before its own, in every wording of that."""
    for text in ("ANO Padomdevēju padomē", "Apvienoto Nāciju Organizācijas (ANO) Padomdevēju padome"):
        (mention,) = [one for one in matcher.find(text).mentions if one.inside is None]
        assert (mention.key, text[mention.start : mention.end]) == ("advisers", text)


@pytest.mark.parametrize("name", ["ANO padomnieki", "Apvienoto Nāciju Organizācijas (ANO) padomnieki"])
def test_an_owner_is_not_put_before_itself(lexicon_of: ReadLexicon, name: str) -> None:
    """A name that begins with its owner, short or long, gets no owner more."""
    lexicon = with_variants(lexicon_of(OWN.replace("Padomdevēju padome", name)))
    texts = [phrase.text.casefold() for phrase in lexicon.entries["advisers"].phrases]
    assert texts
    assert not [text for text in texts if text.count("nāciju") + text.replace("(ano)", "").count("ano") > 1]


def test_a_name_that_is_there_keeps_its_thing(lexicon_of: ReadLexicon, inflector: Inflector) -> None:
    """A wording that names another thing already is not taken from it, and no two claim one phrase."""
    own = '[b]\nclass = "Topic"\nlv = "Otra lieta"\nen = "b"\nnames = ["speciālais sūtnis"]\n'
    lexicon = with_variants(lexicon_of(OWN.replace("ANO īpašais sūtnis", "īpašais sūtnis") + own))
    found = Matcher(lexicon, inflector).find("speciālais sūtnis un īpašais sūtnis").mentions
    assert [one.key for one in found] == ["b", "envoy"]


def test_bodies_of_other_states(matcher: Matcher) -> None:
    """The parliament of a state is a thing of its own, and the state counts as named beside it."""
    found = matcher.find("Nīderlandes parlamentā").mentions
    assert [(one.key, one.outright) for one in found] == [
        ("parliament-netherlands", False),
        ("netherlands", True),
    ]
    entry = matcher.lexicon.entries["parliament-netherlands"]
    assert (entry.lv, entry.en, entry.classes) == (
        "Nīderlandes parlaments",
        "Parliament: Netherlands",
        ("PublicBody",),
    )


def test_latvia_and_entries_of_the_files_are_left_alone(matcher: Matcher) -> None:
    """Latvia has entries of its own, and what a file says of a body abroad stands."""
    assert "parliament-latvia" not in matcher.lexicon.entries
    assert matcher.lexicon.entries["parliament-norway"].lv == "Stortings"


def test_without_tables_nothing_changes(lexicon_of: ReadLexicon) -> None:
    """A lexicon that tells no variants comes back as it was."""
    lexicon = lexicon_of('[a]\nclass = "Topic"\nlv = "ANO lieta"\nen = "a"\n')
    assert with_variants(lexicon) == lexicon
