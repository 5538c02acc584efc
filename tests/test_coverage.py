"""What of the texts was understood."""

from collections.abc import Mapping

import pytest

from hrgraph.coverage import as_marked_text, as_table, sentence_places, sentences, shares
from hrgraph.pipeline import DocumentReading

PLAN, RELEASE = "eu-action-plan-hrd-2020-2024", "press-release-act"


def test_each_sentence_of_the_release_is_listed_with_its_line(
    readings: Mapping[str, DocumentReading],
) -> None:
    """The table leads back to the file."""
    found = list(sentences(readings[RELEASE]))
    veto = next(s for s in found if "veto tiesības" in s.text)

    assert (veto.unit, veto.line) == ("p4", 21)
    assert "commitment-not-to-use" in veto.makers
    assert veto.said >= 4


def test_every_action_gives_statements(readings: Mapping[str, DocumentReading]) -> None:
    """No sentence of an action is passed over in silence."""
    actions = {r.unit.id for r in readings[PLAN].readings if r.unit.kind == "Action"}
    silent = [s.text for s in sentences(readings[PLAN]) if s.unit in actions and not s.said]

    assert silent == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Viens. Divi.", ["Viens.", "Divi."], id="two"),
        pytest.param(
            "Atbalsts, t. sk. Eiropas. Beigas.", ["Atbalsts, t. sk. Eiropas.", "Beigas."], id="abbreviation"
        ),
        pytest.param("Kopš 2021. gada. Jā.", ["Kopš 2021. gada.", "Jā."], id="ordinal"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Abbreviations and ordinals end none."""
    assert [text[start:end] for start, end in sentence_places(text)] == expected


def test_table_and_marked_text_show_keys(readings: Mapping[str, DocumentReading]) -> None:
    """A reader sees which words were taken for which thing."""
    marked = as_marked_text(readings[RELEASE])
    table = as_table(sentences(readings[RELEASE]))

    assert "[ACT grupai|act-group]" in marked
    assert table.splitlines()[0].split("\t")[:3] == ["document", "unit", "line"]
    assert len({line.count("\t") for line in table.splitlines()}) == 1


def test_shares_count_each_statement_once(readings: Mapping[str, DocumentReading]) -> None:
    """By predicate, lexicon, rules and curation add up to the statements there are."""
    counted = shares(readings.values())
    names = {
        a.triple for r in readings.values() for a in r.merged.assertions if a.predicate.endswith("#names")
    }

    assert sum(counted["names"].values()) == len(names)
    assert counted["names"]["curation"] < counted["names"]["lexicon"] / 20
