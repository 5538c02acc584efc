"""The limits keep the process alive."""

import subprocess
import sys

import pytest

from hrgraph.store.limits import Limits

WORST = {
    "nested calls": "'ASK {FILTER(' + 'STR(' * (n - 2) + '1' + ')' * (n - 2) + ')}'",
    "nested groups": "'ASK ' + '{' * n + '}' * n",
    "nested EXISTS": "'ASK { ' + 'FILTER EXISTS {' * (n - 1) + '}' * (n - 1) + '}'",
    "assignments": "'SELECT ' + '(1 AS ?x%d)' * m % tuple(range(m)) + ' {}'",
    "MINUS": "'ASK {' + 'MINUS {?s ?p ?o} ' * m + '}'",
    "alternatives": "'ASK { {}' + ' UNION {}' * m + '}'",
    "sums": "'ASK { FILTER(1' + '+1' * m + ')}'",
}


@pytest.mark.parametrize("worst", WORST.values(), ids=WORST.keys())
def test_the_engine_stands_twice_what_the_limits_allow(worst: str) -> None:
    """A process that runs, in a thread, a query of 1.5 times the limits does not crash."""
    limits = Limits()
    program = f"""
import threading, pyoxigraph
n, m = {limits.nesting * 3 // 2}, {limits.complexity * 3 // 2}
thread = threading.Thread(target=lambda: pyoxigraph.Store().query({worst}))
thread.start()
thread.join()
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
