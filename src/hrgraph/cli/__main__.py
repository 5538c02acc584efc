"""`python -m hrgraph.cli` is the command `hrgraph`."""

import sys

from hrgraph.cli import main

sys.exit(main())
