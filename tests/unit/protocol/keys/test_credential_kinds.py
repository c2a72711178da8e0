"""A secret's name tells its kind."""

import pytest

from inspector.protocol.keys.credential_kinds import kind_by_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("refresh_token", "refresh-token"),
        ("refreshToken", "refresh-token"),
        ("X-CSRF-Token", "csrf-token"),
        ("JSESSIONID", "session"),
        ("X-Auth-Token", "access-token"),
        ("X-Api-Key", "api-key"),
        ("SAMLResponse", "assertion"),
    ],
)
def test_a_kind_by_its_name(name, kind):
    assert kind_by_name(name) == kind
