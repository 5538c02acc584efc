"""The paradigms that people edit in; the endings that the service searches by out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hrgraph.errors import LexiconError
from hrgraph.latvian.alphabet import fold
from hrgraph.latvian.forms import Forms
from hrgraph.text.tables import read_table


def endings_of(root: Path) -> Forms:
    """The forms by the paradigms of the project. Raises LexiconError as `read_endings` does."""
    return read_endings(
        root / "data" / "lexicon" / "paradigms.toml", root / "data" / "search" / "endings.toml"
    )


def read_endings(nouns: Path, others: Path) -> Forms:
    """The forms by the paradigms of these two files (data/lexicon/paradigms.toml, data/search/endings.toml).

    Raises LexiconError, naming the file, when one is malformed.
    """
    table = read_table(nouns, LexiconError)
    try:
        paradigms = {
            name: [*paradigm["singular"], *paradigm["plural"]] for name, paradigm in table["paradigm"].items()
        }
        softened = [(hard, soft) for hard, soft in table["softening"]["pairs"] if fold(hard) != fold(soft)]
        irregular = dict(table["irregular"])
        adjective = paradigms["adjective"]
    except (KeyError, TypeError, ValueError) as problem:
        raise LexiconError(f"the paradigms are malformed: {problem}", nouns) from problem
    table = read_table(others, LexiconError)
    try:
        paradigms |= {f"verb-{name}": _verb(verb, adjective) for name, verb in table["verb"].items()}
        paradigms["english"] = table["english"]["endings"]
    except (KeyError, TypeError) as problem:
        raise LexiconError(f"the endings are malformed: {problem}", others) from problem
    return Forms(
        {name: sorted({fold(ending) for ending in endings}) for name, endings in sorted(paradigms.items())},
        sorted((fold(hard), fold(soft)) for hard, soft in softened),
        {fold(word): sorted({fold(form) for form in forms}) for word, forms in sorted(irregular.items())},
    )


def _verb(verb: Mapping[str, Any], adjective: Sequence[str]) -> list[str]:
    declined = [participle + ending for participle in verb["participles"] for ending in adjective]
    return [verb["infinitive"], *verb["endings"], *declined]
