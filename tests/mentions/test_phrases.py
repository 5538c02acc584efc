"""All phrases that stand in a text, against a search that tries every phrase at every word."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrgraph.mentions import phrases
from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Entry, Lexicon, Phrase
from hrgraph.mentions.phrases import Phrases
from hrgraph.mentions.tokens import tokenise

NAMES: dict[str, list[tuple[str, ...]]] = {
    "council": [("padome", "names")],
    "rights-council": [("cilvēktiesību padome", "names"), ("ANO Cilvēktiesību padome", "names")],
    "un": [("ANO", "abbreviations"), ("Apvienotās Nācijas", "names")],
    "rights": [("cilvēktiesības", "names"), ("tiesības", "names")],
    "kept": [("ar padomi kopā", "words"), ("padomi", "words")],
    "movement": [("cilvēktiesību/sociālās kustības", "names")],
    "own": [("Padome", "names", "here")],
}
WORDS = [
    "padome", "Padomes", "padomi", "PADOME", "ANO", "Ano", "ano", "cilvēktiesību", "Cilvēktiesībām",
    "tiesības", "Apvienoto", "Nāciju", "nāciju", "ar", "kopā", "sociālajām", "kustībām", "un", "/", ",", "(",
    "_", "2021",
    "https://example.org/padome/" + 12 * "tiesības/",
]  # fmt: skip
SPACES = ["", " ", "  ", "\n", "\u00a0", "_"]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=14).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def lexicon() -> Lexicon:
    """A lexicon whose phrases begin alike, hold each other and are found in each way that there is."""
    entries = {
        key: Entry(key, ("Topic",), key, key, tuple(Phrase(*phrase) for phrase in given_phrases))
        for key, given_phrases in NAMES.items()
    }
    return Lexicon(entries)


def is_form(word: str, wanted: str, mode: str, inflector: Inflector) -> bool:
    """Whether a word of a text is the word of a phrase, as data/README.md says."""
    if mode == "abbreviations" or (len(wanted) > 1 and wanted.isupper()):
        return word == wanted
    if mode == "words" or not wanted[0].isalpha():
        return word.lower() == wanted.lower()
    capital = word[0].isupper() or not wanted[0].isupper()
    return capital and word.lower() in inflector.forms(wanted)


def tried_one_by_one(text: str, document: str, inflector: Inflector) -> set[tuple[str, int, int]]:
    """KEY and place of every phrase, found without any table."""
    tokens = tokenise(text)
    found = set()
    for key, names in NAMES.items():
        for name, mode, *bound in names:
            parts = [token.text for token in tokenise(name)]
            for first in range(len(tokens) - len(parts) + 1):
                words = tokens[first : first + len(parts)]
                pairs = zip(words, parts, strict=True)
                if bound not in ([], [document]):
                    continue
                if all(is_form(word.text, part, mode, inflector) for word, part in pairs):
                    found.add((key, words[0].start, words[-1].end))
    return found


@pytest.mark.parametrize("remembered", [1 << 16, 2])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, document=st.sampled_from(["here", "elsewhere"]))
def test_the_same_as_trying_every_phrase(
    remembered: int, inflector: Inflector, monkeypatch: pytest.MonkeyPatch, text: str, document: str
) -> None:
    """The compiled lexicon finds just what a plain search finds, also when it soon forgets words."""
    monkeypatch.setattr(phrases, "_REMEMBERED", remembered)
    matches = Phrases(lexicon(), inflector).find(text, document)
    assert {(match.key, match.start, match.end) for match in matches} == tried_one_by_one(
        text, document, inflector
    )
    assert [match.start for match in matches] == sorted(match.start for match in matches)


def test_the_plain_search_finds_something(inflector: Inflector) -> None:
    """The comparison is not of nothing with nothing."""
    found = tried_one_by_one("ANO Cilvēktiesību padomes", "here", inflector)
    assert {key for key, _, _ in found} == {"council", "rights-council", "un", "rights"}
