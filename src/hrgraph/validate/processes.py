"""Jobs in processes of their own: what a job holds in memory is given back at once, with its process.

To take a store of a hundred thousand statements apart again takes as long as to ask twenty questions of it.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from hrgraph.errors import HrgraphError, ProcessEnded

_S = TypeVar("_S")
_R = TypeVar("_R")
_CONTEXT = get_context("fork" if sys.platform == "linux" else None)


def results_of_jobs(jobs: Iterable[Callable[[_S], _R]], start: Callable[[], _S]) -> Iterator[_R]:
    """The result of each job in their order; as many run at once as there are processors.

    Each job gets what `start` makes, for itself alone: where processes are forked it is made once, and they
    begin with it. What a job raises about its data (HrgraphError, ValueError) is raised here; any other
    fault ends its process, with the trace on standard error: ProcessEnded.
    """
    inherited = start() if _CONTEXT.get_start_method() == "fork" else None
    waiting = enumerate(jobs)
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    done: dict[int, _R] = {}
    told = 0
    process: BaseProcess
    try:
        while True:
            while len(running) < (os.cpu_count() or 1) and (job := next(waiting, None)):
                receiver, sender = _CONTEXT.Pipe(duplex=False)
                process = _CONTEXT.Process(target=_do, args=(sender, job[1], start, inherited), daemon=True)
                process.start()
                sender.close()
                running[receiver] = job[0], process
            if not running:
                return
            ready = wait(list(running))
            for receiver in [one for one in running if one in ready]:
                number, process = running[receiver]
                done[number] = _received(receiver, process)
                del running[receiver]
            while told in done:
                yield done.pop(told)
                told += 1
    finally:
        for receiver, (_, process) in running.items():
            process.kill()
            process.join()
            receiver.close()


def _do(sender: Connection, job: Callable[[_S], _R], start: Callable[[], _S], inherited: _S | None) -> None:
    gc.disable()  # nothing here refers to itself, and looking through millions of terms takes seconds
    with suppress(BrokenPipeError):
        try:
            result = job(start() if inherited is None else inherited)
        except (HrgraphError, ValueError) as error:
            sender.send((error, None))
        else:
            sender.send((None, result))


def _received(receiver: Connection, process: BaseProcess) -> Any:
    try:
        error, result = receiver.recv()
    except EOFError:
        process.join()
        raise ProcessEnded(process.exitcode) from None
    process.join()
    receiver.close()
    if error is not None:
        raise error
    return result
