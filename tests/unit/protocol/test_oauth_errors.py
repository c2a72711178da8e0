import pytest

from inspector.protocol.oauth_errors import ERRORS


@pytest.mark.parametrize("code", ERRORS)
def test_every_code_has_a_sentence_a_status_and_a_source(code):
    entry = ERRORS[code]
    assert entry.sentence().endswith(".")
    assert 400 <= entry.status < 600
    assert entry.source
