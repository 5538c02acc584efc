"""The endings that a build writes for search, from the files that people edit."""

from pathlib import Path

import pytest

from hrgraph.errors import LexiconError
from hrgraph.index.endings import read_endings
from hrgraph.knowledge import Knowledge
from hrgraph.latvian.forms import Forms
from hrgraph.mentions.inflect import read_inflector
from hrgraph.mentions.lexicon import PARADIGMS
from hrgraph.mentions.tokens import tokenise

NOUNS, OTHERS = Path("data/lexicon") / PARADIGMS, Path("data/search/endings.toml")


@pytest.fixture(scope="module")
def forms(root: Path) -> Forms:
    """The endings of the project."""
    return read_endings(root / NOUNS, root / OTHERS)


SAME = [
    *("delegācija delegācijām", "aizstavis aizstāvju", "bērni bernam", "bēglis bēgļu", "brālis brāļiem"),
    *("dalībvalsts dalībvalstīs", "ģimene ģimeņu", "pievienošanās pievienošanos", "kara karš"),
    *(
        "sociāls sociālajām",
        "iekļaujošs iekļaujošu",
        "atbalstīt atbalstot",
        "veicināt veicina",
        "veikt veikts",
    ),
    *("novērtēt novērtējot", "pilnveidot pilnveido", "strādāt strādāja", "right rights", "policy policies"),
    *("izskaust izskaužot", "izskausta izskaušanu", "veikt veicot", "sniegt sniedza", "atcelt atceļ"),
    *("pieņemt pieņēma", "novērst novēršot", "novērsa novēršana"),
]
OTHER = ["tiesa tiesības", "gads gadījums", "vide vidus", "darbs darbība", "jauns jaunietis", "ES esošs"]


@pytest.mark.parametrize("pair", SAME)
def test_forms_of_one_word(forms: Forms, pair: str) -> None:
    """Any form of a word finds any other, with or without diacritics."""
    one, other = pair.split()
    assert forms.keys(one) & forms.keys(other)


@pytest.mark.parametrize("pair", OTHER)
def test_forms_of_different_words(forms: Forms, pair: str) -> None:
    """Words that only begin alike do not find each other."""
    one, other = pair.split()
    assert not forms.keys(one) & forms.keys(other)


def test_every_form_that_the_lexicon_makes_is_found(root: Path, forms: Forms, knowledge: Knowledge) -> None:
    """Each form of each word of three letters or more in the lexicon's names finds that word."""
    inflector = read_inflector(root / NOUNS)
    phrases = [p for entry in knowledge.context.entries.values() for p in entry.phrases if p.mode == "names"]
    words = {token.text for phrase in phrases for token in tokenise(phrase.text) if token.text.isalpha()}
    lost = [
        (word, form)
        for word in words
        for form in inflector.forms(word)
        if not forms.keys(word) & forms.keys(form)
    ]

    assert len(words) > 500
    assert [pair for pair in lost if min(map(len, pair)) > 4] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "endings.toml: the endings are malformed: 'verb'"), ("[verb", "endings.toml: no valid TOML")],
)
def test_malformed_file(root: Path, tmp_path: Path, content: str, message: str) -> None:
    """A file with a mistake is told by its name, and the line where known."""
    broken = tmp_path / "endings.toml"
    broken.write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError) as caught:
        read_endings(root / NOUNS, broken)

    assert message in str(caught.value)
    with pytest.raises(LexiconError, match="the paradigms are malformed"):
        read_endings(root / OTHERS, broken)
