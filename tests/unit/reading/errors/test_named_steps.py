"""The step that a reply names as next, by its list and its marks."""

import pytest

from inspector.reading.errors.named_steps import named_steps, next_step


def _next(body):
    found = next_step(tuple(named_steps(body)))
    return (found.name, found.words) if found is not None else None


PENDING = {"id": "verify_email", "is_pending": True}
VERIFY, FACTOR = "account not verified", "second factor required"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"data": {"flows": [{"id": "login"}, PENDING]}}, ("verify_email", VERIFY)),
        ({"requiredActions": ["VERIFY_EMAIL"]}, ("VERIFY_EMAIL", VERIFY)),
        ({"next_steps": [{"type": "email-confirmation"}]}, ("email-confirmation", VERIFY)),
        ({"flows": [{"id": "mfa_authenticate"}]}, ("mfa_authenticate", FACTOR)),
        ({"required_actions": ["CONFIGURE_TOTP"]}, ("CONFIGURE_TOTP", FACTOR)),
        ({"flows": [{"id": "reauthenticate"}]}, ("reauthenticate", "recent authentication")),
        (
            {"flows": [{"stages": ["m.login.password"]}]},
            ("m.login.password", "re enter your password"),
        ),
        ({"flows": [{"id": "login"}, {"id": "signup"}]}, ("login", "login required")),
        ({"flows": [{"id": "login"}, {"id": "mfa_authenticate"}]}, None),  # either may be meant
        ({"flows": [{"id": "ship"}]}, None),
        ({"flows": "login"}, None),
        ({"workflows": ["login"]}, None),
        ({"steps": ["verify_parcel"]}, None),
        ({"verify_email": True}, None),
    ],
)
def test_the_step_that_is_next(body, found):
    assert _next(body) == found
