"""The queries of queries/ in; the table that answers each, with the words behind every row, out."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from hrgraph.errors import DataError
from hrgraph.rdf import terms
from hrgraph.tables.model import Cell, Column, Table
from hrgraph.tables.said import PLACE, Said, Statement, Term, answer, column

_ASKED = re.compile(r"^# (lv|en): (.+)$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_PREFIX = re.compile(r"PREFIX\s+(\w*):\s*<([^>]*)>", re.IGNORECASE)
_NAME = re.compile(r"<([^<>\s]+)>|(?<![\w?$:/])(\w+):((?:\\.|[\w.-])*[\w-])")
_SELECT = re.compile(r"\bSELECT\s+(?:DISTINCT\s+)?((?:\?\w+\s+)+)WHERE\b(?!.*\b(?:GROUP|LIMIT)\b)", re.DOTALL)
_SAME_AS_STATEMENTS = "statements-with-evidence"
"""The example whose answer is the table of all statements."""

_INTEGER = terms.XSD + "integer"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the question that it answers."""

    name: str
    lv: str
    en: str
    query: str


def read_questions(folder: Path) -> list[Question]:
    """The questions of the folder `queries`: what is asked stands in the first comments of each file.

    Raises DataError when a query asks nothing in words.
    """
    found = []
    for file in sorted([*(folder / "cq").glob("*.rq"), *(folder / "examples").glob("*.rq")]):
        if file.stem == _SAME_AS_STATEMENTS:
            continue
        query = file.read_text(encoding="utf-8")
        asked = dict(reversed(_ASKED.findall(query)))
        if not {"lv", "en"} <= set(asked):
            raise DataError("the query does not begin with the question as `# lv: …` and `# en: …`", file)
        found.append(Question(file.stem, asked["lv"], asked["en"], query))
    return found


def question_table(said: Said, question: Question) -> Table:
    """The rows of the answer with labels, and the words of the statements that each row rests on.

    A row rests on the statements of the query's properties between things that the row or the query names.
    Where rows count or group, no statement is behind one row, and the words stay empty.
    """
    variables, rows = answer(said.store, question.query)
    grounds = _Grounds(said, question.query)
    columns: list[tuple[Column, str, str]] = []
    for name in variables:
        columns += _columns_of(said, name, [row[name] for row in rows if name in row])
    return Table(
        question.name,
        question.lv,
        question.en,
        (*(shown for shown, _, _ in columns), *(column(name) for name in PLACE)),
        [
            (
                *(_cell(said, row.get(name), shown, spoken) for shown, name, spoken in columns),
                *said.place(grounds.of(row, variables)),
            )
            for row in rows
        ],
    )


def _columns_of(said: Said, name: str, values: list[Term]) -> list[tuple[Column, str, str]]:
    """The columns of a variable, each with its name and, of a column of labels, the language."""
    kind = "answer" if name == "answer" else "asked"
    shown = f"{name}_" if name in PLACE else name
    if values and all(value.is_iri for value in values):
        labels = [
            (column(f"{shown}_{spoken}", f"label_{spoken}", shown), name, spoken) for spoken in ("lv", "en")
        ]
        labelled = any(said.label(value.text, "lv") for value in values)
        return [(column(shown, kind, name, "anyURI"), name, ""), *(labels if labelled else [])]
    whole = values and all(value.datatype == _INTEGER for value in values)
    return [(column(shown, kind, name, "integer" if whole else "string"), name, "")]


def _cell(said: Said, value: Term | None, shown: Column, spoken: str) -> Cell:
    if value is None:
        return None
    if spoken:
        return said.label(value.text, spoken)
    return int(value.text) if shown.type == "integer" else value.text


class _Grounds:
    """The statements behind the rows of one query."""

    def __init__(self, said: Said, query: str) -> None:
        plain = _COMMENT.sub("", query)
        prefixes = dict(_PREFIX.findall(plain))
        body = _PREFIX.sub("", plain)
        self._named = {
            iri or prefixes.get(prefix, prefix + ":") + re.sub(r"\\(.)", r"\1", local)
            for iri, prefix, local in _NAME.findall(body)
        }
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        for one in said.behind(self._named):
            self._statements[one.subject.text].append(one)
        self._bound: dict[tuple[Term | None, ...], set[str]] = defaultdict(set)
        self._variables: list[str] = []
        if shape := _SELECT.search(body):
            # All variables, so that statements about things that no column shows are found too.
            whole = plain.replace(shape[0], shape[0].replace(shape[1], "* "), 1)
            self._variables = shape[1].replace("?", "").split()
            for row in answer(said.store, whole)[1]:
                key = tuple(row.get(name) for name in self._variables)
                self._bound[key] |= {term.text for term in row.values()}

    def of(self, row: dict[str, Term], variables: list[str]) -> list[Statement]:
        """The statements that a row rests on."""
        if variables != self._variables:
            return []
        bound = self._bound[tuple(row.get(name) for name in variables)]
        known = bound | self._named
        return [
            one
            for subject in sorted(known & self._statements.keys())
            for one in self._statements[subject]
            if one.value.text in known and (subject in bound or one.value.text in bound)
        ]
