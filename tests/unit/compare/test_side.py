"""A column knows its credential, its token and whether it was accepted."""

from inspector.model.message import Header
from tests.unit.compare.conftest import bearer, token


def test_the_credential_is_authorization_before_any_cookie(side):
    one = side(Header("Cookie", "sid=abcdefgh12345678"), bearer(token()))
    assert one.credential.name == "Authorization"
    assert one.scheme == "bearer"
    assert one.claims["aud"] == "orders-v1"
    assert token() not in one.masked(one.credential)


def test_a_bare_key_is_named_by_its_header(side):
    assert side(Header("X-API-Key", "abcdefgh12345678")).scheme == "x-api-key"


def test_without_a_credential_there_is_nothing(side):
    one = side()
    assert one.credential is None
    assert (one.scheme, one.secret, one.claims) == ("", "", {})


def test_accepted_refused_or_not_told(side):
    assert side(bearer(token()), status=200).accepted is True
    assert side(bearer(token())).accepted is False
    assert side(bearer(token()), status=500).accepted is None
    assert side(bearer(token()), works=True).accepted is True


def test_times_are_counted_on_the_servers_clock(side):
    one = side(bearer(token()))
    assert one.since(one.server_time.timestamp() - 90).total_seconds() == 90
    assert one.since(1e40) is None
