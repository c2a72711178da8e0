"""Who ends a token and asks whether it is over wanted just that; who goes on with it did not."""

import pytest

from inspector.story.healthy import why_healthy

ENDED = """
> POST https://id.test{deed}
> Content-Type: application/x-www-form-urlencoded
> Authorization: Bearer at-5566778899aabbcc
>> token=at-5566778899aabbcc
< {done}
---
> POST https://id.test{check}
> Authorization: Bearer at-5566778899aabbcc
< 401 Unauthorized
---
> GET https://id.test{last}
> Authorization: Bearer at-5566778899aabbcc
< 401 Unauthorized
"""


@pytest.mark.parametrize(
    ("deed", "done", "check", "last", "healthy"),
    [
        ("/oauth/revoke", "200 OK", "/oauth/introspect", "/tokeninfo", True),
        ("/logout", "204 No Content", "/session/validate", "/tokeninfo", True),
        ("/keys/rotate", "200 OK", "/keys/verify", "/tokeninfo", True),
        ("/oauth/revoke", "401 Unauthorized", "/oauth/introspect", "/tokeninfo", False),
        ("/oauth/revoke", "200 OK", "/oauth/introspect", "/orders", False),  # it goes on with it
        ("/oauth/revoke", "200 OK", "/orders", "/tokeninfo", False),
        ("/orders", "200 OK", "/oauth/introspect", "/tokeninfo", False),
    ],
)
def test_a_check_of_what_was_ended(story, deed, done, check, last, healthy):
    trace = story(ENDED.format(deed=deed, done=done, check=check, last=last))
    assert bool(why_healthy(trace, trace.entries[1])) is healthy


DELETED = """
> DELETE https://a.test/keys/7
> Authorization: Bearer at-5566778899aabbcc
< {done}
---
> GET https://a.test{path}
> Authorization: Bearer at-5566778899aabbcc
< {status}
"""


@pytest.mark.parametrize(
    ("done", "path", "status", "healthy"),
    [
        ("204 No Content", "/keys/7", "404 Not Found", True),
        ("204 No Content", "/keys/7", "410 Gone", True),
        ("403 Forbidden", "/keys/7", "404 Not Found", False),
        ("204 No Content", "/keys/8", "404 Not Found", False),
        ("204 No Content", "/keys/7", "401 Unauthorized", False),
    ],
)
def test_what_was_deleted_is_not_there(story, done, path, status, healthy):
    trace = story(DELETED.format(done=done, path=path, status=status))
    assert bool(why_healthy(trace, trace.entries[1])) is healthy
