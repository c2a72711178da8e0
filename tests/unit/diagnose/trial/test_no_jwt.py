"""Only a JWT has parts to change."""

from inspector.diagnose.trial.sent_token import no_jwt
from tests.fixtures.experimenting import jwt


def test_a_jwt_can_be_changed(ground):
    assert no_jwt(ground(f"> GET https://a.test/\n> Authorization: Bearer {jwt()}\n< 401 No")) == ""


def test_a_key_has_no_parts(ground):
    assert no_jwt(ground()) == "What was sent is no JWT."
