from typing import get_args

import pytest

from inspector.protocol.challenges.records import DefectKind, defect


@pytest.mark.parametrize("kind", get_args(DefectKind))
def test_every_kind_has_one_sentence(kind):
    found = defect(kind, (1, 2), "realm")
    assert found.message.endswith(".")
    assert "{" not in found.message


def test_long_names_are_cut():
    assert len(defect("duplicate", (0, 1), "x" * 5000).message) < 120
