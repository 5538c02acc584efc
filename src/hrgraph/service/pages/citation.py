"""What is cited in; the citation as text, BibTeX and CSL-JSON out.

The work is what CITATION.cff says (Citation File Format 1.2), which a build keeps among its files.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from hrgraph import __version__
from hrgraph.errors import StoreError
from hrgraph.rdf import terms
from hrgraph.service.texts import word

FILE = "CITATION.cff"
_SPECIAL = {
    **{mark: f"\\{mark}" for mark in "{}%&#_$"},
    "\\": "\\textbackslash{}",
    "~": "\\~{}",
    "^": "\\^{}",
}


@dataclass(frozen=True, slots=True)
class Work:
    """The dataset as it is cited."""

    title: str
    authors: tuple[str, ...]
    version: str
    released: date | None
    address: str


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: its hash and number of rows, of which graph, and where it is asked again."""

    hash: str
    count: int
    data: str
    address: str


def read_work(build_dir: Path | None) -> Work:
    """The work that the build names; StoreError if its file is malformed. Without a build, this program."""
    file = build_dir / FILE if build_dir else None
    if file is None or not file.is_file():
        return Work("hrgraph", ("hrgraph contributors",), __version__, None, terms.BASE)
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        authors = tuple(
            one["name"] if "name" in one else f"{one['given-names']} {one['family-names']}"
            for one in said["authors"]
        )
        address = next(
            (one["value"] for one in said.get("identifiers", ()) if one["type"] == "url"), terms.BASE
        )
        return Work(said["title"], authors, str(said["version"]), said["date-released"], address)
    except (OSError, yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as problem:
        raise StoreError(f"{file}: cannot be cited from; build again with `hrgraph build`") from problem


def as_text(work: Work, result: Result | None, today: date, spoken: str) -> str:
    """The citation as people write it, in the language."""
    year = f" ({work.released.year})" if work.released else ""
    said = (
        f"{', '.join(work.authors)}{year}. {work.title} "
        f"({word('cite-version', spoken, version=work.version)})."
    )
    if result is None:
        return f"{said} {work.address}"
    what = word("cite-result", spoken, hash=result.hash, data=result.data[:16], day=today.isoformat())
    return f"{said} {what} {result.address}"


def as_bibtex(work: Work, result: Result | None, today: date) -> str:
    """The citation as a BibTeX entry."""
    fields = {
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in work.authors),
        "title": f"{{{_escaped(work.title)}}}",
        "year": str(work.released.year) if work.released else "",
        "version": _escaped(work.version),
        "url": result.address if result else work.address,
        "urldate": today.isoformat() if result else "",
        "note": f"Query result, SHA-256 {result.hash}, of graph {result.data[:16]}" if result else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{_id(work, result)},\n" + ",\n".join(lines) + "\n}\n"


def as_csl(work: Work, result: Result | None, today: date) -> list[dict[str, object]]:
    """The citation as CSL-JSON, which Zotero and pandoc read."""
    said: dict[str, object] = {
        "id": _id(work, result),
        "type": "dataset",
        "title": work.title,
        "author": [{"literal": author} for author in work.authors],
        "version": work.version,
        "URL": result.address if result else work.address,
    }
    if work.released:
        said["issued"] = _parts(work.released)
    if result:
        said["accessed"] = _parts(today)
        said["note"] = f"Query result, SHA-256 {result.hash}, of graph {result.data[:16]}"
    return [said]


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _id(work: Work, result: Result | None) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", work.title.partition(":")[0].casefold()).strip("-")
    return f"{name}-{work.version}" + (f"-{result.hash[:8]}" if result else "")


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(mark, mark) for mark in text)
