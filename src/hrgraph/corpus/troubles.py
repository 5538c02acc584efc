"""Why a text was left out, or what is doubtful in it, in words: what, where, what to do."""

from collections.abc import Callable, Iterable
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from hrgraph.corpus.record import Trouble
from hrgraph.errors import (
    DataError,
    HrgraphError,
    ProfileError,
    ReadingFailed,
    SourceChanged,
    SourceUnreadable,
)
from hrgraph.validate.finding import Finding, broken
from hrgraph.validate.report import short

LEFT_OUT, WARNING = "left out", "warning"
_TO_DO: tuple[tuple[type[DataError], str], ...] = (
    (SourceChanged, "restore the text, or write its new SHA-256 into its document.toml"),
    (SourceUnreadable, "save it as plain text in UTF-8, or take it out of the folder"),
    (ProfileError, "name the profile of its publisher, with --profile or in its document.toml"),
    (ReadingFailed, "report it with the text: it is a fault of the program"),
    (DataError, "correct it as data/README.md tells"),
)
_AGAIN = "; the same command then reads its shard again"
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def guarded(stage: Callable[[_Given], _Made]) -> Callable[[_Given], _Made]:
    """The stage, but what nobody foresaw ends the reading of one text and not the run."""

    def run(one: _Given) -> _Made:
        try:
            return stage(one)
        except HrgraphError:
            raise
        except Exception as problem:
            # Whoever mends it needs the place; the report has no room for more of the trace.
            last = extract_tb(problem.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            raise ReadingFailed(
                f"the program failed at {where}: {type(problem).__name__}: {problem}"
            ) from problem

    return run


def of_error(path: str, error: DataError) -> Trouble:
    """The row of the report for a text that could not be read."""
    to_do = next(text for kind, text in _TO_DO if isinstance(error, kind))
    where = "" if error.line is None else str(error.line)
    name = "" if error.file is None or path.endswith(Path(error.file).name) else f"{Path(error.file).name}: "
    return Trouble(path, where, LEFT_OUT, name + error.message, to_do + _AGAIN)


def of_findings(path: str, findings: Iterable[Finding]) -> tuple[Trouble, ...]:
    """The rows for what a check finds in the graph of a text: broken rules leave it out, warnings do not."""
    found = list(findings)
    outcome = LEFT_OUT if broken(found) else WARNING
    return tuple(
        Trouble(
            path,
            "",
            outcome,
            f"{one.message_en} ({short(one.focus)}, rule {short(one.rule)})",
            one.mend_en or "correct the rule or the lexicon that says it",
        )
        for one in found
    )


def of_lost(paths: Iterable[str]) -> list[Trouble]:
    """The rows for the texts of a shard that ended the processes it was read in."""
    what = "the processes that read this text, or another of its shard, were ended"
    to_do = (
        "give a worker more memory, or split the largest text of the folder; then run the same command again"
    )
    return [Trouble(path, "", LEFT_OUT, what, to_do) for path in paths]
