"""The same login at another path."""

import pytest

from inspector.diagnose.facts.accepted_elsewhere import same_login_elsewhere
from inspector.diagnose.facts.case import Trace

FORM = "> Content-Type: application/x-www-form-urlencoded\n>> user=a&password="


@pytest.mark.parametrize(
    ("path", "password", "status", "found"),
    [
        ("/api/login", "b", 200, True),
        ("/api/login/", "b", 200, False),
        ("/api/login", "c", 200, False),
        ("/api/login", "b", 401, False),
    ],
)
def test_same_login(attempt, path, password, status, found):
    first = f"> POST https://a.test/api/login/\n{FORM}b\n< 404 Not Found"
    second = f"> POST https://a.test{path}\n{FORM}{password}\n< {status} x"
    case = Trace(attempt(f"{first}\n---\n{second}")).case(0)
    assert (same_login_elsewhere(case) is not None) is found
