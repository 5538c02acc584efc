"""Dates, periods and counts in running Latvian text, by patterns that are data (data/rules/values.toml).

Dates are written as ISO 8601-2 (EDTF): `2021-05-19`, `2013`, `2020/2024`; `XXXX-05-19` where no year is told.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hrgraph.assertions.needs import WordFinder
from hrgraph.errors import RuleError
from hrgraph.text.finder import Finder
from hrgraph.text.tables import read_table

_LEAP_YEAR = "2000"
"""Has every day that a day without a year can be."""


@dataclass(frozen=True)
class Value:
    """A date expression or a number that text[start:end] gives; `kind` is Date or Number.

    The verb of an act is one too, of kind Act: its infinitive, and the IRI of the act.
    """

    kind: str
    text: str
    start: int
    end: int
    iri: str = ""


@dataclass(frozen=True)
class _Pattern:
    kind: str
    finder: Finder
    template: str
    needs: tuple[str, ...]
    adjacent: bool = False
    """Whether the second day must be the day after the first: two days that 'un' joins are then a period."""


@dataclass(frozen=True)
class ValueRules:
    """The patterns in the order in which they are tried; an earlier one takes its characters."""

    patterns: tuple[_Pattern, ...]
    tables: Mapping[str, Mapping[str, str]]

    @cached_property
    def _needed(self) -> WordFinder:
        return WordFinder(need for pattern in self.patterns for need in pattern.needs)

    @cached_property
    def _all_need(self) -> bool:
        return all(pattern.needs for pattern in self.patterns)

    def find(self, text: str) -> list[Value]:
        """The values in `text`, in reading order, none overlapping another."""
        found: list[Value] = []
        words = self._needed.found(text.lower())
        if not words and self._all_need:
            return found
        for pattern in self.patterns:
            if pattern.needs and words.isdisjoint(pattern.needs):
                continue
            for match in pattern.finder.matches(text):
                if pattern.kind == "Date" and not _holds(self._written(pattern, match), pattern.adjacent):
                    continue
                if all(match.end() <= other.start or other.end <= match.start() for other in found):
                    found.append(
                        Value(pattern.kind, self._written(pattern, match), match.start(), match.end())
                    )
        return sorted(found, key=lambda value: value.start)

    def _written(self, pattern: _Pattern, match: re.Match[str]) -> str:
        parts: dict[str, str | int] = {}
        for name, text in match.groupdict().items():
            table = self.tables.get(_table(name))
            parts[name] = int(text.replace(" ", "")) if table is None else int(table[text.lower()])
        return pattern.template.format(**parts)


def _table(name: str) -> str:
    """The table that a named place of a pattern stands for: `month` for `until_month`."""
    return name.rpartition("_")[2]


def _holds(expression: str, adjacent: bool) -> bool:
    """Whether every day or month of a date expression exists: 31.02.2021 does not, XXXX-02-29 does. Where
    they must be `adjacent`, the second day follows the first."""
    days = []
    for day in expression.replace("XXXX", _LEAP_YEAR).split("/"):
        year, month, number = (*(int(part) for part in day.split("-")), 1, 1)[:3]
        try:
            days.append(datetime.date(year, month, number))
        except ValueError:
            return False
    return not adjacent or days[0] + datetime.timedelta(days=1) == days[-1]


def read_values(file: Path) -> ValueRules:
    """The value rules of `file`. Raises RuleError when it is malformed or one of its examples fails."""
    table = read_table(file, RuleError)
    try:
        tables: dict[str, dict[str, str]] = {
            name: {word: number for number, words in rows.items() for word in words}
            for name, rows in table["table"].items()
        }
        places = {name: "(?:" + "|".join(map(re.escape, words)) + ")" for name, words in tables.items()}
        patterns = tuple(
            _Pattern(
                rule["kind"],
                Finder(re.compile(_filled(rule["pattern"], places), re.IGNORECASE)),
                rule["value"],
                tuple(rule.get("needs", ())),
                rule.get("adjacent", False),
            )
            for rule in table["value"]
        )
    except (KeyError, re.error) as problem:
        raise RuleError(f"the rules of values are malformed: {problem}", file) from problem
    rules = ValueRules(patterns, tables)
    for rule in table["value"]:
        _check(rules, rule.get("examples", {}), file)
    return rules


def _filled(pattern: str, places: Mapping[str, str]) -> str:
    def words(place: re.Match[str]) -> str:
        return f"(?P<{place[1]}>{places[_table(place[1])]})"

    return re.sub(r"\{([a-z_]+)\}", words, pattern)


def _check(rules: ValueRules, examples: Mapping[str, Sequence[str]], file: Path) -> None:
    for text, wanted in examples.items():
        found = [value.text for value in rules.find(text)]
        if found != list(wanted):
            raise RuleError(f"example {text!r} gives {found}, expected {list(wanted)}", file)
