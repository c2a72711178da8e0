"""The recorded exchanges of `tests/cases`, each diagnosed once for all who ask about them."""

from functools import cache
from pathlib import Path

import pytest

from inspector import intake
from inspector.diagnose import diagnose

CASES = Path(__file__).parents[2] / "cases"
# In one worker, which then knows the answers, and on one version of Python: the same is read and
# concluded of single exchanges on every version.
WHOLE_CORPUS = [pytest.mark.xdist_group("corpus"), pytest.mark.once]


@cache
def concluded(path):
    """Return what is said of a recording."""
    return diagnose(intake.read(path.read_bytes(), path.name).attempt)
