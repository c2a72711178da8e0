"""What stands beside a member: the words of a login in its object, or in one around it."""

import pytest

from inspector.protocol.masking.places.neighbours import Neighbours


@pytest.mark.parametrize(
    ("text", "login", "grant"),
    [
        ('{"code": 1}', False, False),
        ('{"user": "ada", "code": 1}', True, False),
        ('{"grant_type": "x", "code": 1}', True, True),
        ('{"user": "ada", "inner": {"code": 1}}', True, False),
        ('{"other": {"user": "ada"}, "code": 1}', False, False),
        ("user=ada&code=1", True, False),
    ],
)
def test_a_login_beside_a_code(text, login, grant):
    beside, place = Neighbours(text), text.index("code")
    assert (beside.have_login(place), beside.have_grant(place)) == (login, grant)


def test_only_the_next_objects_around_it_count():
    text = '{"user": "ada", "a": ' + '{"b": ' * 6 + '{"code": 1}' + "}" * 7
    assert not Neighbours(text).have_login(text.index("code"))
