"""Every error hrgraph raises on purpose.

HrgraphError
├── DataError                a file that people edit is wrong; names the file and, where known, the line
│   ├── SourceChanged        a source text is not the file whose SHA-256 is pinned
│   ├── SourceUnreadable     a text that is not UTF-8, is empty, too large, or is no text at all
│   ├── LexiconError         a lexicon entry is incomplete or two entries claim one phrase
│   ├── ProfileError         a text does not have the structure its profile describes
│   ├── RuleError            an extraction rule is malformed or its own examples fail
│   ├── ReadingFailed        the program fails on a text in a way that nobody foresaw
│   └── CurationError        a curated correction points at words that do not stand in the text
├── ProcessEnded             a process that did a part of the work ended before it was done
├── BuildError               the graph cannot be built or written
│   ├── ValidationFailed     the built graph breaks a rule; carries the findings
│   └── ReleaseRefused       a build that cannot become a release, for instance of a version that there is
├── QueryError               what a client asked for cannot be answered
│   ├── BadQuery             malformed SPARQL; carries line and column
│   ├── QueryRefused         an update or a call to another server
│   ├── NotAcceptable        no format the client accepts can be made
│   ├── TooLarge             a request or a result over its limit
│   ├── TimedOut             a query over its time limit
│   ├── UnknownRelease       there is no release of that version; carries those that there are
│   └── Crashed              a query that ended the process it ran in: out of memory, or an engine failure
└── StoreError               the store cannot be opened or does not answer
    ├── Damaged              a file of a build is not as it was written
    ├── ReleaseBroken        a release is not as it was frozen; carries the file
    └── Busy                 too many queries are running; carries when to ask again
"""

from pathlib import Path


class HrgraphError(Exception):
    """The root of the tree: whoever catches this catches every foreseen failure."""


class DataError(HrgraphError):
    """A file that people edit is wrong. `file` and `line` say where, as far as known."""

    def __init__(self, message: str, file: Path | str | None = None, line: int | None = None) -> None:
        self.message = message
        self.file = file
        self.line = line
        place = "" if file is None else f"{file}:" if line is None else f"{file}:{line}:"
        super().__init__(f"{place} {message}".strip())


class SourceChanged(DataError):
    """A source text differs from the file whose SHA-256 is pinned."""


class SourceUnreadable(DataError):
    """A text that is not UTF-8, is empty, too large, or is no text at all."""


class LexiconError(DataError):
    """A lexicon entry is incomplete, or two entries claim one phrase."""


class ProfileError(DataError):
    """A text does not have the structure that its profile describes."""


class RuleError(DataError):
    """An extraction rule is malformed, or its own examples fail."""


class CurationError(DataError):
    """A curated correction points at words that do not stand in the text."""


class ReadingFailed(DataError):
    """The program fails on a text in a way that nobody foresaw: a fault of its own."""


class ProcessEnded(HrgraphError):
    """A process that did a part of the work ended before it was done, with this exit code."""

    def __init__(self, code: int | None) -> None:
        super().__init__(
            f"a process ended before its work was done (exit code {code}). If no fault of the program is "
            "told above, memory ran out: close other programs, or check fewer documents at once"
        )


class BuildError(HrgraphError):
    """The graph cannot be built or written."""


class ValidationFailed(BuildError):
    """The built graph breaks a rule; `report` holds the findings in words."""

    def __init__(self, message: str, report: str = "") -> None:
        self.report = report
        super().__init__(f"{message}\n{report}".strip())


class ReleaseRefused(BuildError):
    """A build cannot become a release: it is not as it was built, or its version is there with other data."""


class QueryError(HrgraphError):
    """What a client asked for cannot be answered."""


class BadQuery(QueryError):
    """Malformed SPARQL; `line` and `column` count from one and are None where the engine gives none.

    `word` is what cannot stand there and `meant` what was likely meant, both empty where that is not known.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        word: str = "",
        meant: str = "",
    ) -> None:
        self.message = message
        self.line = line
        self.column = column
        self.word = word
        self.meant = meant
        place = "" if line is None else f"line {line}, column {column}: "
        super().__init__(f"{place}{message}")


class QueryRefused(QueryError):
    """An update, or a query that would reach another server."""


class NotAcceptable(QueryError):
    """No format the client accepts can be made; `offered` lists the media types that can."""

    def __init__(self, message: str, offered: tuple[str, ...] = ()) -> None:
        self.offered = offered
        super().__init__(message)


class TooLarge(QueryError):
    """A request or a result is over its limit."""


class TimedOut(QueryError):
    """A query ran over its time limit and was stopped."""


class Crashed(QueryError):
    """A query ended the process it ran in: it used up its memory, or the engine failed."""


class UnknownRelease(QueryError):
    """There is no release of that version; `known` lists the versions that there are."""

    def __init__(self, version: str, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__(f"there is no release {version}; there are: {', '.join(known) or 'none yet'}")


class StoreError(HrgraphError):
    """The store cannot be opened or does not answer."""


class Damaged(StoreError):
    """A file of a build is not there as it was written: `file` says which."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            f"{file}: damaged or missing: it is not as it was written; build again with `hrgraph build`"
        )

    def __reduce__(self) -> tuple[type["Damaged"], tuple[Path]]:
        return Damaged, (self.file,)


class ReleaseBroken(StoreError):
    """A release is not as it was frozen: `file` was changed, is gone or cannot be read."""

    def __init__(self, message: str, file: Path) -> None:
        self.file = file
        super().__init__(f"{file}: {message}")


class Busy(StoreError):
    """Too many queries are running; `retry_after` is when to ask again, in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(message)
