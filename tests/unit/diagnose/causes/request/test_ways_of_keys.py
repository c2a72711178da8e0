"""How a secret travels, and whether its provider reads it there."""

import base64
import zlib

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.fixes.apply import apply
from inspector.model.finding import Cause
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.keys.differences import fits

LONG = "Q7w2Er9Ty4Ui6Op1As3Df5Gh8Jk0Lz2X"


def basic(text):
    return "Authorization: Basic " + base64.b64encode(text.encode()).decode()


def ways(attempt, line, url="https://a.test/"):
    case = Trace(attempt(f"> GET {url}\n> {line}\n< 401 No")).case(0)
    return [(one.part.way, one.part.user) for one in case.sent.carried]


def test_carried(attempt):
    assert ways(attempt, "Authorization: Bearer abcdefgh") == [("bearer", "")]
    assert ways(attempt, "Authorization: abcdefgh12345678") == [("bare", "")]
    assert ways(attempt, "X-Api-Key: abcdefgh") == [("header X-Api-Key", "")]
    assert ways(attempt, basic("lena:pw-of-lena")) == [("password", "lena"), ("user", "lena")]
    assert ways(attempt, basic("lena:")) == [("user", "lena")]
    assert ways(attempt, "Accept: */*", "https://a.test/?api_key=12345678") == [
        ("query api_key", "")
    ]


def test_fits(attempt):
    case = Trace(attempt(f"> GET https://a.test/\n> {basic('api:abcdefgh')}\n< 401 No")).case(0)
    one = case.sent.carried[0].part
    assert fits(one, ())
    assert fits(one, ("password",))
    assert fits(one, ("Bearer", "password of API"))
    assert not fits(one, ("Bearer", "password of __token__", "user"))


REFUSED = [
    ("https://api.brevo.com/v3/account", "Authorization: Bearer xkeysib-" + "0a1b2c3d" * 8 + "-Ab3Ab3Ab3Ab3Ab3X", Cause.MISSING_CREDENTIALS),
    ("https://api.figma.com/v1/me", "X-Api-Key: figd_" + LONG, Cause.MISSING_CREDENTIALS),
    ("https://acme.okta.com/api/v1/users", "Authorization: Bearer 00" + LONG + "Ab3_Ab3x", Cause.SCHEME_MISMATCH),
    ("https://acme.atlassian.net/rest/api/3/myself", "Authorization: Bearer ATATT3xFfGF0" + LONG * 2 + "=0A1B2C3D", Cause.SCHEME_MISMATCH),
    ("https://api.anthropic.com/v1/messages", "Authorization: Bearer sk-ant-api03-" + LONG, Cause.SCHEME_MISMATCH),
    ("https://api.mailgun.net/v3/domains", basic("lena:key-" + "0f1e2d3c" * 4), Cause.INVALID_CREDENTIALS),
]  # fmt: skip


@pytest.mark.parametrize(("url", "line", "cause"), REFUSED)
def test_a_key_at_home_sent_in_a_way_that_is_not_read(attempt, url, line, cause):
    found = diagnose(attempt(f"> GET {url}\n> {line}\n< 401 Unauthorized")).findings
    slugs = {"key-sent-in-another-way", "key-in-wrong-place", "user-name-for-token"}
    assert found[0].slug in slugs or (found[0].cause is cause)
    assert found[0].slug in slugs


def test_a_key_sent_as_its_provider_reads_it_is_left_alone(attempt):
    body = "Q7w2Er9Ty4Ui6Op1As3Df5Gh8Jk0Lz"
    number, text = zlib.crc32(body.encode()), ""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    for _ in range(6):
        number, digit = divmod(number, 62)
        text = digits[digit] + text
    for line in (f"Authorization: token ghp_{body}{text}", basic(f"lena:ghp_{body}{text}")):
        found = diagnose(attempt(f"> GET https://api.github.com/user\n> {line}\n< 401 No")).findings
        assert "key-sent-in-another-way" not in {one.slug for one in found}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (basic("api:s3cr3t-of-ours"), "Authorization: Bearer s3cr3t-of-ours"),
        ("Authorization: Token s3cr3t-of-ours", "Authorization: Bearer s3cr3t-of-ours"),
        (basic("s3cr3t-of-ours:"), basic("lena:s3cr3t-of-ours")),
    ],
)
def test_the_same_secret_was_accepted_in_another_way(attempt, good, bad):
    assert _first_beside(attempt, good, bad, "401 No").slug == "key-sent-in-another-way"


def _first_beside(attempt, good, bad, reply):
    text = f"> GET https://a.test/x\n> {good}\n< 200 OK\n---\n> GET https://a.test/y\n> {bad}\n< {reply}"
    return diagnose(attempt(text)).findings[0]


SAYS = "< Content-Type: application/json\n<< "


@pytest.mark.parametrize(
    ("good", "bad", "reply", "cause"),
    [
        # nobody found it, or says a word
        ("X-Api-Key: s3cr3t-of-ours", "Authorization: s3cr3t-of-ours", "401 No", "missing-credentials"),
        ("X-Api-Key: s3cr3t-of-ours", "Authorization: Bearer s3cr3t-of-ours", f'401 No\n{SAYS}{{"message": "Missing API key."}}', "missing-credentials"),
        ("X-Signature-256: sha256=" + "0f1e2d3c" * 8, "X-Hub-Signature-256: sha256=" + "0f1e2d3c" * 8, "403 Forbidden", "missing-credentials"),
        # it was read, as another kind
        ("X-Api-Key: s3cr3t-of-ours", "Authorization: Bearer s3cr3t-of-ours", f'401 No\n{SAYS}{{"message": "Invalid bearer token"}}', "scheme-mismatch"),
        ("Authorization: Bearer s3cr3t-of-ours", "X-Api-Key: s3cr3t-of-ours", "401 No\n< WWW-Authenticate: Bearer", "scheme-mismatch"),
    ],
)  # fmt: skip
def test_where_nobody_looks_it_is_missing(attempt, good, bad, reply, cause):
    assert _first_beside(attempt, good, bad, reply).cause == cause


def test_it_can_be_sent_where_it_was_taken(attempt):
    good, bad = "X-Api-Key: s3cr3t-of-ours", "Authorization: Bearer s3cr3t-of-ours"
    found = _first_beside(attempt, good, bad, f'401 No\n{SAYS}{{"message": "Missing API key."}}')
    assert found.fixes[0].id == "as-accepted"
    assert ("name", "X-Api-Key") in [(one.field.name, one.after) for one in found.fixes[0].changes]


# ---------------- A value of bodies and addresses, which each step takes in a way of its own
STEP = "c1c14ddda1caa5741671e08e4acdbb6d186dec506cf4"
ASKED = (
    f"> GET https://a.test/connect?secret={STEP}\n< {{}}\n< Content-Type: application/json\n<< {{}}"
)
SENT_ON = (
    f"> POST https://a.test/{{}}\n> Content-Type: application/json\n"
    f'>> {{{{"secret": "{STEP}"}}}}\n< 200 OK'
)
NO = ("401 Unauthorized", '{"message": "Unauthorized"}')


@pytest.mark.parametrize(
    ("steps", "certainty"),
    [
        ((ASKED.format(*NO), SENT_ON.format("approve")), "possible"),
        ((ASKED.format(*NO), ASKED.format("200 OK", "{}"), SENT_ON.format("connect")), ""),
    ],
)
def test_a_value_that_a_step_of_a_login_took_in_another_way(attempt, steps, certainty):
    found = diagnose(attempt("\n---\n".join(steps))).findings
    words = {one.certainty for one in found if one.slug == "key-sent-in-another-way"}
    assert words == ({certainty} if certainty else set())


def macaroon(place):
    data = (
        b"\x02\x01"
        + bytes([len(place)])
        + place.encode()
        + b"\x02\x20"
        + b"identifier-of-a-token" * 3
    )
    return "pypi-" + base64.urlsafe_b64encode(data).decode().rstrip("=")


REGISTRY = "pypi"
INDEX = f"{REGISTRY}.org"


@pytest.mark.parametrize(("name", "wrong"), [("test", False), ("upload", True)])
def test_a_token_made_for_another_address(attempt, name, wrong):
    line = basic("__token__:" + macaroon(f"test.{INDEX}"))
    found = diagnose(
        attempt(f"> POST https://{name}.{INDEX}/legacy/\n> {line}\n< 403 Forbidden")
    ).findings
    assert (found[0].cause is Cause.WRONG_ENDPOINT) is wrong


@pytest.mark.parametrize("host", ["127.0.0.1:8008", "localhost"])
def test_a_tunnel_may_lead_to_the_host_that_a_token_is_for(attempt, host):
    token = macaroon("depot.acme.test")
    reply = '< 403 Forbidden\n< Content-Type: application/json\n<< {"error":"Read-only"}'
    bearer = f"> Authorization: Bearer {token}"
    found = diagnose(attempt(f"> POST http://{host}/rooms\n{bearer}\n{reply}")).findings
    likely = {one.slug: one.certainty for one in found}
    assert likely["environment-mismatch"] in {"possible", "unlikely"}


# ---------------- A key of a library that any host may use
REST = "UUMGzW3A.OiYJrMckFjcPCAMmrS8W35NdszCmJvqX"
MISSED = (
    "< 403 Forbidden\n< Content-Type: application/json\n"
    '<< {"detail": "Authentication credentials were not provided."}'
)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (f"Token {REST}", True),
        (f"Bearer {REST}", True),
        (f"Api-Key {REST}", False),
        ("Token 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b", False),
    ],
)
def test_a_key_goes_behind_the_word_of_its_library(attempt, sent, told):
    text = f"> GET https://mills.example/sacks\n> Authorization: {sent}\n{MISSED}"
    first = diagnose(attempt(text)).findings[0]
    assert (first.slug == "key-sent-in-another-way") is told
    held = SecretRef(place="vault", name="held")
    request = Request(credential=Bearer(token=held, word=sent.split()[0]))
    after = apply(request, first.fixes[0], lambda _: REST, lambda _: held)
    assert (after.credential.scheme_word == "Api-Key") is (told or "Api-Key" in sent)
