"""Cookies that hold a user name and password in Base64, as Zope's do."""

import base64

import pytest

from inspector.protocol.cookie.login_cookies import holds_a_login


def _coded(text):
    return base64.b64encode(text.encode()).decode()


ZOPE = _coded("696e6573:6c6576656c207374616666")


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        (ZOPE, True),
        (ZOPE.rstrip("="), True),
        (ZOPE.replace("=", "%3D"), True),
        (ZOPE.replace("=", "%253D"), True),
        (_coded("ines:level staff"), True),
        (_coded("ines@example.org:pw-12345"), True),
        (_coded("ines:1700000000"), False),  # since when
        (_coded("ines:1700000000:5c1e0f7ab2d94c86"), False),
        (_coded("ines:5c1e0f7ab2d94c86a1f3e57d20b9c4e8"), False),  # a name and its proof
        (_coded("17:admin-of-all"), False),
        (_coded('{"user": "ines:x"}'), False),
        (_coded("http://id.test/ines"), False),
        (_coded("ffff:6c65"), False),  # no text
        ("5c1e0f7ab2d94c86a1f3e57d20b9c4e8", False),
        ("ines:level staff", False),
        ("", False),
    ],
)
def test_what_holds_a_login(value, holds):
    assert holds_a_login(value) == holds
