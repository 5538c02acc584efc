"""Settings: from the environment, with their types, and where the project is."""

from pathlib import Path

import pytest

from hrgraph.errors import DataError
from hrgraph.settings import SETTINGS, Setting, find_root, read_settings, releases_folder

DEFAULTS = {
    "config": "",
    "root": "",
    "out": "build",
    "releases": "releases",
    "store": "memory",
    "store_update": "",
    "store_graphs": "",
    "host": "127.0.0.1",
    "port": 8000,
    "rate": 1200,
    "proxies": 0,
    "services": "",
    "local_services": "",
    "workers": 0,
    "slow_workers": 4,
    "waiting": 64,
    "query_seconds": 30,
    "query_memory": 1024,
    "result_size": 1024,
    "rows": 100_000,
    "checks": 2,
    "check_size": 10,
    "check_seconds": 30,
    "check_memory": 2048,
    "releases_open": 2,
    "releases_idle": 300,
    "cache_size": 64,
    "log": "slow",
    "slow_seconds": 5,
}


def test_defaults() -> None:
    """Without environment every setting has its default."""
    assert read_settings({}) == DEFAULTS


def test_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values come from variables named after the settings, in the type of the default."""
    for name, value in {
        "HRGRAPH_OUT": "elsewhere",
        "HRGRAPH_PORT": "81",
        "HRGRAPH_COLOUR": "red",
        "OUT": "x",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("HRGRAPH_ROOT", raising=False)
    monkeypatch.delenv("HRGRAPH_HOST", raising=False)
    assert read_settings() == DEFAULTS | {"out": "elsewhere", "port": 81}


@pytest.mark.parametrize("value", ["", "eighty", "-1", "80.5", " 80", "²"])
def test_wrong_type_is_refused(value: str) -> None:
    """A port that is no whole number is refused with the name of its variable."""
    with pytest.raises(DataError, match="HRGRAPH_PORT must be a whole number"):
        read_settings({"HRGRAPH_PORT": value})


def test_file(tmp_path: Path) -> None:
    """The file that HRGRAPH_CONFIG names sets what the environment does not."""
    file = tmp_path / "hrgraph.toml"
    file.write_text('port = 81\nhost = "::1"\nrate = 0\n', encoding="utf-8")
    environment = {"HRGRAPH_CONFIG": str(file), "HRGRAPH_PORT": "82"}

    found = DEFAULTS | {"config": str(file), "port": 82, "host": "::1", "rate": 0}
    assert read_settings(environment) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("port = '81'", "port must be a whole number, not '81'"),
        ("port = true", "port must be a whole number, not True"),
        ("port = -1", "port must be a whole number, not -1"),
        ("host = 1", "host must be a text in quotation marks, not 1"),
        ("prot = 1", "there is no setting 'prot'; there are cache_size"),
        ("config = 'x'", "there is no setting 'config'"),
        ("port 81", "is not TOML"),
        (None, "named by HRGRAPH_CONFIG, cannot be read"),
    ],
)
def test_wrong_file(tmp_path: Path, text: str | None, message: str) -> None:
    """A file that is wrong is refused with its name and what is wrong with it."""
    file = tmp_path / "hrgraph.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match=message) as caught:
        read_settings({"HRGRAPH_CONFIG": str(file)})
    assert "hrgraph.toml" in str(caught.value)


def test_variables() -> None:
    """Every setting has its variable and says what it is for."""
    assert Setting("host", "", "x").variable == "HRGRAPH_HOST"
    assert {setting.name for setting in SETTINGS} == set(DEFAULTS)
    assert all(setting.help for setting in SETTINGS)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project: the folder with the files by which it is known."""
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "hrgraph.ttl").touch()
    (tmp_path / "data" / "lexicon").mkdir(parents=True)
    return tmp_path.resolve()


def test_root_that_is_given(project: Path) -> None:
    """A folder that is given must be the project itself."""
    assert find_root(str(project)) == project
    with pytest.raises(DataError, match="data is no hrgraph project"):
        find_root(str(project / "data"))


def test_root_above_the_present_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From any folder of a project the project is found."""
    monkeypatch.chdir(project / "data" / "lexicon")
    assert find_root() == project


def test_root_above_the_module(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From outside any project the one that the code stands in is found."""
    monkeypatch.chdir(tmp_path)
    assert find_root() == root


def test_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, the message says what is missing and which variable helps."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hrgraph.settings.__file__", str(tmp_path / "settings.py"))
    with pytest.raises(DataError, match=r"any above it is no hrgraph project.*HRGRAPH_ROOT"):
        find_root()


@pytest.mark.parametrize(
    ("setting", "folder"),
    [({}, "/a/releases"), ({"HRGRAPH_RELEASES": "kept"}, "/a/kept"), ({"HRGRAPH_RELEASES": "/k"}, "/k")],
)
def test_releases_lie_beside_the_build(setting: dict[str, str], folder: str) -> None:
    """The folder of releases is beside that of the built graph, unless the setting is a whole path."""
    assert releases_folder(Path("/a/build"), setting) == Path(folder)
