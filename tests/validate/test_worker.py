"""The process that checks one document: its arguments, its report, its complaint."""

import json
import subprocess
import sys
from pathlib import Path

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def run(data: str, form: str) -> subprocess.CompletedProcess[str]:
    """The worker's answer to Turtle."""
    command = [sys.executable, "-m", "hrgraph.validate.worker", "--ontology", str(ONTOLOGY)]
    return subprocess.run(
        [*command, "--syntax", "turtle", "--format", form], input=data, capture_output=True, text=True
    )


def test_findings_come_as_json() -> None:
    """A page gets every field of every finding."""
    done = run("<x:a> a <https://w3id.org/hrgraph/ontology#Typo> .", "findings")

    assert done.returncode == 0
    assert [finding["focus"] for finding in json.loads(done.stdout)] == [
        "https://w3id.org/hrgraph/ontology#Typo"
    ]


def test_malformed_input_is_told_by_line() -> None:
    """No report, but what is wrong and where."""
    done = run("<x:a>\n<x:b> ;", "text")

    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(done.stderr)["line"] == 2
