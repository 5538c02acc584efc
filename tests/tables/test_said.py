"""Labels, parts and statements as the tables need them."""

import pytest

from hrgraph.rdf import terms
from hrgraph.tables.said import PLACE, Said, answer, column


def test_every_statement_has_its_place(said: Said) -> None:
    """The words of each statement stand in a part of a document, and in the text of that part."""
    assert len(said.statements) > 3000
    for one in said.statements:
        place = dict(zip(PLACE, said.place([one]), strict=True))
        assert place["quote"] == one.quote
        assert place["quote_document"] is not None
        assert str(place["quote_part"]).startswith(str(place["quote_document"]))
        assert place["quote_document_lv"]
        assert place["quote_document_en"]


def test_several_places_in_one_cell(said: Said) -> None:
    """Several quotes are parted, each told once; no statement leaves all cells empty."""
    two = said.place([*said.statements[:2], said.statements[0]])

    assert str(two[0]).count(" | ") <= 1
    assert said.place([]) == (None,) * len(PLACE)


def test_narrower_properties(said: Said) -> None:
    """Behind an inferred property stand the statements of the narrower ones."""
    properties = {one.property.text for one in said.behind([terms.HR + "mentions"])}

    assert properties >= {terms.HR + "names", terms.HR + "namesWithinTerm"}
    assert said.behind([terms.HR + "none"]) == []


def test_yes_or_no(said: Said) -> None:
    """An ASK is a table with one cell."""
    variables, rows = answer(said.store, "ASK {}")

    assert (variables, [row["answer"].text for row in rows]) == (["answer"], ["true"])


@pytest.mark.parametrize(
    ("name", "lv", "en"),
    [
        ("value_lv", "value: nosaukums latviski", "value: name in Latvian"),
        (
            "maker",
            "kārtula vai cilvēks, kas apgalvojumu pierakstījis",
            "the rule or person that recorded the statement",
        ),
    ],
)
def test_columns_are_described(name: str, lv: str, en: str) -> None:
    """A column has its words in both languages; an unknown one is an error."""
    assert (column(name).lv, column(name).en) == (lv, en)
    with pytest.raises(KeyError):
        column("unknown")
