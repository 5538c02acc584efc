"""A question of the graph in; its answer as a table with labels and quoted words, out."""

from collections import defaultdict
from dataclasses import dataclass

from hrgraph.rdf import terms
from hrgraph.service.lookups.graph import Row, Value, ask, labels, rows_of
from hrgraph.service.lookups.names import natural, statement_address
from hrgraph.service.lookups.things import Namer, Shown
from hrgraph.store.base import Store

_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its query, and the query for the words behind its answer where there is one."""

    id: str
    asked: dict[str, str]
    query: str
    words: str | None
    is_ask: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a text behind a row, and the statements that rest on them: predicate and address."""

    quote: str
    part: Shown
    statements: tuple[tuple[Shown, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer: a yes or no, or columns and rows, each row with the words behind it."""

    yes: bool | None
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Shown | None, ...], tuple[Said, ...]], ...]

    @property
    def has_words(self) -> bool:
        """Whether words of a text stand behind any row."""
        return any(behind for _, behind in self.rows)


def questions(store: Store, language: str) -> list[tuple[str, str]]:
    """All questions: id and sentence, in the order of their ids."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in ask(store, "questions"):
        found[row["id"].text][row["label"].language] = row["label"].text
    return [(name, found[name].get(language, name)) for name in sorted(found, key=natural)]


def question(store: Store, name: str) -> Question | None:
    """The question of this id; None if there is none."""
    rows = ask(store, "question", this=terms.thing(f"question/{name}"))
    if not rows:
        return None
    asked = {row["label"].language: row["label"].text for row in rows}
    words = rows[0]["words"].text if "words" in rows[0] else None
    return Question(name, asked, rows[0]["query"].text, words, "ask" in rows[0])


def answered(store: Store, asked: Question, language: str) -> Answered:
    """The answer with the words behind each row; things by their label in the language."""
    answer = store.query(asked.query, _JSON)
    if asked.is_ask:
        return Answered(b"true" in answer.content(), (), ())
    columns, rows = rows_of(answer)
    words = rows_of(store.query(asked.words, _JSON)) if asked.words else ([], [])
    known = labels(
        store, {value.text for row in [*rows, *words[1]] for value in row.values() if value.is_iri}
    )
    namer = Namer(known, language)
    shown = tuple(name for name in columns if not _is_label(name, rows, known))
    behind = _behind(columns, words, namer)
    return Answered(
        None,
        shown,
        tuple(
            (
                tuple(namer(row[name]) if name in row else None for name in shown),
                behind.get(_key(columns, row), ()),
            )
            for row in rows
        ),
    )


def _is_label(name: str, rows: list[Row], known: dict[str, dict[str, str]]) -> bool:
    """Whether a column only repeats the labels of things in the same rows."""
    return bool(rows) and all(
        name in row
        and not row[name].is_iri
        and any(
            row[name].text in known.get(value.text, {}).values() for value in row.values() if value.is_iri
        )
        for row in rows
    )


def _key(columns: list[str], row: Row) -> tuple[Value | None, ...]:
    return tuple(row.get(name) for name in columns)


def _behind(
    columns: list[str], words: tuple[list[str], list[Row]], namer: Namer
) -> dict[tuple[Value | None, ...], tuple[Said, ...]]:
    """By the values of an answer's row, the words that say it."""
    variables, rows = words
    # What the words query adds stands behind the columns of the question, whatever it is called there.
    added = variables[-5:]
    found: dict[tuple[Value | None, ...], dict[tuple[Value, Value], dict[tuple[Shown, str], None]]]
    found = defaultdict(lambda: defaultdict(dict))
    # What a thing is says less than what it does, so it comes last.
    for row in sorted(rows, key=lambda row: row[added[1]].text == terms.RDF_TYPE):
        subject, predicate, value, part, quote = (row[name] for name in added)
        where = statement_address(subject.text, predicate.text, value)
        if where:
            found[_key(columns, row)][part, quote][namer(predicate), where] = None
    return {
        key: tuple(Said(quote.text, namer(part), tuple(listed)) for (part, quote), listed in places.items())
        for key, places in found.items()
    }
