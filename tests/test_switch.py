"""Folders that are replaced as a whole, whatever happens meanwhile."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hrgraph.errors import BuildError, Damaged
from hrgraph.switch import Held, earlier, intact, locked, replacing, require_intact, sums_of

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process to be killed is a fork")
NAMES = ("a", "b", "c/d")

KILLED = """
import json, os, shutil, signal, sys
from pathlib import Path
from hrgraph.switch import earlier, replacing

out, names, makes_links = Path(sys.argv[1]), sys.argv[3:], sys.argv[2]

def write(word):
    with replacing(out) as new:
        for name in names:
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_text(word)

def no_link(*_, **__):
    raise OSError("no right to make links")

def killed_at(step):
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    done = 0
    def hook(event, _):
        nonlocal done
        done += event == "open" or event.startswith(("os.", "shutil."))
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    write(f"new {step}")
    os._exit(0)

def seen(folder):
    found = [(folder / name).read_text() for name in names if (folder / name).exists()]
    return sorted({*found, *(["a part"] if 0 < len(found) < len(names) else [])})

if makes_links == "no":
    Path.symlink_to = no_link
step, found = 1, []
while True:
    if makes_links == "never before":
        shutil.rmtree(out.with_name("." + out.name), ignore_errors=True)
        out.unlink() if out.is_symlink() else shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        (out / "SHA256SUMS").write_text("".join("0  " + name + "\\n" for name in names))
        for name in names:
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text("old")
    else:
        write("old")
    was_killed = killed_at(step)
    found.append((seen(out), [seen(folder) for folder in earlier(out)], step))
    if not was_killed:
        break
    step += 1
write("last")
print(json.dumps([found, seen(out), sorted(os.listdir(out.with_name("." + out.name)))]))
"""


def write(out: Path, word: str) -> None:
    """Replace the folder by one whose files all hold the word."""
    with replacing(out) as new:
        for name in NAMES:
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_text(word, encoding="utf-8")


def words(out: Path) -> set[str]:
    """What the files of the folder hold."""
    return {(out / name).read_text(encoding="utf-8") for name in NAMES}


@needs_fork
@pytest.mark.parametrize("links", ["yes", "no", "never before"])
def test_killed_at_every_step(tmp_path: Path, links: str) -> None:
    """A writer killed before any of its system calls leaves the old folder or the new one, whole.

    Where links cannot be made, and where a plain folder stood, one step leaves the old one beside the place.
    """
    command = [sys.executable, "-c", KILLED, str(tmp_path / "out"), links, *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    steps, last, kept = json.loads(done.stdout)

    assert len(steps) > 30
    for found, before, step in steps:
        assert found in (["old"], [f"new {step}"]) or (links != "yes" and not found and before[0] == ["old"])
    assert any(found == ["old"] for found, _, _ in steps)
    assert any(found == [f"new {step}"] for found, _, step in steps)
    assert last == ["last"]
    assert len(kept) <= 3


def test_new_in_place_of_old(tmp_path: Path) -> None:
    """A folder is made, and made anew; the version before it is kept, and none older."""
    out = tmp_path / "there" / "out"
    for word in ("one", "two", "three"):
        write(out, word)
    assert words(out) == {"three"}
    assert [words(folder) for folder in earlier(out)] == [{"two"}]
    assert sorted(sums_of(out)) == sorted(NAMES)
    require_intact(out)


def test_a_failure_changes_nothing(tmp_path: Path) -> None:
    """An error while the new folder is written leaves the old one and nothing else."""
    out = tmp_path / "out"
    write(out, "old")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(TypeError):
        write(out, 1)  # type: ignore[arg-type]
    assert words(out) == {"old"}
    assert sorted(tmp_path.rglob("*")) == before


def test_full_disk(tmp_path: Path) -> None:
    """A disk that takes no more is a BuildError with the system's words; the old folder stays."""
    out = tmp_path / "out"
    write(out, "old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(BuildError, match=r"cannot be written to .*out: File too large; the last build"):
            write(out, "new" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert words(out) == {"old"}


def test_two_at_once(tmp_path: Path) -> None:
    """While one process writes, another one is told to wait; afterwards it may."""
    out = tmp_path / "out"
    program = "import sys; from pathlib import Path; from hrgraph.switch import locked\n"
    program += "with locked(Path(sys.argv[1])): print('mine')"

    def other() -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", program, str(out)], capture_output=True, text=True)

    with locked(out), replacing(out):
        assert "another build is being written to" in other().stderr
    assert other().stdout == "mine\n"


@pytest.mark.parametrize("name", ["notes.txt", "c/notes.txt"])
def test_files_of_others(tmp_path: Path, name: str) -> None:
    """A folder with a file that no build has written is not replaced: the file would be lost."""
    out = tmp_path / "out"
    (out / "c").mkdir(parents=True)
    (out / name).write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match=f"holds {name}, which no build has written; give another folder"):
        write(out, "new")
    assert (out / name).read_text(encoding="utf-8") == "mine"


def test_link_of_others(tmp_path: Path) -> None:
    """A link that the user has made stays; the folder that it leads to is replaced."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    write(tmp_path / "out", "new")
    assert words(tmp_path / "out") == {"new"}
    assert (tmp_path / "out").readlink() == tmp_path / "disk"


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _flip(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(bytes([content[0] ^ 1]) + content[1:])


@pytest.mark.parametrize("harm", [_cut, _flip, Path.unlink], ids=["cut", "flipped", "gone"])
@pytest.mark.parametrize("name", ["a", "c/d"])
def test_damage_is_found(tmp_path: Path, name: str, harm: Callable[[Path], None]) -> None:
    """A file that is shorter, other or gone is Damaged, by name."""
    out = tmp_path / "out"
    write(out, "word")
    harm(out / name)
    with pytest.raises(Damaged, match=f"{name}: damaged or missing"):
        require_intact(out)
    require_intact(out, "b")


def test_unreadable_list(tmp_path: Path) -> None:
    """A list of checksums that is none is damaged itself; a folder without one lists nothing."""
    assert sums_of(tmp_path) == {}
    (tmp_path / "SHA256SUMS").write_bytes(b"\xff\n")
    with pytest.raises(Damaged, match="SHA256SUMS"):
        sums_of(tmp_path)


def test_the_version_before(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In place of a damaged folder the one before it is used; where there is none, it is an error."""
    out = tmp_path / "out"
    write(out, "first")
    assert intact(out) == out
    _flip(out / "a")
    with pytest.raises(Damaged, match="out/a"):
        intact(out)
    write(out, "second")
    write(out, "third")
    _cut(out / "b")
    assert words(intact(out)) == {"second"}
    assert "out/b: damaged or missing" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_what_a_reader_holds_stays(tmp_path: Path) -> None:
    """A version outlives any number of later ones while it is held, and goes with the next one afterwards."""
    out = tmp_path / "out"
    write(out, "1")
    first = out.resolve()
    held = Held(first)
    for text in "234":
        write(out, text)
    assert (first / NAMES[0]).read_text(encoding="utf-8") == "1"
    del held
    write(out, "5")
    assert not first.exists()
