from typing import get_args

import pytest

from inspector.protocol.cookie.cookie_reasons import ReasonKind, reason


@pytest.mark.parametrize("kind", get_args(ReasonKind))
def test_every_reason_has_a_sentence_and_a_source(kind):
    found = reason(kind, "sid", "example.com")
    assert found.message.endswith(".")
    assert found.reference
