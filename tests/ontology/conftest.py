"""Asks the OWL API what it makes of ontology files."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Job = dict[str, Any]
Owlapi = Callable[[Sequence[Job]], list[Job]]


@pytest.fixture(scope="session")
def owlapi() -> Owlapi:
    """Does the jobs of owlapi.py in one run of Java and gives a result for each."""

    def run(jobs: Sequence[Job]) -> list[Job]:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("owlapi.py"))],
            input=json.dumps(jobs),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        results: list[Job] = json.loads(done.stdout)
        return results

    return run
