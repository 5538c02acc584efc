"""Changes as people read them."""

import re
from pathlib import Path

import pytest

from hrgraph.releases import report
from hrgraph.releases.difference import Source, beginning, difference
from hrgraph.releases.model import CODES, Changes

from .editions import HELPS, LEADS, Small


@pytest.fixture
def changes() -> Changes:
    """A statement with another object, one that went, and a label with signs that Markdown knows."""
    new = Small(
        said=(LEADS._replace(triple="id:commission hr:leads id:states"),),
        others=Small().others.replace('"Council"', '"*The* <Council>"'),
    )
    return difference(Source("0.1", Small().quads()), Source("0.2", new.quads()))


def test_text(changes: Changes) -> None:
    """In a terminal each change has its sign, its words and its reason, in the language asked for."""
    latvian, english = report.as_text(changes, "lv"), report.as_text(changes, "en")

    assert latvian.startswith("Izmaiņas: 0.1 → 0.2\nParādījās: 0, mainījās: 2, izzuda: 1.\n")
    assert "Programma lasa citādi (2)" in latvian
    assert f"  − Padome · hr:assists · states\n      „{HELPS.quote}” (doc/p1; rule/helps)\n" in latvian
    assert "  ~ commission · hr:leads · work → states\n" in english
    assert "The lexicon changed (1)" in english


def test_markdown(changes: Changes) -> None:
    """In Markdown signs that mean something there are made plain."""
    written = report.as_markdown(changes, "en")

    assert written.startswith("# Changes: 0.1 → 0.2\n\n")
    assert (
        "- **changed** \\*The\\* \\<Council\\> · rdfs:label · “Council” → “\\*The\\* \\<Council\\>”\n"
        in written
    )
    assert "- **gone** \\*The\\* \\<Council\\> · hr:assists · states\n  - „Padome" in written
    assert written.endswith("\n")


def test_many_changes(changes: Changes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many changes for one reason the first are shown, and how many more there are, and where."""
    monkeypatch.setattr(report, "_MOST", 1)
    assert "… un vēl 1; visas izmaiņas ir datnē changes.json" in report.as_text(changes, "lv")
    assert "… and 1 more; all changes are in changes.json" in report.as_markdown(changes, "en")


def test_nothing_to_tell() -> None:
    """An edition like the one before, and the first one, say so."""
    quads = Small().quads()
    same = difference(Source("0.1", quads), Source("0.2", quads))

    assert "Neviens apgalvojums nav mainījies." in report.as_text(same, "lv")
    assert report.as_text(beginning(Source("0.1", quads)), "en").startswith("0.1: the first release\n")


def test_every_reason_has_words_in_both_languages() -> None:
    """Each code of a reason is said in Latvian and in English, and no other is."""
    words = report._words()

    assert words["reason"].keys() == CODES.keys()
    assert all(set(said) == set(report.LANGUAGES) for table in words.values() for said in table.values())
    used = set(re.findall(r'word\("([a-z-]+)"', Path(report.__file__).read_text(encoding="utf-8")))
    assert used <= words["word"].keys()
