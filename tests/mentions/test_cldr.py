"""Names of states and cities from CLDR, and the decoys that tell other states' bodies apart."""

from pathlib import Path

import pytest

from hrgraph.mentions.cldr import cldr_entries, foreign_bodies, locative, with_cldr
from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Entry, Lexicon, Phrase, read_lexicon
from hrgraph.mentions.match import Matcher

LEXICON = Path(__file__).resolve().parents[2] / "data" / "lexicon"
FULL = with_cldr(read_lexicon(LEXICON))
STATES = sorted(entry.key for entry in FULL.entries.values() if "State" in entry.classes)
CHOICE = read_lexicon(LEXICON).settings["cldr"]

# Names whose first words are declined too.
OBLIQUE = {
    "Amerikas Savienotās Valstis": ("Amerikas Savienoto Valstu", "Amerikas Savienotajās Valstīs"),
    "Apvienotie Arābu Emirāti": ("Apvienoto Arābu Emirātu", "Apvienotajos Arābu Emirātos"),
    "Apvienotā Karaliste": ("Apvienotās Karalistes", "Apvienotajā Karalistē"),
    "Antigva un Barbuda": ("Antigvas un Barbudas", "Antigvā un Barbudā"),
    "Bosnija un Hercegovina": ("Bosnijas un Hercegovinas", "Bosnijā un Hercegovinā"),
    "Dominika": ("Dominikas Sadraudzības", "Dominikas Sadraudzībā"),
    "Ekvatoriālā Gvineja": ("Ekvatoriālās Gvinejas", "Ekvatoriālajā Gvinejā"),
    "Kongo Demokrātiskā Republika": ("Kongo Demokrātiskās Republikas", "Kongo Demokrātiskajā Republikā"),
    "Sentkitsa un Nevisa": ("Sentkitsas un Nevisas", "Sentkitsā un Nevisā"),
    "Sentvinsenta un Grenadīnas": ("Sentvinsentas un Grenadīnu", "Sentvinsentā un Grenadīnās"),
    "Trinidāda un Tobāgo": ("Trinidādas un Tobāgo", "Trinidādā un Tobāgo"),
    "Vatikāns": ("Vatikāna", "Vatikānā"),
}


@pytest.fixture(scope="module")
def matcher(inflector: Inflector) -> Matcher:
    """The matcher of the real lexicon with CLDR."""
    return Matcher(FULL, inflector)


def keys(matcher: Matcher, text: str) -> set[str]:
    """What the words name in its own right."""
    return {mention.key for mention in matcher.find(text).mentions if mention.inside is None}


def genitive_and_locative(name: str) -> tuple[str, str]:
    """The two cases of a state's name, by the ending of its last word."""
    if name in OBLIQUE:
        return OBLIQUE[name]
    for ending, genitive, where in (("as", "u", "ās"), ("a", "as", "ā"), ("e", "es", "ē")):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem + genitive, stem + where
    return name, name


@pytest.mark.parametrize("key", STATES)
def test_every_state_is_found_in_genitive_and_locative(matcher: Matcher, key: str) -> None:
    """The genitive and the locative of every state's name lead to that state and to nothing else."""
    for form in genitive_and_locative(FULL.entries[key].lv):
        assert keys(matcher, f"Par {form}.") == {key}


def test_there_are_195_states() -> None:
    """The members of the United Nations, the Vatican and Kosovo are states; no territory is one."""
    assert len(STATES) == 195
    assert {"kosovo", "vatican-city", "cote-divoire", "north-macedonia", "united-states"} <= set(STATES)
    assert not {"greenland", "taiwan", "palestinian-territories", "western-sahara", "hong-kong"} & set(STATES)
    assert FULL.entries["greenland"].classes == ("Place",)


@pytest.mark.parametrize(
    ("key", "lv"),
    [
        ("cote-divoire", "Kotdivuāra"),
        ("sao-tome-and-principe", "Santome un Prinsipi"),
        ("st-lucia", "Sentlūsija"),
        ("guinea-bissau", "Gvineja-Bisava"),
        ("addis-ababa", "Adisabeba"),
    ],
)
def test_keys_are_english_names_in_ascii(key: str, lv: str) -> None:
    """A KEY is the English name of CLDR in small ASCII letters and hyphens."""
    assert cldr_entries((), (), CHOICE)[key].lv == lv


def test_the_lexicon_wins() -> None:
    """A KEY or a name that the lexicon has already is not made again."""
    everything = cldr_entries((), (), CHOICE)
    without = cldr_entries({"estonia"}, {"norvēģija"}, CHOICE)
    assert set(everything) - set(without) == {"estonia", "norway"}


def test_a_city_named_like_its_state_is_left_out() -> None:
    """Luxembourg, Panama and Kuwait are states here, for their cities have the same name."""
    made = cldr_entries((), (), CHOICE)
    assert made["luxembourg"].classes == ("State",)
    names = [phrase.text for entry in made.values() for phrase in entry.phrases]
    assert len(names) == len(set(names))


def test_choice_is_data() -> None:
    """Codes and zones that the table [_cldr] leaves out give no entry, and other codes give another class."""
    made = cldr_entries((), (), {"left_out": ["EE"], "no_cities": ["Asia", "Europe/Rome"], "places": ["FI"]})
    assert not {"estonia", "rome", "tokyo"} & set(made)
    assert made["finland"].classes == ("Place",)
    assert "paris" in made


def test_names_in_i_are_not_declined(matcher: Matcher) -> None:
    """Haiti has one form for all cases; forms that a paradigm would make of it name nothing."""
    assert keys(matcher, "Atbalsts Haiti un Fidži.") == {"haiti", "fiji"}
    assert keys(matcher, "Haitas, Maļu un Malu.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainas Tieslietu ministrija", {"ukraine"}),
        ("Igaunijas Aizsardzības ministrijas pārstāvji", {"estonia"}),
        ("ASV Augstākās tiesas spriedums", {"united-states", "courts"}),
        ("Apvienotās Karalistes Iekšlietu ministrijā", {"united-kingdom"}),
        ("Polijas Republikas Valsts robežsardze", {"poland"}),
        ("Lietuvas Centrālajā statistikas pārvaldē", {"lithuania"}),
        ("Latvijas Tieslietu ministrija", {"ministry-of-justice-latvia"}),
        ("Ukrainai Aizsardzības ministrija nosūtīja", {"ukraine", "ministry-of-defence-latvia"}),
    ],
)
def test_bodies_of_other_states_are_not_latvias(matcher: Matcher, text: str, expected: set[str]) -> None:
    """After another state's genitive the short name of a body is not Latvia's; the state is still named."""
    assert keys(matcher, text) == expected


def test_foreign_bodies_need_states_and_bodies() -> None:
    """Without a state other than Latvia, or without bodies, there is nothing to tell apart."""
    court = Entry("court", ("PublicBody",), "Augstākā tiesa", "court", (Phrase("Augstākā tiesa", "names"),))
    state = Entry("chad", ("State",), "Čada", "Chad", (Phrase("Čada", "names"),))
    assert foreign_bodies([court], ["court"]) == ()
    assert foreign_bodies([court, state], []) == ()
    (decoy,) = foreign_bodies([court, state], ["court"])
    assert decoy.keep_inner
    assert {phrase.text for phrase in decoy.phrases} == {
        "Čadas Augstākā", "Čadas Augstākās", "Čadas Augstākajai", "Čadas Augstāko", "Čadas Augstākajā"
    }  # fmt: skip


def test_a_lexicon_without_settings_still_gains_names() -> None:
    """Without the tables [_cldr] and [_national] the names come all the same, without decoys."""
    full = with_cldr(Lexicon({}))
    assert full.entries["latvia"].lv == "Latvija"
    assert full.decoys == ()


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Ukraina", "Ukrainā"),
        ("Apvienotā Karaliste", "Apvienotajā Karalistē"),
        ("Bosnija un Hercegovina", "Bosnijā un Hercegovinā"),
        ("Filipīnas", "Filipīnās"),
        ("Amerikas Savienotās Valstis", "Amerikas Savienotajās Valstīs"),
        ("Vatikāns", "Vatikānā"),
        ("Peru", "Peru"),
    ],
)
def test_locative(name: str, where: str) -> None:
    """Where something is in a state, for all shapes of names that states have."""
    assert locative(name) == where
