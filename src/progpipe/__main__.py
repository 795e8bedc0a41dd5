"""`python -m progpipe` is the command line."""

from __future__ import annotations

import sys

from progpipe.cli import main

sys.exit(main())
