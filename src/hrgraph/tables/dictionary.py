"""Tables in; what their columns mean, for programs (CSVW) and for people (Markdown), out."""

import json
from collections.abc import Iterable

from hrgraph.rdf import terms
from hrgraph.tables.model import Table

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
METADATA = "csv-metadata.json"
"""The name under which a program that reads a CSV of the folder looks for its columns (CSVW, section 5.3)."""


def as_csvw(tables: Iterable[Table]) -> bytes:
    """The tables and their columns as W3C Metadata Vocabulary for Tabular Data."""
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:license": {"@id": LICENCE},
        "dc:source": {"@id": terms.BASE},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:title": [
                    {"@value": table.lv, "@language": "lv"},
                    {"@value": table.en, "@language": "en"},
                ],
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "titles": column.name,
                            "dc:description": [
                                {"@value": column.lv, "@language": "lv"},
                                {"@value": column.en, "@language": "en"},
                            ],
                            "datatype": column.type,
                        }
                        for column in table.columns
                    ]
                },
            }
            for table in tables
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def as_markdown(tables: Iterable[Table]) -> bytes:
    """The same for people, in Latvian and English."""
    lines = [
        "# Tabulas · Tables",
        "",
        "Katra tabula ir CSV, Excel (XLSX) un Parquet datnē. CSV ir UTF-8 bez BOM (RFC 4180); "
        "programmā Excel atveriet XLSX. Ailes `…_lv` un `…_en` ir nosaukumi. "
        "Aiļu apraksts programmām: `csv-metadata.json` (CSVW). "
        "Licence: CC BY 4.0.",
        "",
        "Each table is a CSV, an Excel (XLSX) and a Parquet file. The CSV is UTF-8 without a BOM (RFC 4180); "
        "in Excel open the XLSX. Columns `…_lv` and `…_en` are names. The columns for programs: "
        "`csv-metadata.json` (CSVW). Licence: CC BY 4.0.",
    ]
    for table in tables:
        lines += ["", f"## {table.name}", "", table.lv, "", table.en, ""]
        lines += ["| aile · column | tips · type | lv | en |", "|---|---|---|---|"]
        lines += [
            f"| `{column.name}` | {column.type} | {_cell(column.lv)} | {_cell(column.en)} |"
            for column in table.columns
        ]
    return ("\n".join(lines) + "\n").encode()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
