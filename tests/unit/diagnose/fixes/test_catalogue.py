"""Each finding gets a fix that fits, or a text for whoever must act."""

import base64
import json

import msgspec
import pytest

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
    assert [(fix.id, fix.action) for fix in finding.fixes] == [
        ("message-administrator", Action("copy-message")),
        ("enter-other", Action("")),
    ]


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
    assert [fix.id for fix in untold.fixes] == ["message-administrator", "enter-other"]


def test_the_client_program_that_is_let_through_is_taken(attempt):
    finding = first(
        attempt,
        """
        > GET https://a.test/orders
        > User-Agent: curl/8.0
        < 200 OK
        << [1]
        ---
        > GET https://a.test/orders
        > User-Agent: python-requests/2.31
        < 403 Forbidden
        """,
    )
    (change,) = finding.fixes[0].changes
    assert (finding.slug, finding.fixes[0].id) == ("client-program-refused", "change-user-agent")
    assert (change.after, change.ask) == ("curl/8.0", False)


def test_a_token_that_is_valid_soon_is_waited_for(attempt):
    def fixes(start):
        claims = base64.urlsafe_b64encode(json.dumps({"nbf": start}).encode()).decode().rstrip("=")
        text = f"""
        > GET https://a.test/
        > Authorization: Bearer eyJhbGciOiJub25lIn0.{claims}.c2ln
        < 401 No
        < Date: Sat, 28 Nov 2026 06:00:00 GMT
        << {{"message": "token is not valid yet"}}
        """
        return [fix.id for fix in first(attempt, text).fixes]

    six = 1795845600
    assert fixes(six + 60)[0] == "wait-until-valid"
    assert fixes(six + 7200)[0] == "message-api-owner"


@pytest.mark.parametrize(("challenge", "word"), [("Token", "Token"), ('Bearer realm="r"', "")])
def test_a_key_in_the_query_goes_behind_the_word_of_the_challenge(attempt, challenge, word):
    finding = first(
        attempt,
        f"""
        > GET https://a.test/orders?api_key=abcdefgh12345678
        < 401 Unauthorized
        < WWW-Authenticate: {challenge}
        << {{"detail": "Authentication credentials were not provided."}}
        """,
    )
    fix = next(fix for fix in finding.fixes if fix.id.startswith("move-key"))
    assert fix.id == "move-key-to-authorization"
    words = [one.after for one in fix.changes if str(one.field) == "credential.word"]
    assert words == ([word] if word else [])


LOGIN = "> POST https://a.test/login\n>> username=ada&password=x\n"


@pytest.mark.parametrize(
    ("exchange", "first_one"),
    [
        (f"{LOGIN}< 429 No\n< Retry-After: 5\n<< Too many login attempts", "wait-and-retry"),
        ("> GET https://a.test/\n< 429 Too Many Requests", "wait-and-retry"),
        (
            f"{LOGIN}< 429 No\n< Retry-After: 900\n<< Too many login attempts",
            "message-administrator",
        ),
        # A lock may grow with each try where no time is told.
        (f"{LOGIN}< 429 No\n<< Too many login attempts", "message-administrator"),
        (f"{LOGIN}< 429 No\n<< Too many login attempts. Retry later", "wait-and-retry"),
    ],
)
def test_what_is_over_after_a_while_is_waited_for(attempt, exchange, first_one):
    assert first(attempt, exchange).fixes[0].id == first_one
