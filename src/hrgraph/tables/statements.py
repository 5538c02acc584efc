"""All statements of the graph with their words, as one table."""

from hrgraph.tables.model import Table
from hrgraph.tables.said import PLACE, Said, column, words

_COLUMNS = (
    *("subject", "subject_lv", "subject_en"),
    *("property", "property_lv", "property_en"),
    *("value", "value_lv", "value_en"),
    *PLACE,
    *("maker", "maker_lv", "maker_en"),
    *("status", "status_lv", "status_en"),
)
_IRIS = {"subject", "property", "quote_document", "quote_part", "maker", "status"}


def statements_table(said: Said) -> Table:
    """One row for every piece of evidence, in the order of subject, property and value."""
    about = words()["statements"]
    return Table(
        "statements",
        str(about["lv"]),
        str(about["en"]),
        tuple(column(name, type_="anyURI" if name in _IRIS else "string") for name in _COLUMNS),
        [
            (
                *said.named(one.subject.text),
                *said.named(one.property.text),
                *(said.named(one.value.text) if one.value.is_iri else (one.value.text, None, None)),
                *said.place([one]),
                *said.named(one.maker),
                *said.named(one.status),
            )
            for one in said.statements
        ],
    )
