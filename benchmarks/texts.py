"""Made-up texts for benchmarks: as many as asked for, the same for the same seed.

    python benchmarks/texts.py FOLDER [--number 1000] [--share 0.25] [--seed N] [--failing 0]

Of a share of the sentences each is full of names; the others are everyday words without sense. With --failing
so many of a thousand texts cannot be read, each in another way.
"""

import argparse
import random
from collections.abc import Sequence
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


def own_sentences() -> list[str]:
    """The sentences of the project's own texts, which are full of names."""
    found: list[str] = []
    for file in sorted((ROOT / "data" / "documents").glob("*/text.txt")):
        text = " ".join(file.read_text(encoding="utf-8").split())
        found += [text[start:end].strip() for start, end in sentence_places(text)]
    return [sentence for sentence in found if len(sentence) < 400]


def ordinary_sentence(words: Sequence[str], chance: random.Random) -> str:
    """Everyday words in no order, with commas: the shape of a sentence without its sense."""
    chosen = chance.choices(words, k=chance.randint(7, 22))
    marks = ["," if chance.random() < 0.08 else "" for _ in chosen[:-1]] + ["."]
    return " ".join(word + mark for word, mark in zip(chosen, marks, strict=True)).capitalize()


def document(named: Sequence[str], words: Sequence[str], share: float, chance: random.Random) -> str:
    """One text of some 2 kB: a few paragraphs of a few sentences."""
    paragraphs = [
        " ".join(
            chance.choice(named) if chance.random() < share else ordinary_sentence(words, chance)
            for _ in range(chance.randint(2, 5))
        )
        for _ in range(chance.randint(3, 6))
    ]
    return "\n\n".join(paragraphs) + "\n"


def make_documents(folder: Path, number: int, share: float, seed: int) -> list[Path]:
    """Write `number` documents of some 2 kB; `share` of their sentences are full of names."""
    chance = random.Random(seed)
    named, words = own_sentences(), (HERE / "words.txt").read_text(encoding="utf-8").split()
    files = []
    for place in range(number):
        file = folder / f"text-{place:06}.txt"
        file.write_text(document(named, words, share, chance), encoding="utf-8")
        files.append(file)
    return files


def make_corpus(folder: Path, number: int, share: float, seed: int, failing: int = 0) -> None:
    """Write documents in many folders below `folder`; `failing` of each thousand are no texts."""
    for start in range(0, number, FOLDERS):
        below = folder / f"{start // FOLDERS // 100:02}" / f"{start // FOLDERS % 100:02}"
        below.mkdir(parents=True, exist_ok=True)
        files = make_documents(below, min(FOLDERS, number - start), share, seed + start)
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
    chosen = options.parse_args()
    make_corpus(chosen.folder, chosen.number, chosen.share, chosen.seed, chosen.failing)


if __name__ == "__main__":
    main()
