"""ontology/REQUIREMENTS.md: every question has its group and every item its answer."""

import os
import re
from collections import defaultdict
from pathlib import Path

from rdflib import DCTERMS, RDFS, Graph, Namespace

from hrgraph.validate.data import ontology_files, read_turtle

ROOT = Path(__file__).parents[2]
FILE = ROOT / "ontology" / "REQUIREMENTS.md"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
MODULES = ("document", "evidence", "actors", "objectives", "instruments")
TABLE = re.compile(r"(<!-- table: groups -->\n)(.*?)(<!-- /table -->)", re.DOTALL)
MIRO = {
    *(f"A{number}" for number in range(1, 7)),
    *(f"B{number}" for number in range(1, 4)),
    *(f"C{number}" for number in range(1, 4)),
    "D1",
    *(f"E{number}" for number in range(1, 12)),
    *(f"F{number}" for number in range(1, 4)),
    *("G1", "G2", "G3", "G5"),
}
"""The items that MIRO says must or should be reported and that apply to an ontology of its own."""


def groups() -> dict[str, set[str]]:
    """Module by module the questions that need one of its terms."""
    manifest = Graph().parse(ROOT / "queries" / "manifest.ttl")
    ontology = read_turtle(ontology_files(ROOT / "ontology"))
    found = defaultdict(set)
    for question, term in manifest.subject_objects(DCTERMS.requires):
        module = str(ontology.value(term, RDFS.isDefinedBy)).rsplit("/", 1)[-1]
        found[module].add(str(manifest.value(question, MF.name)))
    return found


def test_every_question_is_in_a_group() -> None:
    """The table names each competency question beside the modules it needs; FIX=1 writes it anew."""
    found = groups()
    names = sorted({name for listed in found.values() for name in listed}, key=lambda name: int(name[2:]))
    lines = ["| module | questions |", "|---|---|"]
    for module in MODULES:
        lines.append(f"| {module} | {', '.join(name for name in names if name in found[module])} |")
    table = "\n".join(lines) + "\n"
    text = FILE.read_text(encoding="utf-8")
    if os.environ.get("FIX"):
        FILE.write_text(TABLE.sub(rf"\1{table}\3", text), encoding="utf-8")
        text = FILE.read_text(encoding="utf-8")
    written = TABLE.search(text)

    assert written is not None
    assert written[2] == table
    assert set(names) == {file.stem for file in (ROOT / "queries" / "cq").glob("*.rq")}


def test_every_heading_has_an_answer() -> None:
    """No part of the requirements is only a heading."""
    parts = re.split(r"^## .*$", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert len(parts) == 9
    assert all(len(part.split()) > 20 for part in parts)


def test_every_item_of_miro_is_answered() -> None:
    """Each item stands in the table once, with an answer."""
    rows = re.findall(r"^\| ([A-G]\d+) [^|]+ \| (.*) \|$", FILE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(item for item, _ in rows) == sorted(MIRO)
    assert all(answer.strip() for _, answer in rows)


def test_links_lead_to_headings() -> None:
    """Every link to a heading of this file or of the README beside it finds that heading."""
    for name, anchor in re.findall(r"\]\(([A-Za-z.]*)#([a-z-]+)\)", FILE.read_text(encoding="utf-8")):
        text = (FILE.parent / name if name else FILE).read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^a-z -]", "", one.lower()).replace(" ", "-")
            for one in re.findall("^#+ (.*)$", text, re.M)
        }
        assert anchor in headings
