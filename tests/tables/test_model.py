"""What a table is before it is a file."""

from hrgraph.tables.model import Column


def test_a_column_holds_words_unless_said_otherwise() -> None:
    """The usual type is string."""
    assert Column("a", "a", "a").type == "string"
