"""The phrases of the lexicon, compiled: which of them stand in a text.

At build time every phrase becomes a path in a tree of words, and every inflected form of a word a row of the
form table. At run time what stands between two spaces costs one table look-up, and the tree is walked only
where a word that begins a phrase is followed by one that can go on with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from hrgraph.errors import LexiconError
from hrgraph.mentions.inflect import Inflector
from hrgraph.mentions.lexicon import Decoy, Entry, Lexicon, Phrase
from hrgraph.mentions.tokens import TOKEN, tokenise

DECOY = ""
YEAR = "0000"
"""Stands for any year in a phrase of the lexicon."""
_REMEMBERED, _LONGEST = 1 << 16, 64
"""How many different words, and stretches between two spaces, are kept with what they can be, and how long
they are at most: some 40 MB when both are full."""


class _End(NamedTuple):
    """Where a phrase ends: the thing that it names, or the decoy that it is."""

    key: str
    phrase: Phrase
    decoy: Decoy | None = None


@dataclass(eq=False, slots=True)
class _Node:
    steps: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[_End] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class _State:
    """Where the words read so far lead in the tree, for a form may be of several words: the phrases that end
    there, the steps that go on, and where those taken before led."""

    nodes: Sequence[_Node]
    ends: Sequence[_End]
    steps: frozenset[str]
    taken: dict[tuple[str, ...], "_State"] = field(default_factory=dict)

    def go(self, steps: tuple[str, ...]) -> "_State":
        """Where a word that can take these steps leads; one of them must be a step that goes on."""
        state = self.taken.get(steps)
        if state is None:
            state = self.taken[steps] = _state(self.nodes, steps)
        return state


def _state(nodes: Iterable[_Node], steps: Iterable[str]) -> _State:
    reached = [node.steps[step] for node in nodes for step in steps if step in node.steps]
    ends = [end for node in reached for end in node.ends]
    return _State(reached, ends, frozenset(step for node in reached for step in node.steps))


class _Word(NamedTuple):
    """What a word can be: its place in what stands between two spaces, the steps it can take, and where they
    lead when it begins a phrase."""

    start: int
    end: int
    steps: tuple[str, ...]
    begun: _State | None


_Kept = TypeVar("_Kept")


class _Known(dict[str, tuple[_Kept, ...]], Generic[_Kept]):
    """What is known of what stands between two spaces; kept for the chunks met last."""

    def __init__(self, look_up: Callable[[str], tuple[_Kept, ...]]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, chunk: str) -> tuple[_Kept, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self._look_up(chunk)
        if len(chunk) <= _LONGEST:
            self[chunk] = found
        return found


@dataclass(eq=False, slots=True)
class Match:
    """A phrase found in text[start:end], which are so many words."""

    key: str
    start: int
    end: int
    words: int
    phrase: Phrase
    decoy: Decoy | None = None

    def holds(self, other: "Match") -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class Phrases:
    """All phrases of a lexicon. Raises LexiconError when two entries claim one phrase."""

    def __init__(self, lexicon: Lexicon, inflector: Inflector) -> None:
        self._inflector = inflector
        choice = lexicon.settings.get("variants", {})
        self._single = frozenset(choice.get("single", ()))
        self._genitives = tuple(choice.get("genitives", ()))
        self._root = _Node()
        self._forms: dict[str, list[str]] = defaultdict(list)
        self._words: set[str] = set()
        self._word = cache(self._step)
        self._chunks = _Known(self._look_up)
        self._begin = _Known(self._beginning)
        self._read = lru_cache(_REMEMBERED)(self._reading)
        for entry in lexicon.entries.values():
            for phrase in entry.phrases:
                self._add(phrase, entry)
        for decoy in lexicon.decoys:
            for phrase in decoy.phrases:
                self._add(phrase, decoy)

    # ------------------------------------------------------------- compiling
    def _add(self, phrase: Phrase, owner: Entry | Decoy) -> None:
        node = self._root
        single = isinstance(owner, Entry) and not self._single.isdisjoint(owner.classes)
        words = TOKEN.findall(phrase.text)
        for place, text in enumerate(words, 1):
            of = single and place < len(words) and phrase.mode == "names" and self._is_genitive(text)
            word = self._word(text, "words" if of else phrase.mode, single and place == len(words))
            following = node.steps.get(word)
            if following is None:
                following = node.steps[word] = _Node()
            node = following
        names = [end for end in node.ends if end.decoy is None]
        if isinstance(owner, Decoy):
            others = [end for end in node.ends if end.decoy and end.phrase.document != phrase.document]
            node.ends = [_End(DECOY, phrase, owner), *others, *names]
            return
        for key, other, _ in names:
            same_place = not phrase.document or not other.document or phrase.document == other.document
            if same_place and key != owner.key and "shared" not in (phrase.mode, other.mode):
                raise LexiconError(
                    f"{owner.key} and {key} both claim {phrase.text!r}; make it `shared` or longer",
                    owner.file,
                    owner.line,
                )
        if all(key != owner.key or other.document != phrase.document for key, other, _ in names):
            node.ends.append(_End(owner.key, phrase))

    def _is_genitive(self, text: str) -> bool:
        """Whether a word before the last one of a single thing tells whose it is, and so has one form."""
        return (
            text[0].isupper() and len(text) > 3 and bool(self._genitives) and text.endswith(self._genitives)
        )

    def _step(self, text: str, mode: str, single: bool) -> str:
        """The name of a step: `=` for words found just so, `!` where the case of letters counts too, and
        behind a word found in the singular only a full stop."""
        if mode == "abbreviations" or (len(text) > 1 and text.isupper()):
            word, forms = "!" + text, frozenset({"!" + text})
        elif mode == "words" or not text[0].isalpha():
            word, forms = "=" + text.lower(), frozenset({text.lower()})
        elif single:
            word, forms = text + ".", self._inflector.singular(text)
        else:
            word, forms = text, self._inflector.forms(text)
        if word not in self._words:
            self._words.add(word)
            for form in sorted(forms):
                self._forms[form].append(word)
        return word

    def form_table(self) -> Iterable[tuple[str, str]]:
        """Rows (form, dictionary form) of the compiled table, sorted."""
        rows = {(form, word.removesuffix(".")) for form, words in self._forms.items() for word in words}
        return sorted(rows)

    # -------------------------------------------------------------- matching
    def find(self, text: str, document: str) -> list[Match]:
        """Every phrase that stands in `text`, in order of its first word, but for those bound to another
        document than `document`."""
        chunks = text.split(" ")
        begin = list(map(self._begin.__getitem__, chunks))
        firsts = [place for place, words in enumerate(begin) if words]
        if not firsts:
            return []
        letters = list(accumulate(map(len, chunks), initial=0))
        """How many stand before each chunk; as many spaces as chunks do besides."""
        matches: list[Match] = []
        for place in firsts:
            for number, words in begin[place]:
                at, count, state = place, 0, words[number].begun
                start = letters[place] + place + words[number].start
                while state is not None:
                    count += 1
                    for key, phrase, decoy in state.ends:
                        if not phrase.document or phrase.document == document:
                            end = letters[at] + at + words[number].end
                            matches.append(Match(key, start, end, count, phrase, decoy))
                    number += 1
                    while number == len(words) and at + 1 < len(chunks):
                        at, number = at + 1, 0
                        words = self._chunks[chunks[at]]
                    steps = words[number].steps if number < len(words) else ()
                    state = None if state.steps.isdisjoint(steps) else state.go(steps)
        return matches

    def _look_up(self, chunk: str) -> tuple[_Word, ...]:
        return tuple(
            _Word(start, end, *(self._read if len(text) <= _LONGEST else self._reading)(text))
            for text, start, end in tokenise(chunk)
        )

    def _beginning(self, chunk: str) -> tuple[tuple[int, tuple[_Word, ...]], ...]:
        """The words of the chunk that begin phrases, mostly none: the number of each among all its words."""
        words = self._chunks[chunk]
        return tuple((number, words) for number, word in enumerate(words) if word.begun is not None)

    def _reading(self, text: str) -> tuple[tuple[str, ...], _State | None]:
        """The steps that a word can take, and where they lead when it begins a phrase."""
        words = (*self._forms.get(text.lower(), ()), *self._forms.get("!" + text, ()))
        if len(text) == len(YEAR) and text.isdecimal():
            words = (*words, "=" + YEAR)
        steps = tuple(word for word in words if word[0] in "=!" or text[0].isupper() or not word[0].isupper())
        if len(steps) > 1:  # 'priekšsēdētāja' is a nominative before it is the genitive of 'priekšsēdētājs'
            steps = tuple(sorted(steps, key=lambda word: word.rstrip(".").lower() != text.lower()))
        begins = not self._root.steps.keys().isdisjoint(steps)
        return steps, _state([self._root], steps) if begins else None
