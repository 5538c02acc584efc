"""The parts of a document as they are read."""

import pytest

from hrgraph.pipeline import DocumentReading
from hrgraph.service.lookups.passages import (
    FOOTNOTE,
    Ground,
    Unit,
    grounds_of,
    outline,
    parts,
    pieces_of,
    share,
)
from hrgraph.store.oxigraph import OxigraphStore

ID = "https://w3id.org/hrgraph/id/"
PLAN = ID + "eu-action-plan-hrd-2020-2024"


@pytest.fixture(scope="module")
def units(real_store: OxigraphStore) -> list[Unit]:
    """The parts of the action plan."""
    return outline(real_store, PLAN)


@pytest.fixture
def unit() -> Unit:
    """A part whose words a footnote cuts in two: `Padome [1] aicina`."""
    places = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]
    offsets = [*range(10, 16), *range(20, 26)]
    return Unit("u", "1", "Action", "", "Padome aicina", "", ((10, 16), (20, 26)), offsets, places)


def test_parts_come_in_reading_order(units: list[Unit], plan: DocumentReading) -> None:
    """Every part of the outline with words is there, sorted by where its words begin."""
    starts = [unit.offsets[0] for unit in units if unit.text and unit.kind != FOOTNOTE]
    wanted = {part.id for part in plan.outline.units if part.kind != "NoteReference"}

    assert starts == sorted(starts)
    assert {unit.id for unit in units} == wanted
    assert [unit.id for unit in units[:3]] == ["intro", "intro.1", "intro.2"]


def test_every_character_is_where_the_source_has_it(units: list[Unit], plan: DocumentReading) -> None:
    """Offsets lead to the very characters of the source, footnotes and page ends left out."""
    raw = plan.outline.source.raw
    for unit in units:
        found = "".join(raw[offset] for offset in unit.offsets)
        assert found == "".join(unit.text[place] for place in unit.places), unit.id
        assert found == "".join(unit.text.split()), unit.id


def test_no_words_are_printed_twice(units: list[Unit]) -> None:
    """A paragraph keeps the words before its list; those of the list stand in the list."""
    seen: set[int] = set()
    for unit in units:
        assert not seen & set(unit.offsets), unit.id
        seen.update(unit.offsets)
    assert next(unit.text for unit in units if unit.id == "I.means") == "Īstenošanas līdzekļi:"


def test_a_mention_is_a_piece(units: list[Unit], real_store: OxigraphStore) -> None:
    """Words that name a thing are a piece of their own, with their place in the source."""
    unit = next(unit for unit in units if unit.id == "I.A.3")
    found = pieces_of(unit, grounds_of(real_store, [unit])[unit.iri])

    assert "".join(piece.words for piece in found) == unit.text
    assert [(piece.start, piece.end) for piece in found if piece.words == "cilvēktiesību aizstāvjus"] == [
        (5601, 5625)
    ]
    assert any(piece.names and piece.says for piece in found)
    assert any(piece.words == "Atbalstīt" and piece.says and not piece.names for piece in found)
    assert all(not piece.names or piece.words == piece.words.strip() for piece in found)


def test_a_mark_is_no_piece_of_its_own(units: list[Unit], real_store: OxigraphStore) -> None:
    """A comma between two names, drawn from by nothing but what holds both, leads nowhere."""
    grounds = grounds_of(real_store, units)
    found = [piece for unit in units for piece in pieces_of(unit, grounds.get(unit.iri, ()))]
    assert [p for p in found if (p.names or p.says) and not any(map(str.isalnum, p.words))] == []


def test_a_footnote_is_called_where_it_stands(units: list[Unit]) -> None:
    """The reference comes right after the words that it is printed behind."""
    unit = next(unit for unit in units if unit.id == "II.A.5")
    found = pieces_of(unit, ())
    before = [found[number - 1].words[-12:] for number, piece in enumerate(found) if piece.note]

    assert [piece.note.calls.rpartition("/")[2] for piece in found if piece.note] == ["fn.4", "fn.5", "fn.6"]
    assert before == [" apkarošanai", "uz vēlēšanām", "ormācijas jomā"[-12:]]


def test_words_over_a_footnote(unit: Unit) -> None:
    """A span that a footnote cuts is one stretch of the text that is read."""
    pieces = pieces_of(unit, [Ground("g", "u", ((14, 16), (20, 21)), said=1)])

    assert [(piece.words, piece.says) for piece in pieces] == [
        ("Pado", False),
        ("me a", True),
        ("icina", False),
    ]
    assert (pieces[1].start, pieces[1].end) == (14, 21)


def test_chosen_words(unit: Unit) -> None:
    """The words asked for are marked, whether anything was drawn from them or not."""
    assert [piece.words for piece in pieces_of(unit, (), [(20, 26)]) if piece.chosen] == ["aicina"]
    assert not any(piece.chosen for piece in pieces_of(unit, (), [(90, 99)]))


def test_share(unit: Unit) -> None:
    """The share counts characters once, white space left out."""
    grounds = [Ground("g", "u", ((10, 16),)), Ground("h", "u", ((10, 13),))]

    assert share([unit], {"u": grounds}) == 0.5
    assert share([], {}) == 0.0


def test_covering() -> None:
    """Words lie inside a ground if all of them do, also over the gap of a footnote."""
    ground = Ground("g", "u", ((14, 16), (20, 21)))

    assert (ground.covers((14, 15)), ground.covers((15, 21)), ground.covers((13, 15))) == (True, True, False)


def test_parts_alone(real_store: OxigraphStore) -> None:
    """A part can be had without its document, word for word; what is no part is left out."""
    iri = PLAN + "/I.A.3"
    found = parts(real_store, [iri, ID + "nobody"])

    assert list(found) == [iri]
    assert found[iri].text.startswith("Atbalstīt cilvēktiesību aizstāvjus")


def test_no_such_document(real_store: OxigraphStore) -> None:
    """What is no document has no parts."""
    assert outline(real_store, ID + "latvia") == []
