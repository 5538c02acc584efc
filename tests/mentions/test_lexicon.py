"""The lexicon's files: what an entry says, and what is refused with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.errors import LexiconError
from hrgraph.knowledge import Knowledge
from hrgraph.mentions.lexicon import Lexicon, Phrase, read_lexicon

GOOD = '# first line\n[one]\nclass = "Topic"\nlv = "viens"\nen = "one"\n\n'


def test_entry_is_read(lexicon_of: Callable[[str], Lexicon]) -> None:
    """Every setting of an entry arrives, phrases with their way of matching and their document."""
    lexicon = lexicon_of(
        GOOD + '[two]\nclass = ["Organ", "PublicBody"]\nlv = "divi"\nen = "two"\nwords = ["abi divi"]\n'
        'abbreviations = ["DV"]\nshared = ["viens un divi"]\nbroader = ["one"]\norgan_of = "one"\n'
        'inside = ["one"]\nnot_inside = ["one"]\n[two.in.some-document]\nnames = ["pāris"]\n'
    )
    entry = lexicon.entries["two"]
    assert entry.classes == ("Organ", "PublicBody")
    assert entry.phrases == (
        Phrase("divi", "names"),
        Phrase("abi divi", "words"),
        Phrase("DV", "abbreviations"),
        Phrase("viens un divi", "shared"),
        Phrase("pāris", "names", "some-document"),
    )
    assert (entry.broader, entry.organ_of) == (("one",), "one")
    assert entry.inside == entry.not_inside == {"one"}
    assert (entry.file.name, entry.line) == ("own.toml", 7)


@pytest.mark.parametrize(
    ("setting", "phrases"),
    [
        pytest.param("", [Phrase("viens", "names")], id="the label names the thing"),
        pytest.param("names = []", [], id="no names: the label is for reading only"),
        pytest.param('names = ["pirmais"]', [Phrase("pirmais", "names")], id="names replace the label"),
        pytest.param(
            'words = ["vienam"]', [Phrase("viens", "names"), Phrase("vienam", "words")], id="words add to it"
        ),
    ],
)
def test_label_and_names(lexicon_of: Callable[[str], Lexicon], setting: str, phrases: list[Phrase]) -> None:
    """Without `names` the Latvian label is the name."""
    assert list(lexicon_of(GOOD.rstrip("\n") + f"\n{setting}\n").entries["one"].phrases) == phrases


def test_decoys_and_settings(lexicon_of: Callable[[str], Lexicon]) -> None:
    """Decoys and tables with an underscore are no entries."""
    lexicon = lexicon_of(
        '[[decoy]]\nnames = ["darba vide"]\nwords = ["par vidi"]\nreason = "other sense"\nkeep_inner = true\n'
        '[_verbs]\nauxiliaries = ["sākt"]\n'
    )
    assert lexicon.entries == {}
    (decoy,) = lexicon.decoys
    assert decoy.phrases == (Phrase("darba vide", "names"), Phrase("par vidi", "words"))
    assert decoy.keep_inner
    assert lexicon.settings == {"verbs": {"auxiliaries": ["sākt"]}}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        pytest.param('[two]\nlv = "d"\nen = "t"\n', r"two lacks an ontology class", 7, id="no class"),
        pytest.param(
            '[two]\nclass = "Topic"\nen = "t"\n', r"two lacks a Latvian label", 7, id="no Latvian label"
        ),
        pytest.param(
            '[two]\nclass = "Topic"\nlv = "d"\n', r"two lacks an English label", 7, id="no English label"
        ),
        pytest.param('[two]\nclass = "Topic"\nlv = ""\nen = "t"\n', r"lacks a Latvian", 7, id="empty label"),
        pytest.param(
            '[two]\nclass = "Topic"\nlv = "d"\nen = "t"\nname = ["d"]\n',
            "not known: name",
            7,
            id="unknown setting",
        ),
        pytest.param(
            '["Two"]\nclass = "Topic"\nlv = "d"\nen = "t"\n', "'Two' is no KEY", 7, id="capital in a KEY"
        ),
        pytest.param(
            '["divi ā"]\nclass = "Topic"\nlv = "d"\nen = "t"\n', "is no KEY", 7, id="space in a KEY"
        ),
        pytest.param(
            '[two]\nclass = "Topic"\nlv = "d"\nen = "t"\nbroader = ["zero"]\n',
            "two refers to zero, which is no entry",
            7,
            id="broader that does not exist",
        ),
        pytest.param(
            '[two]\nclass = "Topic"\nlv = "d"\nen = "t"\norgan_of = "zero"\n',
            "refers to zero",
            7,
            id="organ of nobody",
        ),
        pytest.param(
            '[two]\nclass = "Topic"\nlv = "d"\nen = "t"\ninside = ["zero"]\n',
            "refers to zero",
            7,
            id="inside nothing",
        ),
        pytest.param(
            '[two]\nclass = "Topic"\nlv = "d"\nen = "t"\nnot_inside = ["zero"]\n',
            "refers to zero",
            7,
            id="not inside nothing",
        ),
        pytest.param("[one]\n", "no valid TOML", 7, id="KEY twice in one file"),
        pytest.param("[two\n", "no valid TOML", 7, id="broken TOML"),
        pytest.param('[[decoy]]\nnames = ["x"]\n', "lacks its reason", None, id="decoy without reason"),
    ],
)
def test_broken_entry_is_refused(
    lexicon_of: Callable[[str], Lexicon], tmp_path: Path, text: str, message: str, line: int | None
) -> None:
    """What is wrong with an entry is said with its file and line."""
    with pytest.raises(LexiconError, match=message) as caught:
        lexicon_of(GOOD + text)
    assert (caught.value.file, caught.value.line) == (tmp_path / "own.toml", line)


def test_value_outside_a_table_is_refused(lexicon_of: Callable[[str], Lexicon]) -> None:
    """A value at the top of a file belongs to no entry and is refused."""
    with pytest.raises(LexiconError, match="two is no table"):
        lexicon_of('two = "divi"\n')


def test_key_in_two_files_is_refused(tmp_path: Path) -> None:
    """A KEY stands in one file only; the message names both."""
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"b\.toml:2: one stands in a\.toml too"):
        read_lexicon(tmp_path)


def test_real_lexicon_is_bilingual(knowledge: Knowledge) -> None:
    """Every entry of the project has a class of the ontology and two labels that are not one."""
    classes = knowledge.context.vocabulary.classes
    for entry in knowledge.context.entries.values():
        assert set(entry.classes) <= set(classes), entry.key
        assert entry.lv.strip(), entry.key
        assert entry.en.strip(), entry.key
