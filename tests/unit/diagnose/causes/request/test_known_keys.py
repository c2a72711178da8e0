"""Keys of known shape: damaged, of the wrong kind, at the wrong host. All values are made here."""

import base64
import zlib

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.placement import key_differences

BODY = "q7RkZ2mW9xT4vB8nL5cJ3hG6q7RkZ2mW9x"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def github():
    number, text = zlib.crc32(BODY[:30].encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        text = DIGITS[digit] + text
    return "ghp" + "_" + BODY[:30] + text


GITHUB = github()
ALTERED = GITHUB[:9] + "1" + GITHUB[10:]
AWS = "AKIA" + "Q7RKZ2MWXT4VBNL5"
TWILIO = "AC" + "9f3b7c1d" * 4
PLAID = "access" + "-sandbox-9f3b7c1d-8e2a-4405-b9f3-b7c1d8e2a640"
PAIR = base64.b64encode(b"lena.park:correct horse").decode()
CLIENT_KEY = base64.b64encode(f"Mid-client-{BODY[:16]}:".encode()).decode()
REFUSED = '< 401 Unauthorized\n<< {"message":"Bad credentials"}'


def sent(url, *lines, reply=REFUSED):
    return "\n".join([f"> GET {url}", *(f"> {line}" for line in lines), reply])


def bearer(url, value, reply=REFUSED):
    return sent(url, f"Authorization: Bearer {value}", reply=reply)


FOUND = [
    ("checksum", bearer("https://api.github.com/user", ALTERED), "key-damaged", "very-likely"),
    ("cut", bearer("https://api.github.com/user", GITHUB[:-5]), "key-damaged", "very-likely"),
    (
        "enterprise",
        bearer("https://git.acme.test/api/v3/user", ALTERED, "< 401 Unauthorized"),
        "key-damaged",
        "possible",
    ),
    (
        "key id",
        bearer("https://api.acme.test/x", AWS, "< 401 Unauthorized"),
        "other-kind-of-key",
        "very-likely",
    ),
    (
        "client key",
        sent(
            "https://api.midtrans.com/v2/x", f"Authorization: Basic {CLIENT_KEY}", reply="< 401 No"
        ),
        "other-kind-of-key",
        "very-likely",
    ),
    (
        "webhook",
        bearer("https://api.stripe.com/v1/charges", "whsec" + "_" + BODY, "< 401 No"),
        "other-kind-of-key",
        "very-likely",
    ),
    (
        "account as password",
        sent(
            "https://api.twilio.com/2010-04-01/Accounts.json",
            "Authorization: Basic " + base64.b64encode(f"{TWILIO}:{TWILIO}".encode()).decode(),
            reply="< 401 Unauthorized",
        ),
        "other-kind-of-key",
        "very-likely",
    ),
    (
        "refresh token",
        bearer("https://slack.com/api/auth.test", "xoxe" + "-1-" + BODY, "< 401 No"),
        "refresh-token-used",
        "very-likely",
    ),
    (
        "other provider",
        bearer("https://gitlab.com/api/v4/user", GITHUB),
        "key-of-other-provider",
        "very-likely",
    ),
    (
        "other environment",
        sent("https://production.plaid.com/item/get", f"X-Api-Key: {PLAID}", reply="< 401 No"),
        "environment-mismatch",
        "very-likely",
    ),
    (
        "other data centre",
        bearer("https://us3.api.mailchimp.com/3.0/lists", "9f3b7c1d" * 4 + "-us12", "< 401 No"),
        "wrong-region",
        "very-likely",
    ),
    (
        "percent-encoded",
        bearer("https://api.acme.test/x", "q7RkZ2mW9xT4%2BvB8nL5cJ3hG6%3D%3D", "< 401 No"),
        "key-percent-encoded",
        "very-likely",
    ),
    (
        "Basic as Bearer",
        bearer("https://api.acme.test/x", PAIR, '< 401 No\n< WWW-Authenticate: Basic realm="x"'),
        "basic-as-bearer",
        "very-likely",
    ),
    (
        "old ticket",
        sent(
            "https://pve.acme.test:8006/api2/json/nodes",
            "Cookie: PVEAuthCookie=PVE%3Aroot@pam%3A6553F100%3A%3A" + BODY * 2,
            reply="< 401 No ticket\n< Date: Wed, 15 Nov 2023 01:13:20 GMT",
        ),
        "ticket-expired",
        "very-likely",
    ),
]


@pytest.mark.parametrize(("text", "slug", "certainty"), [one[1:] for one in FOUND])
def test_found_first(attempt, text, slug, certainty):
    finding = diagnose(attempt(text)).findings[0]
    assert (finding.slug, finding.certainty) == (slug, certainty)
    assert finding.evidence[0].place is not None


def slugs(attempt, text):
    return {finding.slug for finding in diagnose(attempt(text)).findings}


def test_a_key_that_is_right_is_not_blamed(attempt):
    assert "key-damaged" not in slugs(attempt, bearer("https://api.github.com/user", GITHUB))


def test_what_was_accepted_elsewhere_is_whole(attempt):
    text = bearer("https://api.github.com/user", ALTERED, "< 200 OK\n<< {}")
    text += "\n---\n" + bearer("https://api.github.com/repos/a/b", ALTERED)
    assert "key-damaged" not in slugs(attempt, text)


def test_a_clear_word_of_the_server_counts_more(attempt):
    reply = '< 403 Forbidden\n<< {"message":"Your account was suspended"}'
    finding = diagnose(attempt(bearer("https://api.github.com/user", ALTERED, reply))).findings[0]
    assert finding.slug == "account-disabled"


def test_examples_weigh_little(attempt):
    text = bearer("https://api.github.com/user", "ghp" + "_" + "x1" * 18)
    damaged = [one for one in diagnose(attempt(text)).findings if one.slug == "key-damaged"]
    assert all(one.score < 0.5 for one in damaged)


def test_an_id_beside_its_secret_is_in_its_place(attempt):
    text = sent("https://api.acme.test/x", f"X-Access-Key: {AWS}", f"X-Api-Secret: {BODY}")
    assert "other-kind-of-key" not in slugs(attempt, text)


def test_a_random_token_is_no_password(attempt):
    token = base64.b64encode(bytes(range(120, 150))).decode()
    assert "basic-as-bearer" not in slugs(attempt, bearer("https://api.acme.test/x", token))


def test_a_young_ticket_is_not_blamed(attempt):
    text = sent(
        "https://pve.acme.test:8006/api2/json/nodes",
        "Cookie: PVEAuthCookie=PVE%3Aroot@pam%3A65540000%3A%3A" + BODY * 2,
        reply="< 401 No ticket\n< Date: Wed, 15 Nov 2023 01:13:20 GMT",
    )
    assert "ticket-expired" not in slugs(attempt, text)


def test_a_key_that_is_sent_as_it_should_be_differs_in_nothing(attempt):
    case = Trace(attempt(bearer("https://api.github.com/user", GITHUB))).case(0)
    assert key_differences(case) == ()
    case = Trace(attempt(bearer("https://api.github.com/user", ALTERED))).case(0)
    ((one, credential),) = key_differences(case)
    assert (one.kind, one.sent, one.shape.slug, credential.name) == (
        "damaged", "checksum", "github-pat", "Authorization",
    )  # fmt: skip


def test_two_parts_in_each_others_place(attempt):
    hexes = "9f3b7c1d8e2a6405" * 4
    lines = (f"DD-API-KEY: {hexes[:40]}", f"DD-APPLICATION-KEY: {hexes[:32]}")
    text = sent("https://api.datadoghq.eu/api/v1/validate", *lines, reply="< 403 Forbidden")
    first = diagnose(attempt(text)).findings[0]
    assert (first.slug, first.cause) == ("parts-swapped", "invalid-credentials")
    assert "DD-APPLICATION-KEY" in first.title


@pytest.mark.parametrize(
    "pair",
    [
        "key-3f1c0a9be2d84756a1b2c3d43f1c0a9b:",
        "3f1c0a9be2d84756a1b2c3d43f1c0a9b-8f1c0a9b-9f1c0a9b:",
    ],
)
def test_a_key_in_the_other_half_of_basic_is_no_other_scheme(attempt, pair):
    coded = base64.b64encode(pair.encode()).decode()
    text = (
        f"> GET https://api.mailgun.net/v3/domains\n> Authorization: Basic {coded}\n"
        '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="MG API"'
    )
    first = diagnose(attempt(text)).findings[0]
    assert (first.slug, first.cause) == ("key-in-other-half", "invalid-credentials")


def test_the_half_in_which_it_is_read_is_no_difference(attempt):
    coded = base64.b64encode(b"api:key-3f1c0a9be2d84756a1b2c3d43f1c0a9b").decode()
    text = f"> GET https://api.mailgun.net/v3/x\n> Authorization: Basic {coded}\n< 401 Unauthorized"
    assert "key-in-other-half" not in [one.slug for one in diagnose(attempt(text)).findings]
