"""Latvian inflection: forms that must be made, forms that must not, and broken paradigms."""

from pathlib import Path

import pytest

from hrgraph.errors import LexiconError
from hrgraph.mentions.inflect import Inflector, read_inflector

FORMS = {
    "dialogs": "dialogs dialoga dialogam dialogu dialogā dialogi dialogiem dialogus dialogos",
    "dialogi": "dialogi dialogu dialogiem dialogus dialogos dialoga dialogam",
    "tiesiskums": "tiesiskums tiesiskuma tiesiskumam tiesiskumu tiesiskumā",
    "aizstāvis": "aizstāvis aizstāvja aizstāvim aizstāvi aizstāvī aizstāvji aizstāvju aizstāvjiem aizstāvjus",
    "aizstāvji": "aizstāvji aizstāvju aizstāvjiem aizstāvjus aizstāvjos",
    "bēgļi": "bēgļi bēgļu bēgļiem bēgļus bēgļos bēglis bēgli",
    "praktiķi": "praktiķi praktiķu praktiķiem praktiķus praktiķa",
    "žurnālisti": "žurnālisti žurnālistu žurnālistiem žurnālistus",
    "karš": "karš kara karam karu karā kari",
    "tirgus": "tirgus tirgum tirgu tirgū tirgi tirgiem",
    "statūti": "statūti statūtu statūtiem statūtus statūtos",
    "komisija": "komisija komisijas komisijai komisiju komisijā komisijām komisijās",
    "konvencijas": "konvencijas konvenciju konvencijām konvencijās konvencija konvencijai konvencijā",
    "padome": "padome padomes padomei padomi padomē padomju padomēm padomēs",
    "konference": "konference konferences konferencei konferenci konferencē konferenču konferencēm",
    "krīze": "krīze krīzes krīzei krīzi krīzē krīžu krīzēm",
    "pils": "pils pilij pili pilī pilis piļu pilīm pilīs",
    "valsts": "valsts valstij valsti valstī valstis valstu valstīm valstīs",
    "dalībvalstis": "dalībvalsts dalībvalstij dalībvalsti dalībvalstī dalībvalstis dalībvalstu dalībvalstīm",
    "pievienošanās": "pievienošanās pievienošanos",
    "sociālais": "sociāls sociāla sociālais sociālā sociālo sociālajam sociālie sociālajiem sociālajām",
    "pilsoniskā": "pilsoniskā pilsonisko pilsoniskajai pilsoniskās pilsoniska pilsoniskas pilsoniskajā",
    "reģionālas": "reģionālas reģionālām reģionālās reģionālajām reģionāls",
    "vadošie": "vadošie vadošo vadošajiem vadošos vadošajos vadošais",
    "pārvietotas": "pārvietotas pārvietotām pārvietotās pārvietoto pārvietotajām pārvietotie",
    "vadošais": "vadošais vadošā vadošo vadošajam vadošs vadošās",
    "Latvija": "latvija latvijas latvijai latviju latvijā",
    "Ņujorka": "ņujorka ņujorkas ņujorkai ņujorku ņujorkā",
    "vide": "vide vides videi vidi vidē vidēm",
    "ūdens": "ūdens ūdenim ūdeni ūdenī ūdeņu",
    "cilvēki": "cilvēki cilvēku cilvēkiem cilvēkus cilvēkos cilvēks",
    "visi": "visi visu visiem visus visos visas visām visās",
}
NEVER = {
    "vide": "vidu vidū vidus",
    "zeme": "zemu zems zema",
    "un": "una unu",
    "par": "para paru",
    "valsts": "valsta valstam valstā valstos",
    "padome": "padoma padomā padomiem padomnieks",
    "komisija": "komisijis komisārs komisijū",
    "pievienošanās": "pievienoties pievienošana pievienošanai",
    "aizstāvis": "aizstāvība aizstāvēt aizstāvia",
    "bēglis": "bēglja bēglji bēglus",
    "dialogs": "dialogisks",
    "ūdens": "ūdena ūdenam",
    "euro": "eura euru",
}


@pytest.mark.parametrize(("word", "forms"), FORMS.items())
def test_forms_that_are_made(inflector: Inflector, word: str, forms: str) -> None:
    """Every form that Latvian grammar gives the word is made, in small letters."""
    assert set(forms.split()) - inflector.forms(word) == set()


@pytest.mark.parametrize(("word", "forms"), NEVER.items())
def test_forms_that_are_not_made(inflector: Inflector, word: str, forms: str) -> None:
    """Forms of other words, and those that no paradigm has, are not made."""
    assert set(forms.split()) & inflector.forms(word) == set()


@pytest.mark.parametrize(
    ("word", "some", "none"),
    [
        pytest.param("ministrs", "ministrs ministra ministru ministram", "ministri ministriem", id="man"),
        pytest.param("ministre", "ministre ministres ministri", "ministrēm ministru", id="woman"),
        pytest.param("Ministrija", "ministrija ministrijas ministriju", "ministrijām", id="body"),
        pytest.param("īpašais", "īpašā īpašajam", "īpašajiem īpašie", id="adjective"),
        pytest.param("spēki", "spēki spēku spēkiem", "", id="plural that is the name"),
        pytest.param("valsts", "valsts valstīm", "", id="declension VI"),
        pytest.param("un", "un", "una", id="irregular"),
        pytest.param("euro", "euro", "eura", id="no paradigm"),
    ],
)
def test_singular(inflector: Inflector, word: str, some: str, none: str) -> None:
    """A singular has no form that is always a plural; a name that is a plural keeps all its forms."""
    forms = inflector.singular(word)
    assert set(some.split()) <= forms <= inflector.forms(word)
    assert not set(none.split()) & forms


@pytest.mark.parametrize("word", ["euro", "a", "s", "vai"])
def test_word_without_paradigm_is_itself(inflector: Inflector, word: str) -> None:
    """A word that no ending fits, or that is too short to have one, stays as it is."""
    assert inflector.forms(word) == frozenset({word})


def test_dictionary_form_is_a_form(inflector: Inflector) -> None:
    """The word as the lexicon has it is always among its forms."""
    assert all(word.lower() in inflector.forms(word) for word in [*FORMS, *NEVER, "ES", "Ģenerālās"])


PARADIGMS = """\
[softening]
pairs = [["t", "š"]]
[sixth]
words = ["valsts"]
[irregular]
"iet" = ["ej"]
[paradigm.first]
singular = ["s", "~a"]
plural = []
[paradigm.sixth]
singular = ["s"]
plural = []
[[ending]]
ends = "s"
cut = "s"
paradigms = ["first"]
"""


def written(folder: Path, text: str) -> Path:
    """Write the paradigms; returns their file."""
    file = folder / "paradigms.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_paradigms_are_data(tmp_path: Path) -> None:
    """Other paradigms make other forms: nothing of the language is in the code."""
    own = read_inflector(written(tmp_path, PARADIGMS))
    assert own.forms("lats") == {"lats", "laša"}
    assert own.forms("iet") == {"iet", "ej"}
    assert own.forms("Dalībvalsts") == {"dalībvalsts"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            'paradigms = ["first"]', 'paradigms = ["second"]', "no such paradigm: second", id="unknown"
        ),
        pytest.param("plural = []", "", "malformed: 'plural'", id="paradigm without plural"),
        pytest.param("[softening]", "[soft]", "malformed: 'softening'", id="no softening"),
        pytest.param('cut = "s"', "", "malformed: 'cut'", id="ending without cut"),
        pytest.param("[sixth]", "[sixth", "no valid TOML", id="broken TOML"),
    ],
)
def test_broken_paradigms_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A paradigm that is missing or incomplete is refused with the file."""
    file = written(tmp_path, PARADIGMS.replace(old, new, 1))
    with pytest.raises(LexiconError, match=message) as caught:
        read_inflector(file)
    assert caught.value.file == file


def test_absent_paradigms_are_refused(tmp_path: Path) -> None:
    """Paradigms that are not there are an error of the lexicon."""
    with pytest.raises(LexiconError, match="cannot be read"):
        read_inflector(tmp_path / "none.toml")
