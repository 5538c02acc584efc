"""All tables of a build."""

import csv
import io
import json
from pathlib import Path

from hrgraph.store.oxigraph import OxigraphStore
from hrgraph.tables.files import table_files


def test_all_files_of_the_real_graph(quads: bytes, root: Path) -> None:
    """Every table comes in three formats; the dictionary describes just the columns that the CSV has."""
    files = table_files(OxigraphStore.of(quads), root / "queries")
    described = {
        table["url"]: [column["name"] for column in table["tableSchema"]["columns"]]
        for table in json.loads(files["tables/csv-metadata.json"])["tables"]
    }
    names = {name.removeprefix("tables/").partition(".")[0] for name in files if name.endswith(".csv")}

    assert {"statements", "cq01", "timeline"} <= names
    assert set(files) == {
        *(f"tables/{name}.{kind}" for name in names for kind in ("csv", "xlsx", "parquet")),
        "tables/csv-metadata.json",
        "tables/README.md",
    }
    for url, columns in described.items():
        header = next(csv.reader(io.StringIO(files[f"tables/{url}"].decode(), newline="")))
        assert header == columns
        assert f"## {url.removesuffix('.csv')}\n".encode() in files["tables/README.md"]
