"""Each finding gets a fix that fits, or a text for whoever must act."""

import msgspec

from inspector.diagnose import diagnose
from inspector.model.exchange import Failure
from inspector.model.fix import Action


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
    assert [fix.action for fix in finding.fixes] == [Action("copy-message")]


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


def test_plain_http_at_an_https_port_changes_the_address(attempt):
    finding = first(
        attempt,
        """
        > GET http://a.test:443/x
        > Authorization: Bearer abcdefgh
        < 400 Bad Request
        << <html>The plain HTTP request was sent to HTTPS port</html>
        """,
    )
    assert finding.slug == "https-wanted"
    assert finding.fixes[0].changes[0].after == "https://a.test:443/x"


def test_a_used_code_needs_a_new_login(attempt):
    finding = first(
        attempt,
        """
        > POST https://a.test/token
        >> grant_type=authorization_code&code=abc&client_id=web
        < 400 Bad Request
        << {"error":"invalid_grant","error_description":"Code not valid"}
        """,
    )
    assert finding.slug == "code-refused"
    assert finding.fixes[0].id == "log-in-again"


def test_schemes_are_named_as_the_server_writes_them(attempt):
    finding = first(
        attempt,
        '> GET https://a.test/\n< 401 No\n< WWW-Authenticate: Bearer, DPoP algs="ES256"',
    )
    assert "asked for Bearer or DPoP" in finding.explanation


def test_a_variable_without_a_value_is_given_one(attempt):
    made = attempt("> GET https://a.test/\n< 401 No")
    failure = Failure(stage="compose", kind="unresolved-variable", message="No.", detail="token")
    exchange = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failure)
    finding = diagnose(msgspec.structs.replace(made, exchanges=(exchange,))).findings[0]
    assert finding.fixes[0].title == "Give token a value"


def test_what_has_consequences_says_so(attempt):
    finding = first(
        attempt, "> DELETE https://a.test/\n> Authorization: Bearer Bearer abc\n< 401 No"
    )
    assert finding.fixes[0].risk == "unsafe-method"


def test_a_quota_is_waited_for_where_the_server_says_how_long(attempt):
    sent = "> GET https://a.test/\n> Authorization: Bearer abcdefgh\n< 403 No"
    said = '<< {"message": "Quota exceeded for this month"}'
    told = first(attempt, f"{sent}\n< Retry-After: 5\n{said}")
    assert (told.slug, told.fixes[0].action) == ("quota-used-up", Action("wait", "5"))
    untold = first(attempt, f"{sent}\n{said}")
    assert [fix.action for fix in untold.fixes] == [Action("copy-message")]
