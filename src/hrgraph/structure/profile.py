"""How one publisher's texts are laid out, read from data/profiles/<name>.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hrgraph.errors import ProfileError
from hrgraph.text.finder import Finder
from hrgraph.text.tables import read_table
from hrgraph.text.words import Joining


@dataclass(frozen=True)
class SectionRule:
    """The section that a line opens. An empty `kind` only closes sections down to `parent`."""

    kind: str
    id: str
    parent: str = ""
    once: bool = False
    label_lv: str = ""
    label_en: str = ""


@dataclass(frozen=True)
class UnitRule:
    """A line that matches `pattern` in the right place starts a unit of the kind and id given.

    `within` lists kinds or ids of the innermost section, `after` the kind of the unit before; the group
    `label` of the pattern is the printed number, the group `mark` a character of layout. `lead` must be found
    in the last unit before that is no such item: in the words before a list.
    """

    name: str
    pattern: Finder
    kind: str
    id: str
    section: SectionRule | None = None
    within: tuple[str, ...] | None = None
    after: str | None = None
    first: bool = False
    after_break: bool = False
    continues: re.Pattern[str] | None = None
    lead: re.Pattern[str] | None = None


@dataclass(frozen=True)
class PageRule:
    """How pages and footnotes are printed. `link_wrap` has the space of a broken link as its group."""

    start: re.Pattern[str]
    footnote_rule: re.Pattern[str]
    footnote: re.Pattern[str]
    repeated_link: re.Pattern[str]
    note_mark: re.Pattern[str]
    link_wrap: re.Pattern[str]


@dataclass(frozen=True)
class ListRule:
    """A paragraph that lists items in running text."""

    of: re.Pattern[str]
    lead: re.Pattern[str]
    separator: re.Pattern[str]
    end: re.Pattern[str]
    kind: str
    id: str


@dataclass(frozen=True)
class Profile:
    """Everything publisher-specific that the outline of a text needs."""

    name: str
    joining: Joining
    pages: PageRule | None
    inline: tuple[Finder, ...]
    root: SectionRule | None
    paragraph_break: re.Pattern[str]
    unfinished: re.Pattern[str] | None
    units: tuple[UnitRule, ...]
    lists: tuple[ListRule, ...]
    expect: Mapping[str, int] = field(default_factory=dict)


def read_profile(folder: Path, name: str) -> Profile:
    """The profile `name` of the folder. Raises ProfileError when it is absent or malformed."""
    file = folder / f"{name}.toml"
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.toml"))) or "none"
        raise ProfileError(f"there is no profile {name!r}; known: {known}", file)
    table = read_table(file, ProfileError)
    try:
        return _profile(name, table)
    except KeyError as problem:
        raise ProfileError(f"the profile lacks {problem}", file) from problem
    except TypeError as problem:
        raise ProfileError(f"the profile has a setting that is not known: {problem}", file) from problem
    except re.error as problem:
        raise ProfileError(f"{problem.pattern!r} is no regular expression: {problem}", file) from problem


def _profile(name: str, table: Mapping[str, Any]) -> Profile:
    root = table["root"]
    return Profile(
        name=name,
        joining=_joining(table["joining"]),
        pages=PageRule(**{key: re.compile(text) for key, text in table["pages"].items()})
        if "pages" in table
        else None,
        inline=tuple(Finder(re.compile(text)) for text in table.get("inline", {}).get("artefacts", [])),
        root=SectionRule(**root["section"]) if "section" in root else None,
        paragraph_break=re.compile(root["break"]),
        unfinished=re.compile(root["unfinished"]) if "unfinished" in root else None,
        units=tuple(_unit(_filled(rule, table.get("fragment", {}))) for rule in table["unit"]),
        lists=tuple(_list(rule) for rule in table.get("list", [])),
        expect=table.get("expect", {}),
    )


def _joining(table: Mapping[str, str]) -> Joining:
    return Joining(table["no_space_before"], re.compile(table["no_space_after"]))


def _filled(rule: Mapping[str, Any], fragments: Mapping[str, str]) -> dict[str, Any]:
    """The rule with the shared pieces `{=name}` in their places; a piece may hold those above it."""
    filled = dict(rule)
    for key in {"pattern", "lead"} & set(rule):
        for name in reversed(list(fragments)):
            filled[key] = filled[key].replace(f"{{={name}}}", fragments[name])
    return filled


def _unit(rule: Mapping[str, Any]) -> UnitRule:
    within = rule.get("within")
    return UnitRule(
        name=rule["name"],
        pattern=Finder(re.compile(rule["pattern"])),
        kind=rule["unit"]["kind"],
        id=rule["unit"]["id"],
        section=SectionRule(**rule["section"]) if "section" in rule else None,
        within=None if within is None else tuple([within] if isinstance(within, str) else within),
        after=rule.get("after"),
        first=rule.get("first", False),
        after_break=rule.get("after_break", False),
        continues=re.compile(rule["continues"]) if "continues" in rule else None,
        lead=re.compile(rule["lead"]) if "lead" in rule else None,
    )


def _list(rule: Mapping[str, Any]) -> ListRule:
    patterns = {key: re.compile(rule[key]) for key in ("of", "lead", "separator", "end")}
    return ListRule(kind=rule["item"]["kind"], id=rule["item"]["id"], **patterns)
