"""Findings that no recorded exchange shows are found in the texts written for them."""

import pytest

from inspector.diagnose import diagnose
from tests.unit.diagnose.rare_findings import RARE


@pytest.mark.parametrize(("slug", "attempt"), RARE, ids=[slug for slug, _ in RARE])
def test_rare_findings_are_found(slug, attempt):
    assert slug in {finding.slug for finding in diagnose(attempt).findings}
