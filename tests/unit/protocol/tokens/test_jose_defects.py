from typing import get_args

import pytest

from inspector.protocol.tokens.jose import JoseDefectKind, jose_defect


@pytest.mark.parametrize("kind", get_args(JoseDefectKind))
def test_every_kind_has_one_sentence(kind):
    found = jose_defect(kind, (1, 2), 1, "exp")
    assert found.message.endswith(".")
    assert "{" not in found.message
    assert found.span == (1, 2)
