"""Named changes to a secret's text."""

import pytest

from inspector.diagnose.fixes.apply import TRANSFORMS


@pytest.mark.parametrize("name", sorted(set(TRANSFORMS) - {"token-parameter"}))
def test_a_clean_secret_stays(name):
    assert TRANSFORMS[name]("s3cr.t-_") == "s3cr.t-_"


def test_written_out_line_ends_go():
    assert TRANSFORMS["trim"]("secret\\n") == "secret"
    assert TRANSFORMS["strip-blanks"]("se%0Acret\r\n") == "secret"
    assert TRANSFORMS["strip-blanks"]("\u200bsec\u00adret") == "secret"


def test_words_go_however_often():
    assert TRANSFORMS["strip-bearer"]("Bearer bearer: abc") == "abc"
