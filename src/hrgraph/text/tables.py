"""Reads the TOML files that people edit: a mistake is told with file and line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from hrgraph.errors import DataError

_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def read_text(file: Path, error: type[DataError]) -> str:
    """The text of `file`. Raises `error` when it cannot be read or is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as problem:
        raise error(f"the file cannot be read: {problem.strerror}", file) from problem
    except UnicodeDecodeError as problem:
        line = file.read_bytes().count(b"\n", 0, problem.start) + 1
        raise error("not UTF-8; save the file as UTF-8", file, line) from problem


def parse_table(text: str, file: Path, error: type[DataError]) -> dict[str, Any]:
    """The table that the TOML `text` of `file` holds. Raises `error`, with the line, when it is malformed."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        place = _PLACE.search(str(problem))
        line = int(place[1]) if place and place[1] else None
        message = _PLACE.sub("", str(problem)).strip()
        raise error(f"no valid TOML: {message}", file, line) from problem


def read_table(file: Path, error: type[DataError]) -> dict[str, Any]:
    """The table of a TOML file. Raises `error` when it cannot be read, is not UTF-8 or is malformed."""
    return parse_table(read_text(file, error), file, error)
