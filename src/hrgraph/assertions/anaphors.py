"""Words that speak of a thing named shortly before: 'viņa', 'tā', 'komiteja', 'šī konvencija'.

Such a word is no name. It gives the rules a thing to speak of where only one can be meant: the one of its
class and gender, or of its noun, that the sentences before it name. Of two, or where words may mean somebody
whom the lexicon does not know, it gives none. Which words these are is data (data/rules/anaphors.toml).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter

from hrgraph.assertions.genders import ANY, Genders
from hrgraph.assertions.model import Anaphor, Reading
from hrgraph.assertions.proforms import ProForm
from hrgraph.assertions.slots import Kinds
from hrgraph.mentions.lexicon import Entry
from hrgraph.mentions.match import Mention
from hrgraph.text.finder import Finder

_NEVER = re.compile("(?!)")
_JOINT, _ENDS = re.compile(r"[.!?;] |[,”\"»] "), '.!?:”“"»'
"""Before what stands behind none of these nothing is said that a word could speak of; a capital stands behind
one of these marks."""
_MARK = re.compile('[„“”«»"]')
_NAMED = "_"
"""Stands for each letter of a name where unknown names are looked for."""


@dataclass(frozen=True)
class Anaphors:
    """The words, and what is needed to tell what they stand for.

    `sentence_end` ends a sentence, `clause` joins one more to it, `quoted` tells by the words before a place
    that it is in a quotation, `holder` matches who fills a post, right behind its name, `addressed` the name
    of another there, and `pair` what stands between two things that are named together.
    """

    words: Sequence[ProForm] = ()
    genders: Genders = field(default_factory=Genders)
    sentence_end: re.Pattern[str] = _NEVER
    clause: re.Pattern[str] = _NEVER
    quoted: re.Pattern[str] = _NEVER
    holder: re.Pattern[str] = _NEVER
    addressed: re.Pattern[str] = _NEVER
    pair: re.Pattern[str] = _NEVER
    _posts: dict[str, list[tuple[str, str]]] = field(default_factory=dict, compare=False, repr=False)

    def posts(self, body: str, entries: Mapping[str, Entry]) -> list[tuple[str, str]]:
        """The KEYs of the things of a body, with each of their names in small letters; kept for each body."""
        if body not in self._posts:
            of_body = (entry for entry in entries.values() if body in entry.inside)
            self._posts[body] = [(one.key, phrase.text.lower()) for one in of_body for phrase in one.phrases]
        return self._posts[body]

    @property
    def cases(self) -> dict[tuple[str, str], str]:
        """The cases of each word and form, which no ending tells."""
        return {(one.phrase, form): cases for one in self.words for form, cases in one.forms.items()}

    @cached_property
    def _begun(self) -> dict[str, list[tuple[str, list[ProForm]]]]:
        """By what stands between two spaces, a mark behind it too, the forms that begin so, small and with a
        capital, each with the words whose form it is."""
        forms: dict[str, list[ProForm]] = {}
        for one in self.words:
            for form in one.forms:
                for written in (form, form[0].upper() + form[1:]):
                    forms.setdefault(written, []).append(one)
        begun: dict[str, list[tuple[str, list[ProForm]]]] = {}
        for form, words in forms.items():
            first = form.split(" ")[0]
            marks = ("", ".", ",") if first == form and any(one.after.match(".") for one in words) else ("",)
            for mark in marks:
                begun.setdefault(first + mark, []).append((form, words))
        return begun

    @cached_property
    def _ends(self) -> Finder:
        return Finder(self.sentence_end)

    def read(self, reading: Reading, kinds: Kinds, entries: Mapping[str, Entry]) -> Reading:
        """The reading with what these words stand for in it."""
        found = self._begun.keys() & reading.text.split(" ")
        places = self._places(reading.text, sorted(found)) if found else ()
        if not places:
            return reading
        anaphors = tuple(_Unit(self, reading, kinds, entries).anaphors(places))
        return replace(reading, anaphors=(*reading.anaphors, *anaphors)) if anaphors else reading

    def _places(self, text: str, found: Iterable[str]) -> list[tuple[int, int, ProForm]]:
        """Where words stand that could speak of something before, in order: behind a sentence or a clause,
        with a capital only at the beginning."""
        places: list[tuple[int, int, ProForm]] = []
        before = _JOINT.search(text)
        for form, words in (one for chunk in found for one in self._begun[chunk]) if before else ():
            start = text.find(form, before.end() if before else 0)
            while start >= 0:
                end = start + len(form)
                begins = text[start - 1] == " " and (form[0].islower() or text[start - 2] in _ENDS)
                if begins and not text[end : end + 1].isalnum():
                    places += [(start, end, pro) for pro in words if pro.after.match(text, end)]
                start = text.find(form, end)
        return sorted(places, key=itemgetter(0))


class _Unit:
    """One unit, in which these words are looked up."""

    def __init__(self, given: Anaphors, reading: Reading, kinds: Kinds, entries: Mapping[str, Entry]) -> None:
        self.given, self.kinds, self.entries = given, kinds, entries
        self.text, self.mentions = reading.text, reading.named
        self.since = reading.since

    @cached_property
    def known(self) -> list[Anaphor]:
        """The names, and what the words before stand for."""
        return [Anaphor(one, self.since.get(one, one.start)) for one in self.mentions]

    def anaphors(self, places: Iterable[tuple[int, int, ProForm]]) -> Iterator[Anaphor]:
        """What the words stand for, in order: what one stands for may be said again by the next."""
        for start, end, pro in places:
            if any(one.mention.start < end and start < one.mention.end for one in self.known):
                continue
            antecedent = self._antecedent(pro, start, end)
            mention = antecedent and self._mention(pro, antecedent.mention.key, start, end)
            if antecedent and mention:
                self.known.append(Anaphor(mention, antecedent.since))
                yield self.known[-1]

    def _mention(self, pro: ProForm, key: str, start: int, end: int) -> Mention | None:
        """The word as if it named the thing, or with the words behind it the post of that body."""
        post = pro.after.match(self.text, end) if pro.posts else None
        if post is None:
            return Mention(key, start, end, pro.phrase)
        words = self.text[start : post.end("post")]
        posts = self.given.posts(key, self.entries)
        found = {one for one, name in posts if name.endswith(f" {words.lower()}")}
        return Mention(min(found), start, start + len(words), words) if len(found) == 1 else None

    @cached_property
    def _first_mark(self) -> int:
        """Where the first quotation mark stands, or the end of the words."""
        mark = _MARK.search(self.text)
        return mark.start() if mark else len(self.text)

    def _quoted(self, place: int) -> bool:
        return place > self._first_mark and bool(self.given.quoted.search(self.text[:place]))

    @cached_property
    def _starts(self) -> list[int]:
        """Where the sentences begin."""
        return [0, *(match.end() for match in self.given._ends.matches(self.text))]

    def _unnamed(self, pro: ProForm, known: Iterable[Anaphor]) -> str:
        """The words with these names and all that is of `among` out of sight, and with who fills a post."""
        pieces: list[str] = []
        done = 0
        for mention, _ in known:
            start, end = mention.start, mention.end
            if self.text[start:end].islower() and self.kinds.of(mention.key).isdisjoint(pro.among):
                continue
            if holder := self._holder(mention):
                end = holder.end()
            if end > done:
                start = max(start, done)
                pieces += (self.text[done:start], _NAMED * (end - start))
                done = end
        return "".join((*pieces, self.text[done:]))

    def _holder(self, mention: Mention) -> re.Match[str] | None:
        """Who fills the post, named behind it; in 'teica ministre Annai Liepai' that is another."""
        holder = self.given.holder.match(self.text, mention.end)
        if holder and self.given.addressed.search(holder[0]) and self._in_nominative(mention):
            return None
        return holder

    def _antecedent(self, pro: ProForm, start: int, end: int) -> Anaphor | None:
        number = bisect_right(self._starts, start) - 1
        own = self._own(pro, self._starts[number], start)
        if own is None or self._quoted(start):
            return None
        if pro.alone and self._accompanied(pro, end):
            return None
        firsts = [one for one in self._starts[max(number - pro.sentences, 0) : number + 1] if one != own]
        if not firsts:
            return None
        near_by = sorted((one for one in self.known if firsts[0] <= one.mention.start < start), key=_place)
        meant = [one for one in near_by if self._meant(pro, one.mention)]
        if not meant:
            return None
        unnamed = self._unnamed(pro, near_by)
        for first in reversed(firsts):
            if pro.rivals.search(unnamed, first, start):
                return None
            if near := [one for one in meant if one.mention.start >= first]:
                fit = [one for one in near if one.mention.end <= own and self._fits(pro, one.mention)]
                if pro.latter:
                    return self._latter(fit[-2:]) if fit[-2:] == near[-2:] else None
                return fit[-1] if fit and len({one.mention.key for one in near}) == 1 else None
        return None

    def _latter(self, named: Sequence[Anaphor]) -> Anaphor | None:
        """The second of two things named together; the words begin with the first."""
        if len(named) < 2 or named[0].mention.key == named[1].mention.key:
            return None
        first, second = named
        joined = self.given.pair.fullmatch(self.text, first.mention.end, second.mention.start)
        return Anaphor(second.mention, first.since) if joined else None

    def _own(self, pro: ProForm, sentence: int, start: int) -> int | None:
        """Where the clause or the sentence begins that the word stands in, if it may stand so there."""
        joints = [match.end() for match in self.given.clause.finditer(self.text, sentence, start)]
        for begin in (*joints[-1:], sentence):
            if pro.before.fullmatch(self.text[begin:start].lstrip()):
                return begin
        return None

    def _meant(self, pro: ProForm, mention: Mention) -> bool:
        """Whether the word could stand for what is named so."""
        if self.kinds.of(mention.key).isdisjoint(pro.among):
            return False
        if pro.noun:
            return self.given.genders.may_end_in(pro.noun, mention.phrase, self.entries[mention.key].lv)
        if not pro.genders:
            return True
        return mention.inside is None and not (pro.genders | {ANY}).isdisjoint(self._genders(mention))

    def _fits(self, pro: ProForm, mention: Mention) -> bool:
        """Whether it does so if nothing else is meant."""
        return (
            mention.inside is None
            and not self.kinds.of(mention.key).isdisjoint(pro.classes)
            and (not pro.noun or self._is_called(pro.noun, mention))
            and (not pro.genders or self._agrees(pro, mention))
            and (not pro.subject or self._in_nominative(mention))
            and not self._quoted(mention.start)
        )

    def _is_called(self, noun: str, mention: Mention) -> bool:
        return self.given.genders.may_be(noun, mention.phrase, self.entries[mention.key].lv)

    def _accompanied(self, pro: ProForm, end: int) -> bool:
        last = next((one for one in self._starts if one > end), len(self.text))
        return any(
            end <= one.start < last
            and one.inside is None
            and not self.kinds.of(one.key).isdisjoint(pro.among)
            and self._in_nominative(one)
            for one in self.mentions
        )

    def _cases(self, mention: Mention) -> str:
        return self.kinds.cases.of(mention.phrase, self.text[mention.start : mention.end])

    def _in_nominative(self, mention: Mention) -> bool:
        """Whether the name is a subject; one without cases is so where it begins its sentence."""
        cases = self._cases(mention)
        begins = not self.text[
            self._starts[bisect_right(self._starts, mention.start) - 1] : mention.start
        ].strip()
        return "@nom" in cases and ("@acc" not in cases or begins)

    def _agrees(self, pro: ProForm, mention: Mention) -> bool:
        """Whether a pronoun can speak of what is named so: of one in the genitive the noun behind it would
        rather be meant."""
        cases = self._cases(mention)
        genitive = "@gen" in cases and "@nom" not in cases and "@acc" not in cases
        return not genitive and not pro.genders.isdisjoint(self._genders(mention))

    def _genders(self, mention: Mention) -> frozenset[str]:
        told = next((one.genders for one in self.given.words if one.phrase == mention.phrase), frozenset())
        return told or self.given.genders.of(mention.phrase, self.entries[mention.key].lv)


def _place(one: Anaphor) -> tuple[int, int]:
    """For the order of reading, of two that begin together the longer first."""
    return one.mention.start, -one.mention.end
