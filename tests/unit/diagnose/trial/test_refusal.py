"""Two refusals are the same when only what differs in every reply differs."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.reply_comparison import compared, is_same, refusal

SENT = "> GET https://api.test/orders\n> Authorization: Bearer abc.def\n"


def json_reply(body, *headers):
    return "\n".join(["< 401 Unauthorized", *(f"< {h}" for h in headers), f"<< {body}"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"time": "2026-01-02T03:04:05Z"}', '{"time": "2026-01-02T03:04:09Z"}'),
        (
            '{"id": "5f1c0b9e-1a2b-4c3d-8e4f-1234567890ab"}',
            '{"id": "00000000-1111-2222-3333-444444444444"}',
        ),
        ('{"requestId": "a81fbc2290de77aa"}', '{"requestId": "0b81fbc2290de7fe"}'),
        (
            '{"trace": "Root=1-67891233-abcdef012345678912345678"}',
            '{"trace": "Root=1-77891233-bbcdef012345678912345670"}',
        ),
        ('{"at": 1700000000123}', '{"at": 1700000000999}'),
        ("Date: Tue, 15 Nov 2023 08:12:31 GMT", "Date: Wed, 16 Nov 2023 09:12:31 GMT"),
    ],
)
def test_noise_is_left_out(case, one, other):
    assert is_same(case(json_reply(one)), case(json_reply(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"error": "invalid_token"}', '{"error": "expired_token"}'),
        ('{"message": "unknown user"}', '{"message": "wrong password"}'),
        ('{"code": "AUTH_EXPIRED"}', '{"code": "AUTH_REVOKED"}'),
        ('{"code": 40101}', '{"code": 40103}'),
        ('{"error": {"errorCode": "E1001"}}', '{"error": {"errorCode": "E1002"}}'),
        ("<Error><Code>1001</Code></Error>", "<Error><Code>1002</Code></Error>"),
        ("Login failed, error code: 18456", "Login failed, error code: 18452"),
        ("", "no"),
    ],
)
def test_words_and_codes_count(case, one, other):
    assert not is_same(case(json_reply(one)), case(json_reply(other)))


def test_nonces_of_a_challenge_do_not_count(case):
    one = 'WWW-Authenticate: Digest realm="r", nonce="abc", opaque="1", qop="auth"'
    other = 'WWW-Authenticate: Digest realm="r", nonce="xyz", opaque="2", qop="auth"'
    assert is_same(case(json_reply("", one)), case(json_reply("", other)))


def test_other_parameters_of_a_challenge_count(case):
    one = 'WWW-Authenticate: Bearer realm="r"'
    other = 'WWW-Authenticate: Bearer realm="r", error="invalid_token"'
    assert not is_same(case(json_reply("", one)), case(json_reply("", other)))


def test_what_the_request_itself_said_does_not_count(case):
    def told(token):
        sent = f"> GET https://api.test/orders\n> Authorization: Bearer {token}\n"
        return case(sent + json_reply(f"the token {token} is unknown"))

    assert is_same(told("mine-abc"), told("made-xyz"))


def test_the_status_counts(case):
    assert not is_same(case("< 401 No"), case("< 403 No"))


def test_a_page_is_compared_by_its_words(case):
    page = '< 401 No\n< Content-Type: text/html\n<< <html><p class="{}">Denied</p></html>'
    assert is_same(case(page.format("a")), case(page.format("b")))


def test_head_has_no_body_to_compare(case):
    head = case("> HEAD https://api.test/orders\n> Authorization: Bearer abc.def\n< 401 No")
    assert is_same(head, case("< 401 No\n<< whatever"))


def test_where_a_redirect_leads_counts(case):
    assert refusal(case("< 302 Found\n< Location: /login?next=1")).leads_to.endswith("/login")


def test_a_users_name_within_a_word_of_the_reply_tells_nothing_apart(case):
    asked = "> GET https://api.test/a\n> Authorization: Basic {login}\n"
    page = "< 401 Unauthorized\n< Content-Type: text/plain\n<< Administration. Log in."
    admin, nobody = (asked.format(login=one) + page for one in ("YWRtaW46cHc=", "bm9wZTpwdw=="))
    assert is_same(case(admin), case(nobody))


LED = """> GET https://a.test/orders
> Authorization: Bearer {token}
< 307 Temporary Redirect
< Location: https://in.test/login?back=%2Forders
"""
FORM = """---
> GET https://in.test/login?back=%2Forders
< 200 OK
< Content-Type: text/html
<< <form method=post action=/login><input name=user><input type=password name=pw></form>"""


@pytest.mark.parametrize(
    ("elsewhere", "result"), [(LED, "same"), (LED.replace("/login", "/denied"), "differs")]
)
def test_a_redirect_is_compared_with_the_redirect_and_not_with_where_it_led(
    attempt, elsewhere, result
):
    refused = Trace(attempt(LED.format(token="mine-abc"))).case(0)
    assert compared(refused, attempt(elsewhere.format(token="made-up") + FORM)).result == result
