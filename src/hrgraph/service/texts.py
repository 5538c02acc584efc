"""What the service says, in Latvian and English, read from `messages.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from hrgraph.service.refusals import ServiceReason
from hrgraph.store.reasons import SENTENCES, Reason

_FILE = Path(__file__).parent / "messages.toml"


@cache
def messages() -> dict[str, dict[str, dict[str, str]]]:
    """The sentences by table, code and language."""
    tables: dict[str, dict[str, dict[str, str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for code, sentence in SENTENCES.items():
        said = f"{sentence[0].upper()}{sentence[1:]}."
        tables["reason"].setdefault(code, {}).setdefault("en", said)
    return tables


def reason(why: str, language: str, offered: tuple[str, ...] = ()) -> str:
    """A reason in the language; a string without a code is said as it is."""
    if not isinstance(why, Reason | ServiceReason):
        return why
    sentence = messages()["reason"][why.code][language]
    return sentence.format(**why.values, offered=", ".join(offered))


def status(code: int, language: str) -> str:
    """The title of an error by its HTTP status."""
    titles = messages()["status"]
    return titles.get(str(code), titles["400" if code < 500 else "500"])[language]


def word(code: str, language: str, **values: str | int) -> str:
    """A word or sentence of the pages."""
    return messages()["page"][code][language].format(**values)
