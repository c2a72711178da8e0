"""An answer of nothing that takes the session back: it has ended, and no word says so."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SENT = "> Cookie: shop.session_token=k3Jd8sQ2x7Lm9vB4.Zr\n"
BACK = "< Set-Cookie: shop.session_token=; Max-Age=0; Path=/; HttpOnly\n"


def slugs(body="null", path="/api/auth/get-session", method="GET", sent=SENT, back=BACK):
    head = f"> {method} https://shop.test{path}\n{sent}"
    text = f"{head}< 200 OK\n< Content-Type: application/json\n{back}<< {body}"
    return [one.slug for one in diagnose(attempt_of(text)).findings]


@pytest.mark.parametrize("body", ["null", "{}"])
def test_the_session_has_ended(body):
    assert slugs(body)[0] == "session-ended"


@pytest.mark.parametrize(
    "told",
    [
        {"back": ""},  # nobody is logged in: a plain answer
        {"sent": "", "back": BACK},
        {"body": '{"items": [1]}'},
        {"method": "POST"},
        {"path": "/api/auth/sign-out"},
        {"path": "/logout"},
        {"back": BACK.replace("shop.session_token", "theme")},
    ],
)
def test_what_is_no_end_of_a_session(told):
    assert slugs(**told) == []
