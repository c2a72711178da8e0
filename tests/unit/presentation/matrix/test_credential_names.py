"""Credentials are told apart by end, subject and mask; none is shown."""

from datetime import UTC, datetime

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.secret import SecretRef
from inspector.presentation.matrix.credential_names import Facts, named
from inspector.protocol.redaction import KnownValues
from tests.fixtures.experimenting import jwt

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = 3600


def _facts(value="", *, known=(), who=True):
    return Facts(value=value, source="from Orders", known=KnownValues(known), who=who)


def test_tokens_are_told_apart_by_their_end():
    seconds = int(NOW.timestamp())
    past, ahead = jwt(exp=seconds - HOUR), jwt(exp=seconds + HOUR)
    first, detail = named(Bearer(), _facts(past), NOW)
    second, _ = named(Bearer(), _facts(ahead), NOW)
    assert first.startswith("Bearer, expired ")
    assert second.startswith("Bearer, expires ")
    assert past not in detail
    assert detail.endswith(past[-4:])


def test_another_day_and_year_are_named():
    day, year = 86400, 400 * 86400
    seconds = int(NOW.timestamp())
    assert " Mar " in named(Bearer(), _facts(jwt(exp=seconds + 2 * day)), NOW)[0]
    assert "2027" in named(Bearer(), _facts(jwt(exp=seconds + year)), NOW)[0]


def test_the_subject_is_named_unless_it_may_not_be():
    token = jwt(sub="ada@example.com")
    assert "ada@example.com" in named(Bearer(), _facts(token), NOW)[1]
    assert "ada@example.com" not in named(Bearer(), _facts(token, who=False), NOW)[1]


def test_users_names_of_keys_and_variables():
    assert named(Basic(user="ada"), _facts(), NOW) == ("Basic, ada", "from Orders")
    assert named(Digest(user="ada"), _facts(), NOW)[0] == "Digest, ada"
    assert named(ApiKey(name="X-Key"), _facts(), NOW)[0] == "Key in the header X-Key"
    assert named(ApiKey(name="sid", place="cookie"), _facts(), NOW)[0] == "Cookie sid"
    variable = Bearer(token=SecretRef(place="text", name="{{token}}"))
    assert named(variable, _facts(), NOW)[0] == "Bearer {{token}}"
    assert named(Bearer(word=""), _facts("opaque-value"), NOW)[0] == "Token"


def test_a_secret_in_a_name_is_masked():
    secret = "a-secret-that-is-a-user-name"
    label, detail = named(Basic(user=secret), _facts(secret, known=(secret,)), NOW)
    assert secret not in label + detail
