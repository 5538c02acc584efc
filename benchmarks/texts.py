"""Made-up texts for benchmarks: as many as asked for, the same for the same seed.

    python benchmarks/texts.py FOLDER [--number 1000] [--share 0.25] [--seed N] [--failing 0] [--fresh]

Of a share of the sentences each is full of names; the others are everyday words without sense. With --failing
so many of a thousand texts cannot be read, each in another way. With --fresh no sentence comes twice, there
are many thousand everyday words, and the examples of the rules are among the sentences full of names.
"""

import argparse
import random
import tomllib
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from hrgraph.coverage import sentence_places

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDERS = 200
"""Texts in one folder of a corpus."""
WRONG = (
    b"%PDF-1.7 not a text",
    b"",
    "\u0100rlietu ministrija".encode("utf-16"),
    "Ministru kabinets no\u0304le\u0304ma.".encode(),
    b"<!DOCTYPE html><html><body>Saeima</body></html>",
    b"PK\x03\x04 an office document",
)
"""Contents of files that are no texts."""
BEGINNINGS = "b d g j k l m n p r s t v z bl br dr gr kl kr pl pr sk sl st tr"
MIDDLES = "ā ai au e ei i ī o u"
ENDINGS = "a ai as ā am ām ās e ei es ē ēm i is ī iem ies o os s š u us ū ot ota oti ību"
MADE_UP = 30_000
"""Words of fresh texts: about what a newspaper uses in some months."""


class Words:
    """Everyday words: the few of words.txt, each as often as the other, or many made-up ones besides. Some of
    these are common and most are rare (Zipf)."""

    def __init__(self, fresh: bool, seed: int) -> None:
        self.fresh = fresh
        self.words = (HERE / "words.txt").read_text(encoding="utf-8").split()
        if fresh:
            chance = random.Random(seed)
            self.words += [made_up(chance) for _ in range(MADE_UP)]
        self.weights = list(accumulate(1 / place if fresh else 1 for place in range(1, len(self.words) + 1)))

    def some(self, number: int, chance: random.Random) -> list[str]:
        """So many words, drawn at random."""
        return chance.choices(self.words, cum_weights=self.weights, k=number)


def _one(listed: str, chance: random.Random) -> str:
    return chance.choice(listed.split())


def made_up(chance: random.Random) -> str:
    """A word that sounds Latvian."""
    beginning = "".join(
        _one(BEGINNINGS, chance) + _one(MIDDLES, chance) for _ in range(chance.choice((1, 1, 2, 2, 3)))
    )
    return beginning + _one(BEGINNINGS, chance) + _one(ENDINGS, chance)


def own_sentences() -> list[str]:
    """The sentences of the project's own texts, which are full of names."""
    found: list[str] = []
    for file in sorted((ROOT / "data" / "documents").glob("*/text.txt")):
        text = " ".join(file.read_text(encoding="utf-8").split())
        found += [text[start:end].strip() for start, end in sentence_places(text)]
    return [sentence for sentence in found if len(sentence) < 400]


def examples() -> list[str]:
    """The examples of the rules: all that rules look for stands in one of them."""
    found: list[str] = []
    for file in sorted((ROOT / "data" / "rules").glob("*.toml")):
        for rule in tomllib.loads(file.read_text(encoding="utf-8")).get("rule", ()):
            found += [*rule["examples"], *rule["counterexamples"]]
    return found


def ordinary_sentence(words: Words, chance: random.Random) -> str:
    """Everyday words in no order, with commas: the shape of a sentence without its sense."""
    chosen = words.some(chance.randint(7, 22), chance)
    marks = ["," if chance.random() < 0.08 else "" for _ in chosen[:-1]] + ["."]
    return " ".join(word + mark for word, mark in zip(chosen, marks, strict=True)).capitalize()


def named_sentence(named: Sequence[str], words: Words, chance: random.Random) -> str:
    """One of the sentences full of names; fresh words that follow it make a new one of it."""
    sentence = chance.choice(named)
    return f"{sentence.rstrip('.')}, {' '.join(words.some(4, chance))}." if words.fresh else sentence


def document(named: Sequence[str], words: Words, share: float, chance: random.Random) -> str:
    """One text of some 2 kB: a few paragraphs of a few sentences."""
    paragraphs = [
        " ".join(
            named_sentence(named, words, chance)
            if chance.random() < share
            else ordinary_sentence(words, chance)
            for _ in range(chance.randint(2, 5))
        )
        for _ in range(chance.randint(3, 6))
    ]
    return "\n\n".join(paragraphs) + "\n"


def make_documents(folder: Path, number: int, share: float, seed: int, fresh: bool = False) -> list[Path]:
    """Write `number` documents of some 2 kB; `share` of their sentences are full of names."""
    chance = random.Random(seed)
    named = own_sentences() + (examples() if fresh else [])
    words = Words(fresh, seed)
    files = []
    for place in range(number):
        file = folder / f"text-{place:06}.txt"
        file.write_text(document(named, words, share, chance), encoding="utf-8")
        files.append(file)
    return files


def make_corpus(
    folder: Path, number: int, share: float, seed: int, failing: int = 0, fresh: bool = False
) -> None:
    """Write documents in many folders below `folder`; `failing` of each thousand are no texts."""
    for start in range(0, number, FOLDERS):
        below = folder / f"{start // FOLDERS // 100:02}" / f"{start // FOLDERS % 100:02}"
        below.mkdir(parents=True, exist_ok=True)
        files = make_documents(below, min(FOLDERS, number - start), share, seed + start, fresh)
        for place, file in enumerate(files, start):
            if place * 7919 % 1000 < failing:
                file.write_bytes(WRONG[place % len(WRONG)])


def main() -> None:
    """Write a corpus, as told."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--number", type=int, default=1000, help="documents (default: %(default)s)")
    options.add_argument("--share", type=float, default=0.25, help="share of sentences full of names")
    options.add_argument("--seed", type=int, default=20211010)
    options.add_argument("--failing", type=int, default=0, help="how many of each thousand are no texts")
    options.add_argument("--fresh", action="store_true", help="no sentence comes twice")
    chosen = options.parse_args()
    make_corpus(chosen.folder, chosen.number, chosen.share, chosen.seed, chosen.failing, chosen.fresh)


if __name__ == "__main__":
    main()
