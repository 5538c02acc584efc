"""What grows, and how: corpora of more and more texts read, checked, loaded into a store on disk and asked.

    python benchmarks/growth.py [--documents 100 1000 10000] [--workers 2] [--out growth.jsonl]
    python benchmarks/growth.py --plot growth.svg       (needs matplotlib)

What the figures mean stands in benchmarks/README.md. It needs Linux.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from load import HERE, PREFIXES, cpu_seconds, memory, tree
from texts import make_corpus

from hrgraph.rdf import terms
from hrgraph.store.disk import DiskGraph

Row = dict[str, Any]
MIX = 60
"""Queries asked of each store: three times those of mix.rq."""


def watched(command: Sequence[str]) -> dict[str, float]:
    """Run a command: seconds by the clock, processor seconds and the most memory of all its processes."""
    begun, spent, most = time.monotonic(), 0.0, 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        processes = tree(process.pid)
        spent, most = max(spent, cpu_seconds(processes)), max(most, memory(processes))
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(process.stderr.read().decode() if process.stderr else process.returncode)
    return {"seconds": time.monotonic() - begun, "cpu": spent, "mb": most}


def size_of(folder: Path) -> float:
    """Megabytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def measure(number: int, workers: int, folder: Path, seed: int) -> Row:
    """All figures for a corpus of so many texts."""
    texts, out, store = (folder / name for name in ("texts", "out", "store"))
    make_corpus(texts, number, 0.25, seed)
    command = [sys.executable, "-m", "hrgraph.cli", "corpus", str(texts), "--out", str(out)]
    read = watched([*command, "--workers", str(workers)])
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    # The corpus is there already, so this looks at its shards and loads them.
    load = watched([*command, "--workers", "1", "--load", str(store)])
    asked = json.loads(subprocess.check_output([sys.executable, __file__, "--ask", str(store)]))
    return {
        "documents": number,
        "text_mb": size_of(texts),
        "statements": manifest["statements"],
        "gz_mb": manifest["bytes"] / 1e6,
        "read": read,
        "load": {**load, "disk_mb": size_of(store.resolve())},
        "ask": asked,
    }


def ask(folder: Path, seed: int) -> Row:
    """Milliseconds of the queries of the mix on a store on disk, by name: the median of three."""
    graph = DiskGraph.load(folder)
    begun = time.perf_counter()
    store = graph.opened()
    opened = time.perf_counter() - begun
    chance = random.Random(seed)

    def some(kind: str) -> list[str]:
        text = f"SELECT ?thing {{ ?thing a <{terms.HR}{kind}> }} LIMIT 1000"
        return [f"<{line}>" for line in store.query(text, "text/csv").content().decode().split()[1:]]

    parts, mentions = some("Paragraph"), some("Mention")
    mix = (HERE / "mix.rq").read_text(encoding="utf-8").replace("hr:Action", "hr:Paragraph")
    times: dict[str, list[float]] = {}
    for name, form in re.findall(r"^# name: (\S+)\n(.*)$", mix, re.MULTILINE) * (MIX // 20):
        text = form.replace("<urn:thing>", chance.choice(mentions)).replace(
            "<urn:action>", chance.choice(parts)
        )
        begun = time.perf_counter()
        store.query(PREFIXES + text).content()
        times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
    found = {name: round(statistics.median(some), 3) for name, some in times.items()}
    return {"open_ms": round(opened * 1000, 1), "mb": memory([os.getpid()]), "ms": found}


# ------------------------------------------------------------------------------------------------- plotting
PANELS: dict[str, Callable[[Row], float]] = {
    "reading and checking, CPU s": lambda row: row["read"]["cpu"],
    "reading, peak MB": lambda row: row["read"]["mb"],
    "loading, CPU s": lambda row: row["load"]["cpu"],
    "store on disk, MB": lambda row: row["load"]["disk_mb"],
    "query about one thing, ms": lambda row: row["ask"]["ms"]["point"],
    "query over everything, ms": lambda row: row["ask"]["ms"]["top-things"],
}


def plot(rows: Sequence[Row], file: Path) -> None:
    """Draw each figure over the number of texts, with a line of what grows in step; needs matplotlib."""
    import matplotlib
    from matplotlib import pyplot

    matplotlib.rcParams.update({"svg.hashsalt": "hrgraph", "svg.fonttype": "none", "font.size": 8})
    figure, axes = pyplot.subplots(2, 3, figsize=(8, 4.6), layout="constrained")
    numbers = [row["documents"] for row in rows]
    for axis, (title, value) in zip(axes.flat, PANELS.items(), strict=True):
        values = [value(row) for row in rows]
        axis.loglog(numbers, [values[0] * number / numbers[0] for number in numbers], ":", color="grey")
        axis.loglog(numbers, values, "o-", color="#1f4e79")
        axis.set_title(title, fontsize=8)
        axis.set_xlabel("texts")
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    """Measure, or draw what was measured, as told."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--documents", type=int, nargs="+", default=[100, 1_000, 10_000])
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--seed", type=int, default=20211010)
    options.add_argument("--out", type=Path, default=HERE / "growth.jsonl", help="where rows are added")
    options.add_argument("--plot", type=Path, help="draw the rows of --out into this file (SVG)")
    options.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.ask:
        print(json.dumps(ask(chosen.ask, chosen.seed)))
    elif chosen.plot:
        plot([json.loads(line) for line in chosen.out.read_text().splitlines()], chosen.plot)
    else:
        for number in chosen.documents:
            with tempfile.TemporaryDirectory() as folder:
                row = json.dumps(measure(number, chosen.workers, Path(folder), chosen.seed))
            print(row, flush=True)
            with chosen.out.open("a", encoding="utf-8") as file:
                file.write(row + "\n")


if __name__ == "__main__":
    main()
