"""Jobs in processes of their own."""

import os
import signal
from functools import partial
from multiprocessing import get_context

import pytest

from hrgraph.errors import DataError, ProcessEnded
from hrgraph.validate.processes import results_of_jobs

JOBS = 5


def begin() -> list[int]:
    """What every job starts with."""
    return [10]


def add(number: int, known: list[int]) -> tuple[list[int], int]:
    """What the job has then, and the process it ran in."""
    known.append(number)
    return known, os.getpid()


def fail(known: list[int]) -> None:
    """A job that refuses its data."""
    raise DataError("no such data")


def mistake(known: list[int]) -> None:
    """A job with a fault of the program in it."""
    raise ZeroDivisionError("a fault")


def end(known: list[int]) -> None:
    """A job whose process is killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_each_job_has_a_process_and_a_start_of_its_own() -> None:
    """Results come in the order of the jobs, and none sees what another one did."""
    found = list(results_of_jobs([partial(add, number) for number in range(JOBS)], begin))

    assert [known for known, _ in found] == [[10, number] for number in range(JOBS)]
    assert len({process for _, process in found} - {os.getpid()}) == JOBS


def test_error_of_a_job_is_raised() -> None:
    """An error reaches whoever asked, and jobs that still run are ended."""
    with pytest.raises(DataError, match="no such data"):
        list(results_of_jobs([fail, fail, fail], begin))


def test_fault_of_the_program_is_traced(capfd: pytest.CaptureFixture[str]) -> None:
    """What nobody foresaw ends the process of the job, and its trace is told."""
    with pytest.raises(ProcessEnded, match="exit code 1"):
        list(results_of_jobs([mistake], begin))
    assert "ZeroDivisionError: a fault" in capfd.readouterr().err


def test_process_that_is_killed() -> None:
    """A process that ends without a word is an error that says what may have happened."""
    with pytest.raises(ProcessEnded, match=r"exit code -9\).* memory ran out"):
        list(results_of_jobs([end], begin))


def test_where_nothing_can_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes begin with nothing each makes its start itself."""
    monkeypatch.setattr("hrgraph.validate.processes._CONTEXT", get_context("spawn"))

    [(known, process)] = results_of_jobs([partial(add, 1)], begin)
    assert known == [10, 1]
    assert process != os.getpid()
