"""Programs that ask a query."""

import ast
import io
import shlex
import subprocess
import sys
import urllib.parse
import urllib.request
from types import ModuleType
from typing import Any

import pytest

from hrgraph.service.sparql.snippets import snippets

QUERY = "SELECT ?s WHERE {\n  ?s ?p \"ES 'plāns'\"@lv .\n}\n"
ENDPOINT = "http://127.0.0.1:8000/sparql"
TRICKY = [
    QUERY,
    'ASK { ?s ?p "\\"" }',
    'ASK { ?s ?p """a"b""" }',
    "ASK { ?s ?p ')---' }",
    'ASK { ?s ?p "a" }#"',
]


@pytest.mark.parametrize("query", TRICKY)
def test_curl(query: str) -> None:
    """A shell reads the query as it is."""
    words = shlex.split(dict(snippets(query, ENDPOINT))["curl"])

    assert words[:3] == ["curl", "-s", ENDPOINT]
    assert words[-1] == "query=" + query.rstrip("\n")


@pytest.mark.parametrize("query", TRICKY)
def test_python(query: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python program sends the query and prints the table."""
    sent: list[urllib.request.Request] = []
    pandas = ModuleType("pandas")
    pandas.read_csv = lambda stream: stream.read()  # type: ignore[attr-defined]

    def urlopen(request: urllib.request.Request) -> Any:
        sent.append(request)
        return io.BytesIO(b"s\nplan\n")

    monkeypatch.setitem(sys.modules, "pandas", pandas)
    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    exec(compile(dict(snippets(query, ENDPOINT))["Python"], "snippet", "exec"), {})

    assert sent[0].full_url == ENDPOINT
    assert isinstance(sent[0].data, bytes)
    assert urllib.parse.parse_qs(sent[0].data.decode())["query"][0].strip() == query.strip()
    assert capsys.readouterr().out.strip() == "s\nplan"


@pytest.mark.parametrize("query", TRICKY)
def test_r(query: str) -> None:
    """The query stands in a raw string of R that does not end too early, or in an escaped one."""
    program = dict(snippets(query, ENDPOINT))["R"]
    opening, _, rest = program.partition("query <- ")[2].partition("\n")

    if opening.startswith('r"---('):
        assert rest.partition(')---"')[0].strip() == query.strip()
    else:
        assert ast.literal_eval(opening) == query.rstrip("\n")


def test_the_shell_program_is_a_program() -> None:
    """A shell finds no fault with it."""
    program = dict(snippets(QUERY, ENDPOINT))["curl"]

    assert subprocess.run(["sh", "-n"], input=program.encode(), check=False).returncode == 0
