"""Each finding gets a fix that fits, or a text for whoever must act."""

from inspector.diagnose import diagnose


def first(attempt, text):
    return diagnose(attempt(text)).findings[0]


def test_scheme_mismatch_switches(attempt):
    finding = first(
        attempt,
        """
        > GET https://a.test/
        > Authorization: Basic YTpi
        < 401 No
        < WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"
        """,
    )
    assert finding.fixes[0].id == "switch-to-digest"
    assert finding.fixes[0].changes[0].after == "digest"


def test_two_words_are_cleaned(attempt):
    finding = first(attempt, "> GET https://a.test/\n> Authorization: Bearer Bearer abc\n< 401 No")
    assert finding.fixes[0].changes[0].transform == "strip-bearer"


def test_a_locked_account_is_never_tried_again(attempt):
    finding = first(
        attempt,
        """
        > GET https://a.test/
        > Authorization: Basic YTpi
        < 401 No
        << {"message":"Account is locked"}
        """,
    )
    assert [fix.action for fix in finding.fixes] == ["copy-message"]


def test_a_new_host_is_a_risk(attempt):
    finding = first(
        attempt,
        """
        > GET https://a.test/x
        > Authorization: Bearer abcdefgh
        < 301 Moved
        < Location: https://b.test/x
        ---
        > GET https://b.test/x
        < 401 No
        """,
    )
    assert {fix.risk for fix in finding.fixes} == {"new-host"}
    assert finding.slug == "authorization-dropped-on-redirect"
