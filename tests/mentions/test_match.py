"""The matcher on small lexicons: inflection, length, nesting, decoys, documents, capitals."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.errors import LexiconError
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.match import Ambiguity, Found, Matcher

MakeMatcher = Callable[[str], Matcher]
Entry = Callable[..., str]


def shown(text: str, found: Found) -> list[tuple[str, str]]:
    """KEY and words of every mention."""
    return [(mention.key, text[mention.start : mention.end]) for mention in found.mentions]


def holders(found: Found) -> dict[str, tuple[str, bool]]:
    """For each KEY the KEY of the mention around it, and whether it still counts as named."""
    return {m.key: (m.inside.key if m.inside else "", m.outright) for m in found.mentions}


@pytest.mark.parametrize(
    ("settings", "text", "words"),
    [
        pytest.param([], "ar pilsonisko sabiedrību", ["pilsonisko sabiedrību"], id="every word inflected"),
        pytest.param([], "Pilsoniskajai Sabiedrībai", ["Pilsoniskajai Sabiedrībai"],
                     id="capitals in the text"),
        pytest.param([], "pilsonisko un sabiedrību", [], id="words between"),
        pytest.param([], "nepilsoniskā sabiedrība", [], id="part of a word"),
        pytest.param(['words = ["pilsoņiem kopā"]', "names = []"], "pilsoņiem kopā", ["pilsoņiem kopā"],
                     id="just so"),
        pytest.param(['words = ["pilsoņiem kopā"]', "names = []"], "pilsoņus kopā", [],
                     id="just so, not inflected"),
        pytest.param(['words = ["pilsoņiem kopā"]', "names = []"], "Pilsoņiem Kopā", ["Pilsoņiem Kopā"],
                     id="no case"),
        pytest.param(['abbreviations = ["ES"]', "names = []"], "ES un Es, es, ESĪP, (ES)", ["ES", "ES"],
                     id="capitals"),
        pytest.param(['abbreviations = ["VPS+"]', "names = []"], "VPS+/EBA, VPS", ["VPS+"], id="plus sign"),
        pytest.param(['names = ["ANO padome"]'], "ANO padomes un ano padomē", ["ANO padomes"],
                     id="capitals in a name"),
        pytest.param(['names = ["Padome"]'], "padomei un Padomei", ["Padomei"],
                     id="a capital that the name has"),
        pytest.param(['names = ["cilvēktiesību/sociālās kustības"]'], "cilvēktiesību/sociālajām kustībām",
                     ["cilvēktiesību/sociālajām kustībām"], id="punctuation inside a name"),
        pytest.param(['names = ["piecu gadu plāns 2020"]'], "piecu gadu plānā 2020",
                     ["piecu gadu plānā 2020"], id="number"),
    ],
)  # fmt: skip
def test_words_of_a_name(
    matcher_of: MakeMatcher, entry: Entry, settings: list[str], text: str, words: list[str]
) -> None:
    """Which words name the thing, by the ways in which the lexicon says so."""
    found = matcher_of(entry("one", "pilsoniskā sabiedrība", *settings)).find(text)
    assert shown(text, found) == [("one", word) for word in words]


def test_longest_name_wins_and_holds_the_shorter(matcher_of: MakeMatcher, entry: Entry) -> None:
    """A name inside a longer one stays as nested; the smallest holder is the one given."""
    matcher = matcher_of(
        entry("council", "padome")
        + entry("rights", "cilvēktiesību padome")
        + entry("new", "jauna cilvēktiesību padome")
    )
    assert holders(matcher.find("jaunas cilvēktiesību padomes")) == {
        "new": ("", False),
        "rights": ("new", False),
        "council": ("rights", False),
    }


def test_crossing_names(matcher_of: MakeMatcher, entry: Entry) -> None:
    """Of two names that cross, the longer is kept; of two as long, the first."""
    matcher = matcher_of(
        entry("a", "viens divi") + entry("b", "divi trīs četri") + entry("c", "četri pieci seši")
    )
    text = "viens divi trīs četri pieci seši"
    assert shown(text, matcher.find(text)) == [("b", "divi trīs četri")]


@pytest.mark.parametrize(
    ("outer", "outright"),
    [
        pytest.param([], False, id="only within a term"),
        pytest.param(['inside = ["inner"]'], True, id="the lexicon says so"),
        pytest.param(['broader = ["inner"]'], False, id="a broader thing is no name"),
    ],
)
def test_what_counts_inside_a_name(
    matcher_of: MakeMatcher, entry: Entry, outer: list[str], outright: bool
) -> None:
    """A thing named inside another name counts in its own right only when the lexicon says so."""
    matcher = matcher_of(entry("inner", "novērošana") + entry("outer", "vēlēšanu novērošana", *outer))
    assert holders(matcher.find("vēlēšanu novērošanā"))["inner"] == ("outer", outright)


@pytest.mark.parametrize(
    ("word", "keys"),
    [("Eiropas padomes", ["europe"]), ("šīs padomes", ["council"]), ("lielas padomes", ["council", "big"])],
)
def test_not_inside(matcher_of: MakeMatcher, entry: Entry, word: str, keys: list[str]) -> None:
    """A thing is not named at all inside the names that the lexicon lists for it."""
    matcher = matcher_of(
        entry("council", "padome", 'not_inside = ["europe"]')
        + entry("europe", "Eiropas padome")
        + entry("big", "liela padome")
    )
    assert sorted(m.key for m in matcher.find(word).mentions) == sorted(keys)


@pytest.mark.parametrize(
    ("decoy", "text", "keys"),
    [
        pytest.param('names = ["darba vide"]', "darba vidē un vidē", ["vide"], id="looks like a name"),
        pytest.param(
            'names = ["darba vide"]\nkeep_inner = true', "darba vidē", ["vide"], id="inner names count"
        ),
        pytest.param(
            'names = ["laba vide"]\nkeep_inner = true',
            "labā vidē",
            ["vide"],
            id="inner names, not the same words",
        ),
        pytest.param('words = ["darba vidi"]', "darba vidē", ["vide"], id="only just so"),
        pytest.param('names = ["vide"]', "laba vide", ["laba-vide"], id="longer name wins over a decoy"),
        pytest.param(
            'names = ["vide darbā"]', "laba vide darbā", ["laba-vide", "vide"], id="first of two as long"
        ),
    ],
)
def test_decoys(matcher_of: MakeMatcher, entry: Entry, decoy: str, text: str, keys: list[str]) -> None:
    """A decoy hides the shorter names inside it, and nothing else."""
    lexicon = (
        entry("vide", "vide")
        + entry("laba-vide", "laba vide")
        + f'[[decoy]]\n{decoy}\nreason = "other sense"\n'
    )
    assert [m.key for m in matcher_of(lexicon).find(text).mentions] == keys


@pytest.mark.parametrize(
    ("document", "keys"),
    [pytest.param("here", [], id="its own"), pytest.param("there", ["vide"], id="another")],
)
def test_a_decoy_of_one_document_hides_nothing_in_another(
    matcher_of: MakeMatcher, entry: Entry, document: str, keys: list[str]
) -> None:
    """A decoy bound to a document is one in that document alone, whatever other decoys have its words."""
    decoys = "".join(
        f'[[decoy]]\nnames = ["darba vide"]\ndocument = "{one}"\nreason = "other sense"\n'
        for one in ("here", "elsewhere")
    )
    found = matcher_of(entry("vide", "vide") + decoys).find("darba vidē", document)
    assert [mention.key for mention in found.mentions] == keys


def test_shared_name_names_all(matcher_of: MakeMatcher, entry: Entry) -> None:
    """A shared phrase names each of its things, none of them inside another."""
    shared = 'shared = ["delegācijas un biroji"]'
    matcher = matcher_of(entry("delegations", "delegācijas", shared) + entry("offices", "biroji", shared))
    found = matcher.find("delegācijām un birojiem")
    assert holders(found) == {"delegations": ("", False), "offices": ("", False)}
    assert found.ambiguities == ()


def test_words_for_two_things_name_none(matcher_of: MakeMatcher, entry: Entry) -> None:
    """Words that are forms of two names are told as ambiguous and name neither."""
    matcher = matcher_of(entry("body", "padome") + entry("advice", "padomi"))
    found = matcher.find("par padomi")
    assert found.mentions == ()
    assert found.ambiguities == (Ambiguity(4, 10, ("advice", "body")),)


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param([], id="everywhere"),
        pytest.param(['[two.in.plan]\nnames = ["padome"]'], id="in one document and everywhere"),
    ],
)
def test_two_entries_claiming_one_phrase(matcher_of: MakeMatcher, entry: Entry, settings: list[str]) -> None:
    """Two things may not have one name; the message names both, the phrase and the place."""
    name = "names = []" if settings else 'names = ["padome"]'
    with pytest.raises(LexiconError, match=r"own\.toml:5: two and one both claim 'padome'"):
        matcher_of(entry("one", "padome") + entry("two", "otra padome", name, *settings))


def test_one_phrase_in_two_documents(matcher_of: MakeMatcher, entry: Entry) -> None:
    """One name may mean different things in different documents, and nothing outside them."""
    matcher = matcher_of(
        entry("eu", "ES Padome", '[eu.in.plan]\nnames = ["Padome"]')
        + entry("un", "ANO Padome", '[un.in.release]\nnames = ["Padome"]')
    )
    keys = {name: [m.key for m in matcher.find("Padomei", name).mentions] for name in ("plan", "release", "")}
    assert keys == {"plan": ["eu"], "release": ["un"], "": []}


def test_alias_wins_over_the_lexicon(matcher_of: MakeMatcher, entry: Entry) -> None:
    """A short name that the document defines wins where both match, with its letters as they are."""
    matcher = matcher_of(
        entry("parliament", "parlaments", 'abbreviations = ["EP"]') + entry("council", "padome")
    )
    text = "EP un Ep"
    assert shown(text, matcher.find(text)) == [("parliament", "EP")]
    assert shown(text, matcher.find(text, "", [("EP", "council")])) == [("council", "EP")]


def test_alias_inside_a_longer_name(matcher_of: MakeMatcher, entry: Entry) -> None:
    """A short name inside a longer name of the lexicon stays nested."""
    matcher = matcher_of(entry("group", "valstu grupa") + entry("code", "ACT kodekss"))
    assert holders(matcher.find("ACT kodeksā", "", [("ACT", "group")])) == {
        "code": ("", False),
        "group": ("code", False),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liepa teica", ["Liepa"]),
        ("Vakar Liepa teica", ["Liepa"]),
        ("Vakar teica Ilze Liepa", []),
        ("Padome Liepa", ["Padome"]),
        ("Konvencija stājas spēkā", ["Konvencija"]),
        ("Konvencija par mieru stājas spēkā", []),
        ("Konvencija pret karu", []),
    ],
)
def test_capitalised_alias_is_no_part_of_a_longer_name(
    matcher_of: MakeMatcher, entry: Entry, text: str, words: list[str]
) -> None:
    """A surname behind a first name or a name, and 'Konvencija par …', are not the short name."""
    matcher = matcher_of(entry("council", "padome") + entry("other", "valsts"))
    found = matcher.find(text, "", [("Liepa", "minister"), ("Konvencija", "treaty")])
    assert [one for _, one in shown(text, found)] == words


def test_form_table(matcher_of: MakeMatcher, entry: Entry) -> None:
    """The compiled table has a row for every form, and tells what is matched just so."""
    rows = set(matcher_of(entry("one", "pils", 'words = ["pilīm"]', 'abbreviations = ["ES"]')).form_table())
    assert {("pilij", "pils"), ("pilīm", "=pilīm"), ("ES", "!ES")} - {
        (form.lstrip("!"), w) for form, w in rows
    } == set()


WORDS = [
    "ES",
    "ANO",
    "Eiropas",
    "Padomes",
    "cilvēktiesību",
    "aizstāvju",
    "darba",
    "vides",
    "un",
    ",",
    "dalībvalstīm",
    "KDAP",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_mentions_nest_and_never_cross(knowledge: Knowledge, words: list[str]) -> None:
    """In any sequence of words mentions nest or are apart, and `inside` is the smallest that holds one."""
    text = " ".join(words)
    mentions = knowledge.matcher.find(text, "eu-action-plan-hrd-2020-2024").mentions
    for one in mentions:
        around = [
            m
            for m in mentions
            if m.start <= one.start and one.end <= m.end and (m.start, m.end) != (one.start, one.end)
        ]
        smallest = min((m.end - m.start for m in around), default=None)
        assert smallest == (None if one.inside is None else one.inside.end - one.inside.start)
        for other in mentions:
            apart = one.end <= other.start or other.end <= one.start
            in_other = other.start <= one.start and one.end <= other.end
            holds = one.start <= other.start and other.end <= one.end
            assert apart or in_other or holds
