"""A key that the host took in the same place for another call: where one is missed, it is another."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

KEY = "> X-Gauge-Key: gk_9d1f40a7c2e85b\n"
MISSES = '{{"type": "about:blank", "title": "Unauthorized", "detail": "{}", "status": 401}}'
NONE = "No authorization token provided"


def _call(path, sent=KEY, status="200 OK", body='{"level": 2}', host="gauges.test"):
    kind = "< Content-Type: application/json"
    return f"> GET https://{host}{path}\n{sent}< {status}\n{kind}\n<< {body}"


def _refused(sent=KEY, words=NONE, path="/v1/both/levels"):
    return _call(path, sent, "401 Unauthorized", MISSES.format(words))


def _slugs(*parts):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(parts))).findings]


GIVEN = _call("/v1/key/levels")


@pytest.mark.parametrize("words", [NONE, "API key missing", "Missing credentials"])
def test_a_key_that_is_good_there_is_one_of_two(words):
    assert _slugs(GIVEN, _refused(words=words))[0] == "second-part-missing"


LOGIN = "> Authorization: Basic c2NhbGU6YmVsdCBzcGVlZCBuaW5l\n"
TOKEN = "> Authorization: Bearer t0k-9d1f40a7c2e85b\n"


@pytest.mark.parametrize("sent", [LOGIN, TOKEN])
def test_a_login_or_token_that_is_good_there_is_not_the_key_that_is_missed(sent):
    given = _call("/api/weights", sent=sent)
    assert _slugs(given, _refused(sent, "line key required"))[0] == "second-part-missing"


@pytest.mark.parametrize("words", ["Key missing", "API key is required"])
def test_a_login_is_no_key_where_the_reply_misses_one(words):
    assert _slugs(_refused(LOGIN, words))[0] == "second-part-missing"
    asks = _refused(LOGIN, words).replace(
        "< Content", '< WWW-Authenticate: Basic realm="a"\n< Content'
    )
    assert _slugs(asks)[0] != "second-part-missing"  # the login is what is looked at


@pytest.mark.parametrize("words", ["authorization required", "token required", NONE])
def test_what_may_be_the_login_itself_is_no_second_key(words):
    given = _call("/api/weights", sent=LOGIN)
    assert _slugs(given, _refused(LOGIN, words))[:1] != ["second-part-missing"]


@pytest.mark.parametrize(
    "parts",
    [
        (_refused(),),
        (_call("/v1/key/levels", sent="> X-Gauge-Key: gk_other\n"), _refused()),
        (_call("/v1/key/levels", sent=KEY.replace("Gauge", "Other")), _refused()),
        (_call("/v1/key/levels", host="other.test"), _refused()),
        (_call("/v1/both/levels"), _refused()),  # the same call
        (GIVEN, _refused(words="The key is not valid")),
        (GIVEN, _refused(sent=KEY + "> Authorization: Bearer abc\n")),
    ],
)
def test_what_shows_no_second_key(parts):
    assert "second-part-missing" not in _slugs(*parts)[:1]


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        ("", "no-credentials-sent"),
        ("> Authorization: Bearer gk_9d1f40a7c2e85b\n", "other-scheme-wanted"),
        (KEY, "key-in-wrong-place"),
    ],
)
def test_what_connexion_does_not_look_at(sent, first):
    assert _slugs(_refused(sent=sent))[0] == first
