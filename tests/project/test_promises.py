"""What the project promises of itself, kept by machine."""

import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import DCTERMS, OWL, Graph, URIRef

from hrgraph import __version__
from hrgraph.cli import make_parser
from hrgraph.graph.dcat import RECORD, dcat_record
from hrgraph.graph.void import DATASET
from hrgraph.graph.write import Graphs
from hrgraph.service.app import create_app
from hrgraph.settings import SETTINGS, read_settings
from hrgraph.store.oxigraph import OxigraphStore


def _text(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def test_readme_lists_every_setting_with_its_default(root: Path) -> None:
    """The table of settings in the README is the one in the code."""
    rows = [
        f"| `{s.variable}` | {'(empty)' if s.default == '' else s.default} | {s.help} |" for s in SETTINGS
    ]
    table = re.search(r"<!-- settings -->\n(.*?)<!-- /settings -->", _text(root, "README.md"), re.DOTALL)

    assert table is not None
    assert table[1].strip().splitlines()[2:] == rows


def test_readme_lists_every_command(root: Path) -> None:
    """No command is left out of the README and none is named there that does not exist."""
    commands = next(
        action.choices
        for action in make_parser(read_settings({}))._actions
        if isinstance(action.choices, dict)
    )
    documented = re.findall(r"^\| `hrgraph ([a-z]+)", _text(root, "README.md"), re.MULTILINE)

    assert sorted(documented) == sorted(commands)


def test_one_version_everywhere(root: Path) -> None:
    """Package, citation file, modules of the ontology and its alignments carry the same version number."""
    modules = [*(root / "ontology").glob("*.ttl"), root / "ontology" / "alignments" / "terms.ttl"]
    told = {
        str(version) for file in modules for version in Graph().parse(file).objects(None, OWL.versionInfo)
    }
    header = Graph().parse(root / "ontology" / "hrgraph.ttl")
    iri = URIRef("https://w3id.org/hrgraph/ontology")
    citation = re.search(r"^version: (\S+)$", _text(root, "CITATION.cff"), re.MULTILINE)

    assert tomllib.loads(_text(root, "pyproject.toml"))["project"]["version"] == __version__
    assert citation is not None
    assert citation[1] == __version__
    assert told == {__version__}
    assert f"version {__version__}." in str(header.value(iri, DCTERMS.bibliographicCitation))
    assert f"date-released: {header.value(iri, DCTERMS.modified)}" in _text(root, "CITATION.cff")


def test_one_version_in_what_is_published(graphs: Graphs, root: Path) -> None:
    """The description of the dataset, its record for catalogues, pages and API tell that number too."""
    metadata = graphs["metadata"]
    record = Graph().parse(
        data=dcat_record(root / "data" / RECORD, {}, metadata, __version__), format="turtle"
    )
    app = create_app(OxigraphStore(ox.Store()))
    with TestClient(app) as client:
        page = client.get("/sparql", headers={"Accept": "text/html"}).text
        api = client.get("/openapi.json").json()

    assert str(metadata.value(DATASET, DCTERMS.hasVersion)) == __version__
    assert {str(version) for version in metadata.objects(None, OWL.versionInfo)} == {__version__}
    assert str(record.value(DATASET, URIRef("http://www.w3.org/ns/dcat#version"))) == __version__
    assert f"<footer>hrgraph {__version__} " in page
    assert api["info"]["version"] == __version__


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-browser.lock"])
def test_the_lock_pins_every_dependency_by_hash_and_names_no_host(name: str, root: Path) -> None:
    """Tomorrow's install is today's, wherever packages come from."""
    lock = _text(root, name)
    pins = re.findall(r"^[a-z0-9._-]+==\S+", lock, re.MULTILINE)

    assert "://" not in lock
    assert "--index" not in lock
    assert len(pins) > 30
    assert all(
        re.search(rf"^{re.escape(pin)}[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE) for pin in pins
    )


def test_every_direct_dependency_is_locked(root: Path) -> None:
    """What pyproject.toml asks for stands in the lock."""
    project = tomllib.loads(_text(root, "pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    locks = {"requirements.lock": extras["dev"], "requirements-browser.lock": extras["browser"]}
    for lock, more in locks.items():
        names = {re.split(r"[<>=\[ ]", line)[0] for line in [*project["dependencies"], *more]}

        assert {n for n in names if f"\n{n}==" not in "\n" + _text(root, lock)} == set()


def test_both_locks_agree(root: Path) -> None:
    """What both locks hold has the same version in both."""
    pins = [
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", _text(root, name), re.MULTILINE))
        for name in ("requirements.lock", "requirements-browser.lock")
    ]

    assert {name: pins[0][name] for name in pins[0].keys() & pins[1].keys()} == {
        name: pins[1][name] for name in pins[0].keys() & pins[1].keys()
    }


def test_modules_are_short(root: Path) -> None:
    """A module of more than 300 lines is read by nobody in one go."""
    lengths = {
        str(file.relative_to(root)): len(file.read_text(encoding="utf-8").splitlines())
        for folder in ("src", "tests")
        for file in (root / folder).rglob("*.py")
    }

    assert {name: length for name, length in lengths.items() if length > 320} == {}


@pytest.mark.parametrize(
    "package",
    [
        "text",
        "structure",
        "mentions",
        "assertions",
        "graph",
        "store",
        "docs",
        "service",
        "validate",
        "index",
        "latvian",
        "tables",
        "releases",
        "corpus",
    ],
)
def test_every_module_has_its_tests(package: str, root: Path) -> None:
    """The tests mirror the source tree."""
    modules = {file.stem for file in (root / "src" / "hrgraph" / package).glob("*.py")} - {"__init__"}
    tested = {file.stem.removeprefix("test_") for file in (root / "tests" / package).glob("test_*.py")}

    assert modules - tested == set()


def test_systemd_waits_for_the_last_query(root: Path) -> None:
    """The unit starts `hrgraph serve` and gives it the time of a query to stop, and some more."""
    unit = dict(re.findall(r"^(\w+)=(.*)$", _text(root, "deploy/hrgraph.service"), re.MULTILINE))

    assert unit["ExecStart"].endswith("/.venv/bin/hrgraph serve")
    assert int(unit["TimeoutStopSec"]) > int(read_settings({})["query_seconds"]) + 5
