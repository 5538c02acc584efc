"""Joining words: clean text out, and for each of its characters the place it came from."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.rdf.terms import Run
from hrgraph.structure.profile import read_profile
from hrgraph.text.words import INSERTED, Joining, Words, covered, join

PROFILES = sorted((Path(__file__).resolve().parents[2] / "data" / "profiles").glob("*.toml"))
JOININGS = [Joining(), *(read_profile(file.parent, file.stem).joining for file in PROFILES)]
ALPHABET = "āšņ aZ1.,;:()–-“\n\n \t\u00a0\u2003*"


@st.composite
def joined(draw: st.DrawFn) -> tuple[str, list[Run], Words]:
    """A text, ascending runs of it, and the words joined from them in the way of some profile."""
    raw = draw(st.text(ALPHABET, max_size=60) | st.text(max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    runs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return raw, runs, join(raw, runs, draw(st.sampled_from(JOININGS)))


@given(joined())
def test_origins_are_exact(case: tuple[str, list[Run], Words]) -> None:
    """Every character is the raw character at its origin, and only single spaces are inserted."""
    raw, _, words = case
    assert len(words.text) == len(words.origin)
    shown = [" " if offset == INSERTED else raw[offset] for offset in words.origin]
    assert "".join(shown) == words.text
    kept = [offset for offset in words.origin if offset != INSERTED]
    assert kept == sorted(set(kept))


@given(joined())
def test_no_character_is_lost(case: tuple[str, list[Run], Words]) -> None:
    """The words are the non-space characters of the runs, in order and complete."""
    raw, runs, words = case
    wanted = [offset for start, end in runs for offset in range(start, end) if not raw[offset].isspace()]
    assert [offset for offset in words.origin if offset != INSERTED] == wanted


@given(joined())
def test_white_space_is_single(case: tuple[str, list[Run], Words]) -> None:
    """Words are parted by one space and have none at either end."""
    text = case[2].text
    assert text == " ".join(text.split())


@given(joined(), st.data())
def test_runs_carry_the_words_and_nothing_else(
    case: tuple[str, list[Run], Words], data: st.DataObject
) -> None:
    """The runs of any stretch of words hold its characters and white space only, ascending and apart."""
    raw, _, words = case
    start = data.draw(st.integers(0, len(words.text)))
    end = data.draw(st.integers(start, len(words.text)))
    runs = words.runs(raw, start, end)
    assert "".join("".join(raw[a:b] for a, b in runs).split()) == "".join(words.text[start:end].split())
    assert all(raw[one[1] : two[0]].strip() for one, two in pairwise(runs))
    assert words.slice(start, end).runs(raw) == runs


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        pytest.param(["sieviešu \n\ntiesības"], "sieviešu tiesības", id="line wrap"),
        pytest.param(
            ["pamatnostādnes\n", "1", "\n — instrumenti"], "pamatnostādnes — instrumenti", id="mark and dash"
        ),
        pytest.param(["programma\n", "2", "\n, kā arī"], "programma, kā arī", id="mark and comma"),
        pytest.param(["situācijām\n", "3", "\n."], "situācijām.", id="mark and full stop"),
        pytest.param(["jomā\n", "6", "\n un"], "jomā un", id="mark and word"),
        pytest.param(["2021.–\n\n2027. gadam"], "2021.–2027. gadam", id="range broken at its dash"),
        pytest.param(["vide – \nmāja"], "vide – māja", id="dash between words"),
        pytest.param(["2021. – \ngads"], "2021. – gads", id="dash with a space before it"),
        pytest.param(
            ["(piemēram, bērnu \n", "X", "\n aizsardzība)"], "(piemēram, bērnu aizsardzība)", id="page break"
        ),
        pytest.param(["teksts\n", "X", "\n)"], "teksts)", id="bracket"),
        pytest.param(["vār", "X", "ds"], "vārds", id="layout inside a word"),
    ],
)
def test_joining_of_the_action_plan(root: Path, pieces: list[str], text: str) -> None:
    """Lines of the plan are joined as a reader joins them; every second piece is layout and left out."""
    raw = "".join(pieces)
    runs: list[Run] = []
    position = 0
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            runs.append((position, position + len(piece)))
        position += len(piece)
    joining = read_profile(root / "data" / "profiles", "eu-policy-pdf").joining
    assert join(raw, runs, joining).text == text


def test_joining_is_a_choice_of_the_profile() -> None:
    """Before which characters and after what ending no space is put depends on the joining alone."""
    raw, runs = "a\n!\nb-\nc", [(0, 8)]
    assert join(raw, runs, Joining("", re.compile("(?!)"))).text == "a ! b- c"
    assert join(raw, runs, Joining("!", re.compile("-$"))).text == "a! b-c"


@pytest.mark.parametrize(
    ("kept", "runs"),
    [
        pytest.param([(0, 2), (4, 6)], ((0, 6),), id="white space between joins the runs"),
        pytest.param([(0, 2), (9, 11)], ((0, 2), (9, 11)), id="a word between parts them"),
    ],
)
def test_runs_are_unbroken(kept: list[Run], runs: tuple[Run, ...]) -> None:
    """White space inside a run does not break it; anything else that was left out does."""
    raw = "ab \ncd 1 ef"
    assert join(raw, kept, Joining()).runs(raw) == runs


def test_covered_offsets() -> None:
    """The offsets of several runs, each end exclusive."""
    assert covered([(0, 2), (5, 6)]) == {0, 1, 5}
