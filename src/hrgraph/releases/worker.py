"""`python -m hrgraph.releases.worker FOLDER OLD NEW`: what changed between two releases, as JSON.

A process of its own, so that a server which compares releases goes on answering, and can end it.
"""

import sys
from pathlib import Path

from hrgraph.releases.difference import difference
from hrgraph.releases.folder import Releases
from hrgraph.releases.freeze import source_of
from hrgraph.releases.model import to_json


def main(arguments: list[str]) -> None:
    """Write the changes to standard output. Raises as `Releases.get` does."""
    releases = Releases(Path(arguments[0]))
    old, new = (source_of(releases.get(version)) for version in arguments[1:])
    sys.stdout.buffer.write(to_json(difference(old, new)))


if __name__ == "__main__":
    main(sys.argv[1:])
