"""Changes in; what people read of them, as text or Markdown in Latvian or English, out."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hrgraph.rdf import terms
from hrgraph.rdf.term import Term
from hrgraph.releases.folder import CHANGES
from hrgraph.releases.model import CHANGED, Change, Changes, Reason
from hrgraph.releases.snapshot import Ground

LANGUAGES = ("lv", "en")
_SIGNS = {"appeared": "+", "changed": "~", "gone": "−"}
_MOST = 200
"""How many changes of one reason a report shows."""

_LONGEST = 160


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def word(code: str, language: str, **values: str | int) -> str:
    """A word or sentence of the reports in the language."""
    return _words()["word"][code][language].format(**values)


class Teller:
    """Says changes in a language; things by their labels where there are any."""

    def __init__(self, changes: Changes, language: str) -> None:
        self._changes = changes
        self.language = language

    def name(self, iri: str) -> str:
        """What a thing is called, or else its IRI in short."""
        labels = self._changes.labels.get(iri, {})
        return labels.get(self.language) or next(iter(labels.values()), "") or _short(iri)

    def reason(self, reason: Reason) -> str:
        """Why, in a few words; with a curator's own words behind."""
        said = _words()["reason"][reason.code][self.language].format(about=self.name(reason.about))
        return f"{said}: {reason.words}" if reason.words else said

    def heading(self, reason: Reason) -> str:
        """The reason as a heading."""
        said = self.reason(reason)
        return said[:1].upper() + said[1:]

    def term(self, term: Term) -> str:
        """An object: the thing by its name, words in quotation marks, cut where they are long."""
        if term.kind == "iri":
            return self.name(term.text)
        text = " ".join(term.text.split())
        return f"“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"

    def object(self, change: Change) -> str:
        """The object; what it was and what it is where it changed."""
        terms_ = [self.term(term) for term in (change.before, change.after) if term is not None]
        if change.kind != CHANGED:
            return terms_[0]
        same = change.before == change.after
        return f"{terms_[0]} {word('same-object', self.language)}" if same else " → ".join(terms_)

    def grounds(self, change: Change) -> Iterator[str]:
        """The words behind a statement: those that are there now, or were; each with its part and maker."""
        found: tuple[Ground, ...] = change.grounds_after or change.grounds_before
        for ground in found[:3]:
            yield f"„{ground.quote}” ({ground.part}; {self.name(ground.maker)})"

    def head(self) -> str:
        """The title."""
        new, old = self._changes.new.name, self._changes.old
        return (
            word("title", self.language, old=old.name, new=new)
            if old
            else word("first", self.language, new=new)
        )

    def summary(self) -> list[str]:
        """Sentences on how much changed, and why."""
        changes, spoken = self._changes, self.language
        if changes.old is None:
            return [word("size", spoken, triples=changes.new.triples)]
        if not changes.changes:
            return [word("none", spoken)]
        counted = word("counts", spoken, **changes.counts())
        lines = word("quads", spoken, added=changes.added, removed=changes.removed)
        return [counted, lines]


def as_text(changes: Changes, language: str) -> str:
    """The changes for a terminal."""
    teller = Teller(changes, language)
    lines = [teller.head(), *teller.summary()]
    for reason, listed in changes.by_reason().items():
        lines += ["", f"{teller.heading(reason)} ({len(listed)})"]
        for change in listed[:_MOST]:
            lines.append(f"  {_SIGNS[change.kind]} {_line(teller, change)}")
            lines += [f"      {ground}" for ground in teller.grounds(change)]
            lines += [f"      {teller.reason(r)}" for r in _others(change)]
        lines += [f"  {line}" for line in _more(listed, language)]
    return "\n".join(lines) + "\n"


def as_markdown(changes: Changes, language: str) -> str:
    """The changes as a file to read (CommonMark)."""
    teller = Teller(changes, language)
    lines = [f"# {_escaped(teller.head())}", ""]
    for sentence in teller.summary():
        lines += [_escaped(sentence), ""]
    for reason, listed in changes.by_reason().items():
        lines += [f"## {_escaped(teller.heading(reason))} ({len(listed)})", ""]
        for change in listed[:_MOST]:
            lines.append(f"- **{word(change.kind, language)}** {_escaped(_line(teller, change))}")
            lines += [f"  - {_escaped(ground)}" for ground in teller.grounds(change)]
            lines += [f"  - {_escaped(teller.reason(r))}" for r in _others(change)]
        lines += [*_more(listed, language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _line(teller: Teller, change: Change) -> str:
    return f"{teller.name(change.subject)} · {teller.name(change.predicate)} · {teller.object(change)}"


def _others(change: Change) -> tuple[Reason, ...]:
    """The reasons that the heading does not tell: further ones, and one with a curator's words."""
    return tuple(r for number, r in enumerate(change.reasons) if number or r.words)


def _more(listed: tuple[Change, ...], language: str) -> list[str]:
    left = len(listed) - _MOST
    return [word("more", language, count=left, file=CHANGES)] if left > 0 else []


def _short(iri: str) -> str:
    for prefix, namespace in terms.PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            local = iri.removeprefix(namespace)
            return local.removeprefix("curator/") if namespace == terms.ID else f"{prefix}:{local}"
    return iri


def _escaped(text: str) -> str:
    """The text with what Markdown would read as marks made plain."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)
