"""Chooses the fixes that go with a finding."""

from inspector.diagnose.case import Case
from inspector.diagnose.suspicion import Suspicion
from inspector.model.fix import Fix


def fixes(case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Return the fixes for a finding, the best first."""
    return ()
