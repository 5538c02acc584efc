"""Citations as text, BibTeX and CSL-JSON."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrgraph import __version__
from hrgraph.errors import StoreError
from hrgraph.service.pages.citation import Result, Work, as_bibtex, as_csl, as_text, read_work

DAY = date(2026, 11, 21)
WORK = Work("Grafs: A & B", ("Jānis Bērziņš", "Some Body"), "1.2", date(2026, 5, 1), "https://example.org/")
RESULT = Result("ab" * 32, 3, "cd" * 32, "https://example.org/cite?query=ASK%20%7B%7D")


def test_the_real_work(root: Path, tmp_path: Path) -> None:
    """Title, authors, date and version come from CITATION.cff, which has the version of the program."""
    shutil.copy(root / "CITATION.cff", tmp_path)
    work = read_work(tmp_path)

    assert work.version == __version__
    assert work.title in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert work.authors
    assert work.released is not None
    assert work.address == "https://w3id.org/hrgraph/"


def test_without_a_build(tmp_path: Path) -> None:
    """Where there is no file, the program is cited with its version."""
    assert read_work(None) == read_work(tmp_path)
    assert read_work(None).version == __version__


@pytest.mark.parametrize("content", ["a: [", "- 1", "title: x", "authors: 1", ""])
def test_a_broken_file(content: str, tmp_path: Path) -> None:
    """A file that is no citation is told by its path, with what to do."""
    (tmp_path / "CITATION.cff").write_text(content, encoding="utf-8")

    with pytest.raises(StoreError, match=r"CITATION\.cff: cannot be cited from; build again"):
        read_work(tmp_path)


def test_people_are_named(tmp_path: Path) -> None:
    """An author may be a person with given and family names."""
    (tmp_path / "CITATION.cff").write_text(
        "title: T\nversion: 1.0\ndate-released: 2026-05-01\n"
        "authors: [{given-names: Jānis, family-names: Bērziņš}]\n",
        encoding="utf-8",
    )

    assert read_work(tmp_path).authors == ("Jānis Bērziņš",)


def test_text() -> None:
    """The words of a citation in both languages; of a result, its hash and address too."""
    assert as_text(WORK, None, DAY, "en") == (
        "Jānis Bērziņš, Some Body (2026). Grafs: A & B (version 1.2). https://example.org/"
    )
    said = as_text(WORK, RESULT, DAY, "lv")
    assert "(versija 1.2)" in said
    assert RESULT.hash in said
    assert "izgūts 2026-11-21" in said
    assert said.endswith(RESULT.address)
    assert "(" not in as_text(replace(WORK, released=None), None, DAY, "en").partition(".")[0]


def test_bibtex() -> None:
    """Names are kept whole, marks that TeX reads are escaped, and a result has a key of its own."""
    said = as_bibtex(WORK, RESULT, DAY)

    assert said.startswith("@misc{grafs-1.2-abababab,\n")
    assert "author = {{Jānis Bērziņš} and {Some Body}}" in said
    assert "title = {{Grafs: A \\& B}}" in said
    assert f"url = {{{RESULT.address}}}" in said
    assert "urldate = {2026-11-21}" in said
    assert said.count("{") == said.count("}")
    assert "urldate" not in as_bibtex(WORK, None, DAY)


def test_csl() -> None:
    """CSL-JSON says the same, dates as parts."""
    (said,) = as_csl(WORK, RESULT, DAY)

    assert said["type"] == "dataset"
    assert said["issued"] == {"date-parts": [[2026, 5, 1]]}
    assert said["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert said["author"] == [{"literal": "Jānis Bērziņš"}, {"literal": "Some Body"}]
    assert RESULT.hash in str(said["note"])
    assert "accessed" not in as_csl(WORK, None, DAY)[0]
