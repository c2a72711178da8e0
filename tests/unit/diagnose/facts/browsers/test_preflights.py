import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.browser import announced_authorization
from inspector.diagnose.facts.case import Trace
from inspector.model.finding import Cause


def asked(attempt, names, path="/stock", sent="> Origin: https://b.test", *, sanitised=True):
    preflight = (
        f"> OPTIONS https://a.test{path}\n> Access-Control-Request-Headers: {names}\n< 204 No"
    )
    text = f'{preflight}\n---\n> GET https://a.test/stock\n{sent}\n< 401 No\n<< {{"message":"Unauthorized"}}'
    return attempt(text, may_be_sanitised=sanitised)


@pytest.mark.parametrize(
    ("names", "more", "there"),
    [
        ("authorization", {}, True),
        ("content-type, Authorization", {}, True),
        ("content-type", {}, False),
        ("authorization", {"path": "/other"}, False),
        ("authorization", {"sent": "> Authorization: Bearer abc"}, False),
        ("authorization", {"sanitised": False}, False),
    ],
)
def test_a_preflight_names_what_an_export_left_out(attempt, names, more, there):
    case = Trace(asked(attempt, names, **more)).case(1)
    assert (announced_authorization(case) is not None) is there


def test_the_token_that_was_sent_is_named_first(attempt):
    first = diagnose(asked(attempt, "authorization")).findings[0]
    assert first.cause is Cause.INVALID_CREDENTIALS
