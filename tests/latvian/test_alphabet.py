"""Diacritics and the order of the Latvian alphabet."""

import random

import pytest

from hrgraph.latvian.alphabet import fold, sort_key

ORDERED = [
    *("āda", "Āfrika", "Aglona", "Austrija", "cz", "čakls", "Čehija", "dz", "gz", "ģimene"),
    *("iela", "yoga", "īss", "kz", "ķēde", "lz", "ļaudis", "nz", "ņemt", "osta", "rz", "ŗeibs"),
    *("sz", "šalle", "Šveice", "tā", "Zviedrija", "zz", "žurnāls"),
]


def test_fold() -> None:
    """Every letter with a mark becomes the bare one, whether composed or not."""
    assert fold("ĀČĒĢĪĶĻŅŌŖŠŪŽ") == "acegiklnorsuz"
    assert fold("s\u030cveice") == fold("Šveice") == "sveice"
    assert fold("ES 2020.–2024. Öland") == "es 2020.–2024. oland"


def test_latvian_order() -> None:
    """Marked consonants are letters after the bare ones; long vowels sort among the short ones, y with i."""
    shuffled = random.Random(7).sample(ORDERED, len(ORDERED))

    assert sorted(shuffled, key=sort_key) == ORDERED


@pytest.mark.parametrize(("first", "then"), [("kase", "kāse"), ("kāse", "kasēt"), ("rīga", "Rīga")])
def test_marks_and_capitals_only_decide_between_equals(first: str, then: str) -> None:
    """The short vowel comes before the long one, and small before capital, where all else is the same."""
    assert sort_key(first) < sort_key(then)
