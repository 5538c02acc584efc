"""Subjects of EuroVoc as further topics."""

from pathlib import Path

import pytest

from hrgraph.errors import LexiconError
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.eurovoc import FILE, with_eurovoc
from hrgraph.mentions.inflect import read_inflector
from hrgraph.mentions.lexicon import PARADIGMS, Lexicon
from hrgraph.mentions.match import Matcher


@pytest.fixture(scope="module")
def matcher(root: Path, knowledge: Knowledge) -> Matcher:
    """The lexicon of the project with EuroVoc added."""
    folder = root / "data" / "lexicon"
    return Matcher(with_eurovoc(knowledge.matcher.lexicon, folder / FILE), read_inflector(folder / PARADIGMS))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("par brīvprātīgajām organizācijām", "voluntary-organisation", id="dative plural"),
        pytest.param("atjaunīgās enerģijas avoti", "renewable-energy", id="genitive"),
        pytest.param("ar Eiropas pilsonību", "european-citizenship", id="accusative"),
    ],
)
def test_labels_are_found_inflected(text: str, key: str, matcher: Matcher) -> None:
    """A subject is found in any case and number."""
    if key not in matcher.lexicon.entries:
        pytest.fail(f"EuroVoc has no {key}")
    found = {mention.key for mention in matcher.find(text).mentions}

    assert key in found


def test_what_the_lexicon_has_is_not_given_twice(root: Path, knowledge: Knowledge, matcher: Matcher) -> None:
    """The project's own entries win over EuroVoc's."""
    own = knowledge.matcher.lexicon.entries

    assert all(matcher.lexicon.entries[key] is entry for key, entry in own.items())
    assert len(matcher.lexicon.entries) > len(own) + 4000


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("tostarp personām ar invaliditāti", "persons-with-disabilities", id="theirs singular"),
        pytest.param("darba devēju pienākumi", "employers", id="a genitive of either number"),
    ],
)
def test_words_that_name_ours_do_not_name_theirs(text: str, key: str, matcher: Matcher) -> None:
    """What EuroVoc writes in the singular and the lexicon in the plural is not ambiguous."""
    found = matcher.find(text)

    assert [mention.key for mention in found.mentions] == [key]
    assert not found.ambiguities


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("a\tb\tc\n", 1, id="other columns"),
        pytest.param("uri\tlv\ten\nhttp://x\tvārds\n", 2, id="a column short"),
        pytest.param("uri\tlv\ten\nhttp://x\t\tword\n", 2, id="no Latvian label"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(content: str, line: int, tmp_path: Path) -> None:
    """The error leads to the row."""
    file = tmp_path / FILE
    file.write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError) as caught:
        with_eurovoc(Lexicon({}), file)

    assert (caught.value.file, caught.value.line) == (file, line)
