"""Tasks on Dask, with threads in place of its processes; `test_run.py` starts real ones."""

import pytest
from distributed import Client, KilledWorker

from hrgraph.corpus import cluster
from hrgraph.corpus.cluster import run_all, workers
from hrgraph.errors import BuildError


class Future:
    """A task that is done at once."""

    def __init__(self, key: int, outcome: object) -> None:
        self.key = key
        self._outcome = outcome

    def result(self) -> object:
        """What came out, or the error of it."""
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return self._outcome


class Dask:
    """Runs tasks as they are given, and keeps how many were given ahead of those taken."""

    def __init__(self) -> None:
        self.given = 0

    def nthreads(self) -> dict[str, int]:
        """One worker."""
        return {"worker": 1}

    def submit(self, task: object, one: int, pure: bool) -> Future:
        """Run the task; the number 3 kills its worker."""
        self.given += 1
        assert callable(task)
        return Future(self.given, KilledWorker("task", None, 1) if one == 3 else task(one))  # type: ignore[arg-type]


class Completed(list[Future]):
    """The tasks in the order they were given; more may be added while they are taken."""

    add = list.append


def test_run_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything given comes back with what was made of it, None where workers died, few of them ahead."""
    monkeypatch.setattr(cluster, "as_completed", Completed)
    dask = Dask()
    ahead: list[int] = []
    made = {}
    for one, result in run_all(dask, lambda number: number * 10, range(20)):  # type: ignore[arg-type]
        made[one] = result
        ahead.append(dask.given - len(made))
    assert made == {number: None if number == 3 else number * 10 for number in range(20)}
    assert max(ahead) <= 4


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that does not answer is told with what to start."""

    def refuse(*_: object, **__: object) -> Client:
        raise OSError("Timed out")

    monkeypatch.setattr(cluster, "Client", refuse)
    with (
        pytest.raises(BuildError, match="no Dask scheduler answers at tcp"),
        workers(1, "tcp://127.0.0.1:1"),
    ):
        pass
