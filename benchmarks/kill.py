"""Whether a killed build can harm what is served: builds are killed at random moments under a server.

    python benchmarks/kill.py [--writes 90] [--builds 10]

A build computes for many seconds and writes for a fraction of one, so most of the processes killed only write
(a real build with one statement more), at moments spread over the time that writing takes; `--builds` are
killed anywhere in a whole build. After each one the folder is compared with its checksums, and the server is
told to load it and asked which version it serves. Exit code 1: something else than a whole version was found.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from load import HERE, Server, ask, hrgraph, request

from hrgraph.errors import HrgraphError
from hrgraph.switch import replacing, require_intact, sums_of

GRAPH = "hrgraph.nq"
QUERY = "SELECT ?n { <urn:kill> <urn:version> ?n } #"
_NUMBER = re.compile(rb'<urn:kill> <urn:version> "(\d+)"')


def write(out: Path, contents: dict[str, bytes], number: int) -> None:
    """Publish the build with its number in the graph, as the last step of `hrgraph build` does."""
    contents = {**contents, GRAPH: contents[GRAPH] + b'<urn:kill> <urn:version> "%d" <urn:kill> .\n' % number}
    with replacing(out) as new:
        for name, content in contents.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)


def forked(work: Callable[[], None]) -> int:
    """A process that does the work and ends."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except HrgraphError as error:
            print(error, flush=True)
        finally:
            os._exit(0)
    return pid


def killed_after(pid: int, seconds: float) -> bool:
    """Let the process run for so long and kill it; whether it was still at work."""
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def version_in(out: Path) -> int:
    """The number of the version in the folder; 0 for one of a whole build. Raises where it is not whole."""
    require_intact(out)
    found = _NUMBER.search((out / GRAPH).read_bytes())
    return int(found[1]) if found else 0


async def served(server: Server, again: int) -> tuple[int, int]:
    """Status and version that the server answers with."""
    status, body = await ask(server.port, request(server.path, f"{QUERY}{again}"))
    found = re.search(rb'"value":\s*"(\d+)"', body)
    return status, int(found[1]) if found else 0


class Trial:
    """The folder, the server over it, and what was found so far."""

    def __init__(self, out: Path, server: Server) -> None:
        self.out = out
        self.server = server
        self.found: Counter[str] = Counter()
        self.asked = 0
        self.harm = 0

    def look(self, good: set[int]) -> None:
        """After a kill: is the folder one of the good versions, and is that served when it is loaded?"""
        try:
            number = version_in(self.out)
        except (HrgraphError, OSError) as error:
            self._note(False, f"folder: {error}")
            return
        self._note(number in good, "folder: a whole version" if number in good else f"folder: {number}")
        status, version = self._served()
        is_good = status == 200 and version in good
        self._note(
            is_good, f"served: {'a whole version' if is_good else (status, version)}, not told to load"
        )
        self.server.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self._served() == (200, number):
                self._note(True, "served: the version of the folder, told to load")
                return
            time.sleep(0.05)
        self._note(False, "served: another version than that of the folder, told to load")

    def _served(self) -> tuple[int, int]:
        self.asked += 1
        return asyncio.run(served(self.server, self.asked))

    def _note(self, is_good: bool, outcome: str) -> None:
        self.found[outcome] += 1
        self.harm += not is_good


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill and look; 0 if only whole versions were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", type=Path, default=HERE.parent / "build", help="a built folder")
    parser.add_argument("--writes", type=int, default=90, help="killed while they write")
    parser.add_argument("--builds", type=int, default=10, help="killed anywhere in a whole build")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8480)
    options = parser.parse_args(arguments)
    chosen = random.Random(options.seed)
    contents = {name: (options.build / name).read_bytes() for name in sums_of(options.build)}
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "build"
        begun = time.monotonic()
        os.waitpid(forked(lambda: write(out, contents, 1)), 0)
        takes = time.monotonic() - begun
        print(f"writing {sum(map(len, contents.values())) >> 20} MiB takes {takes:.2f} s")
        trial = Trial(out, hrgraph(out, options.port, cache_size="0"))
        try:
            last = 1
            number = 1
            while trial.found["writers killed"] < options.writes:
                number += 1
                pid = forked(partial(write, out, contents, number))
                was_killed = killed_after(pid, chosen.uniform(0, takes))
                trial.found["writers killed" if was_killed else "writers that were done before"] += 1
                trial.look({last, number})
                last = version_in(out)
            for number in range(options.builds):
                command = [sys.executable, "-m", "hrgraph.cli", "build", "--out", str(out)]
                process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
                if number == 0:
                    begun = time.monotonic()
                    process.wait()
                    takes = time.monotonic() - begun
                    print(f"a whole build takes {takes:.1f} s")
                    write(out, contents, last)
                    continue
                was_killed = killed_after(process.pid, chosen.uniform(0, takes))
                process.returncode = 0
                trial.found["builds killed" if was_killed else "builds that were done before"] += 1
                trial.look({last, 0})
                last = version_in(out)
        finally:
            trial.server.stop()
    for outcome, times in sorted(trial.found.items()):
        print(f"{times:4} {outcome}")
    print("something else than whole versions was found" if trial.harm else "only whole versions were found")
    return 1 if trial.harm else 0


if __name__ == "__main__":
    sys.exit(main())
