"""The built graph and the queries in; the files of all tables out."""

from pathlib import Path

from hrgraph.store.base import Store
from hrgraph.tables.dictionary import METADATA, as_csvw, as_markdown
from hrgraph.tables.questions import question_table, read_questions
from hrgraph.tables.said import Said
from hrgraph.tables.statements import statements_table
from hrgraph.tables.writing import FORMATS

FOLDER = "tables"
"""The folder of a build that holds the tables."""
STATEMENTS = f"{FOLDER}/statements"
"""The table of all statements, without the ending of a format."""


def table_files(store: Store, queries: Path) -> dict[str, bytes]:
    """All tables in every format, and what their columns mean, by their path in the build."""
    said = Said(store)
    tables = [statements_table(said)]
    tables += [question_table(said, question) for question in read_questions(queries)]
    files = {
        f"{table.name}.{extension}": write(table) for table in tables for extension, write in FORMATS.items()
    }
    files |= {METADATA: as_csvw(tables), "README.md": as_markdown(tables)}
    return {f"{FOLDER}/{name}": content for name, content in sorted(files.items())}
