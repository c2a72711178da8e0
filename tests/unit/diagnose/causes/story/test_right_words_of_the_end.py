"""401 speaks of a right, to a token that is past a usual age and had that right before."""

import pytest

from inspector.diagnose import diagnose

LOGIN = """> POST https://shop.test/rest/admin/token
> Content-Type: application/json
>> {"username": "erp", "password": "Lantaarn-Brug-61"}
< 200 OK
< Date: Tue, 14 Apr 2026 05:30:02 GMT
< Content-Type: application/json
<< "1sjob38xmy9w4ucxefpppm4wlafwl1vg"
"""
CALL = """---
> GET https://shop.test/rest/{path}
> Authorization: Bearer 1sjob38xmy9w4ucxefpppm4wlafwl1vg
< {status}
< Date: Tue, 14 Apr 2026 {time} GMT
< Content-Type: application/json
<< {body}
"""
RIGHT = '{"message": "The consumer isn\'t authorized to access the resource."}'
OK = ("200 OK", '{"items": []}')


def _first(attempt, *calls):
    made = (CALL.format(path=p, time=t, status=s[0], body=s[1]) for p, t, s in calls)
    found = diagnose(attempt(LOGIN + "".join(made))).findings
    return found[0].slug if found else ""


def _no(status="401 Unauthorized"):
    return status, RIGHT


@pytest.mark.parametrize("later", [(), (("products", "10:30:03", _no()),)])
def test_it_is_over(attempt, later):
    calls = (("products", "09:30:01", OK), ("products", "09:31:04", _no()), *later)
    assert _first(attempt, *calls) in {"token-expired", "session-ended"}


@pytest.mark.parametrize(
    "calls",
    [
        # Another call, the right to which it may never have had.
        (("products", "09:30:01", OK), ("orders", "09:31:04", _no())),
        (("products", "09:30:01", OK), ("products", "09:31:04", _no("403 Forbidden"))),
        (("products", "07:05:01", OK), ("products", "07:17:04", _no())),
        (
            ("products", "09:30:01", OK),
            ("products", "09:31:04", _no()),
            ("products", "09:32:00", OK),
        ),
    ],
)
def test_it_lacks_a_right(attempt, calls):
    assert _first(attempt, *calls) not in {"token-expired", "session-ended"}
