"""All statements as one table."""

from hrgraph.tables.said import Said
from hrgraph.tables.statements import statements_table


def test_the_roles_of_the_special_representative(said: Said) -> None:
    """A known statement stands there with labels, words, document, part and rule."""
    table = statements_table(said)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    found = [row for row in rows if row["property_en"] == "assists" and str(row["subject"]).endswith("/eeas")]

    assert len(rows) == len(said.statements)
    assert len(found) == 1
    assert found[0]["subject_lv"] == "Eiropas Ārējās darbības dienests"
    assert "kam palīdz Eiropas Ārējās darbības dienests" in str(found[0]["quote"])
    assert found[0]["quote_part_number"] == "intro.2"
    assert str(found[0]["quote"]) in str(found[0]["quote_text"])
    assert found[0]["maker_en"] is not None
    assert all(row["quote"] and row["quote_document_en"] for row in rows)
