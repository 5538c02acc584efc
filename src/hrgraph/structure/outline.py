"""The outline of a text: each of its non-space characters belongs to one unit, mark or layout artefact."""

import re
from collections import Counter
from dataclasses import dataclass

from hrgraph.errors import ProfileError
from hrgraph.rdf.terms import Run
from hrgraph.structure.complete import require_complete
from hrgraph.structure.profile import PageRule, Profile, SectionRule, UnitRule
from hrgraph.structure.units import Outline, Unit
from hrgraph.text.source import Source
from hrgraph.text.words import join

_LINE = re.compile(r"[^\n]+")


@dataclass
class _Open:
    """A unit whose lines are still being gathered."""

    rule: UnitRule | None
    unit: Unit
    runs: list[Run]


class _Parser:
    def __init__(self, source: Source, profile: Profile) -> None:
        self.source = source
        self.profile = profile
        self.done: list[Unit] = []
        self.artefacts: list[Run] = []
        self.sections: list[Unit] = []
        self.open: _Open | None = None
        self.footnote: _Open | None = None
        self.in_footnotes = False
        self.broken = True
        self.previous = ""
        self.lead, self.leading = "", False
        self.counted: Counter[tuple[str, str]] = Counter()
        self.numbered: Counter[str] = Counter()
        self.begun: dict[str, int] = {}

    # ---------------------------------------------------------------- lines
    def parse(self) -> Outline:
        if self.profile.root is not None:
            self.enter(self.profile.root, "")
        position = 0
        for line in self.source.raw.split("\n"):
            self.line(line.removesuffix("\r"), position)
            position += len(line) + 1
            self.previous = line
        self.close()
        self.close_footnote()
        order = sorted(self.done, key=lambda unit: self.begun[unit.id])
        units = tuple(listed for unit in order for listed in self.with_items(unit))
        outline = Outline(self.source, units, tuple(sorted(self.artefacts)))
        require_complete(outline, self.profile)
        return outline

    def line(self, line: str, start: int) -> None:
        pages = self.profile.pages
        if pages is not None:
            if pages.footnote_rule.search(line):
                self.in_footnotes = True
                return
            if self.in_footnotes and pages.start.search(line) and self.previous.strip():
                self.in_footnotes = False
                self.close_footnote()
            if self.in_footnotes:
                self.footnote_line(line, start, pages)
                return
            if mark := pages.note_mark.search(line):
                self.reference(mark["number"], (start, start + len(line)))
                return
        if not line.strip():
            self.broken = self.broken or self.ends_here(line)
            return
        self.body_line(line, start)

    def ends_here(self, line: str) -> bool:
        if not self.profile.paragraph_break.search(line):
            return False
        unfinished = self.profile.unfinished
        is_paragraph = self.open is not None and self.open.unit.kind == "Paragraph"
        return not (unfinished and is_paragraph and unfinished.search(self.previous))

    def body_line(self, line: str, start: int) -> None:
        indent = len(line) - len(line.lstrip())
        body, start = line[indent:].rstrip(), start + indent
        runs = self.without_artefacts(body, start)
        if self.open is not None:
            continues = self.open.rule.continues if self.open.rule else None
            if continues is not None and continues.search(body):
                self.open.runs += runs
                return
        found = [(rule, rule.pattern.search(body)) for rule in self.profile.units]
        item = any(match is not None and rule.lead is not None for rule, match in found)
        for rule, match in found:
            if match is not None and self.starts(rule):
                self.begin(rule, match, start, runs)
                self.leading = not item
                self.lead = self.lead if item else body
                return
        if self.open is None:
            raise ProfileError(
                f"no rule of profile {self.profile.name!r} says what this line is: {body[:60]!r}",
                self.source.file,
                self.source.line_of(start),
            )
        self.open.runs += runs
        self.leading = self.leading and not item
        if self.leading:
            self.lead += " " + body

    def without_artefacts(self, body: str, start: int) -> list[Run]:
        inline = [finder for finder in self.profile.inline if finder.may_match(body)]
        cuts = [match.span() for finder in inline for match in finder.matches(body)]
        if not cuts:
            return [(start, start + len(body))]
        cuts = sorted((start + first, start + last) for first, last in cuts)
        self.artefacts += cuts
        runs: list[Run] = []
        position = start
        for cut_start, cut_end in [*cuts, (start + len(body), start + len(body))]:
            if cut_start > position:
                runs.append((position, cut_start))
            position = max(position, cut_end)
        return runs

    # ---------------------------------------------------------------- units
    def starts(self, rule: UnitRule) -> bool:
        """Whether a line that has the pattern of the rule stands in the right place."""
        innermost = self.sections[-1] if self.sections else None
        place = ("",) if innermost is None else (innermost.kind, innermost.id)
        if rule.within is not None and not set(rule.within) & set(place):
            return False
        if rule.after is not None and (self.open is None or self.open.unit.kind != rule.after):
            return False
        if (rule.first and self.done) or (rule.first and self.open) or (rule.after_break and not self.broken):
            return False
        return rule.lead is None or rule.lead.search(self.lead) is not None

    def begin(self, rule: UnitRule, match: re.Match[str], start: int, runs: list[Run]) -> None:
        self.close()
        groups = match.groupdict()
        label = groups.get("label") or ""
        if rule.section is not None:
            self.enter(rule.section, label)
        if groups.get("mark"):
            self.artefacts.append((start + match.start("mark"), start + match.end("mark")))
            first = start + match.end()
            runs = [(max(run[0], first), run[1]) for run in runs if run[1] > first]
        unit = self.new(rule.kind, rule.id, label)
        self.open = _Open(rule, unit, runs)
        self.broken = False

    def enter(self, rule: SectionRule, label: str) -> None:
        if rule.once and any(section.id == rule.id for section in self.sections):
            return
        while self.sections and rule.parent not in (self.sections[-1].kind, self.sections[-1].id):
            self.sections.pop()
        if not rule.kind:
            return
        section = self.new(rule.kind, rule.id, label)
        section = section._replace(label_lv=rule.label_lv, label_en=rule.label_en)
        self.done.append(section)
        self.sections.append(section)

    def new(self, kind: str, template: str, label: str, parent: str | None = None) -> Unit:
        if parent is None:
            parent = self.sections[-1].id if self.sections else ""
        stem = template.replace("{n}", "\0")
        if "{" in stem:
            names = {section.kind.lower(): section.id for section in self.sections}
            names |= {"section": parent, "unit": parent, "label": label}
            stem = stem.format(**names)
        if "\0" in stem:
            self.numbered[stem] += 1
            unit_id = stem.replace("\0", str(self.numbered[stem]))
        else:
            unit_id = stem
        self.counted[parent, kind] += 1
        self.begun[unit_id] = len(self.begun)
        return Unit(unit_id, kind, parent, self.counted[parent, kind], label=label)

    def close(self) -> None:
        if self.open is not None:
            words = join(self.source.raw, self.open.runs, self.profile.joining)
            self.done.append(self.open.unit._replace(words=words))
            self.open = None

    def with_items(self, unit: Unit) -> list[Unit]:
        for rule in self.profile.lists:
            if rule.of.search(unit.id):
                break
        else:
            return [unit]
        text = unit.words.text
        lead, end = rule.lead.search(text), rule.end.search(text)
        start, stop = lead.end() if lead else 0, end.start() if end else len(text)
        items = [unit]
        for separator in [*rule.separator.finditer(text, start, stop), None]:
            item_end = separator.start() if separator else stop
            item = self.new(rule.kind, rule.id, "", parent=unit.id)
            items.append(item._replace(words=unit.words.slice(start, item_end)))
            start = separator.end() if separator else stop
        return items

    # ------------------------------------------------------------ footnotes
    def reference(self, number: str, run: Run) -> None:
        if self.open is None:
            raise ProfileError(
                "a footnote is called outside any text", self.source.file, self.source.line_of(run[0])
            )
        unit = self.new("NoteReference", "ref." + number, number, parent=self.open.unit.id)
        words = join(self.source.raw, [run], self.profile.joining)
        self.done.append(unit._replace(words=words, calls="fn." + number))

    def footnote_line(self, line: str, start: int, pages: PageRule) -> None:
        text = line.rstrip()
        if not text:
            return
        end = start + len(text)
        expected = sum(unit.kind == "Footnote" for unit in self.done) + (self.footnote is not None) + 1
        match = pages.footnote.search(text)
        if match and int(match["number"]) == expected:
            self.close_footnote()
            self.artefacts.append((start, start + len(match["number"])))
            unit = self.new("Footnote", "fn." + match["number"], match["number"], parent="")
            self.footnote = _Open(None, unit, [(start + match.end(), end)])
        elif pages.repeated_link.search(text) or self.footnote is None:
            self.artefacts.append((start, end))
        else:
            self.footnote.runs.append((start, end))

    def close_footnote(self) -> None:
        if self.footnote is not None and self.profile.pages is not None:
            words = join(self.source.raw, self.footnote.runs, self.profile.joining)
            while wrap := self.profile.pages.link_wrap.search(words.text):
                words = words.without(wrap.start(1))
            self.done.append(self.footnote.unit._replace(words=words))
            self.footnote = None


def parse(source: Source, profile: Profile) -> Outline:
    """The outline of `source` as `profile` describes it.

    Raises ProfileError when a line fits no rule, a footnote and its mark do not pair, an expected count
    is missed, or a character is left over or claimed twice.
    """
    return _Parser(source, profile).parse()
