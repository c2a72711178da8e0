"""A token against forgery that a visitor was given, sent once somebody had logged in."""

import pytest

from inspector.diagnose import diagnose

OLD, NEW = "CfDJ8uo3tAHV6mjHQltJ3p", "CfDJ85S1sOqVPOL6Tb3bxy"
SID = "sid=8c1f5e0a7db24c39"
PAGE = """> GET https://rota.example/
> Cookie: {sent}
< 200 OK
< Set-Cookie: XSRF-TOKEN={token}; Path=/
"""
LOGIN = f"""> POST https://rota.example/api/login
> Cookie: XSRF-TOKEN={OLD}
> X-XSRF-TOKEN: {OLD}
> Content-Type: application/json
>> {{"userName": "hal", "password": "Dene-7fz3"}}
< 200 OK
< Set-Cookie: {SID}; Path=/; HttpOnly
< Content-Type: application/json
<< {{"ok": true}}"""
SWAP = """> POST https://rota.example/api/swap
> Cookie: XSRF-TOKEN={token}; sid=8c1f5e0a7db24c39
> X-XSRF-TOKEN: {token}
> Content-Type: application/json
>> {body}
< {status}
"""
REFUSED, GIVEN = "400 Bad Request", "200 OK"
FIRST, FRESH = PAGE.format(sent="theme=dark", token=OLD), PAGE.format(sent=SID, token=NEW)
MINE = '{"with": "ann"}'


def _swap(token, status, body=MINE):
    return SWAP.format(token=token, status=status, body=body)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((FIRST, LOGIN, _swap(OLD, REFUSED), FRESH, _swap(NEW, GIVEN)), True),
        ((FIRST, LOGIN, _swap(OLD, REFUSED), _swap(OLD, REFUSED), FRESH, _swap(NEW, GIVEN)), True),
        # Without a newer one that was taken, any other reason is as likely.
        ((FIRST, LOGIN, _swap(OLD, REFUSED)), False),
        # What was filled in was another thing, so that it may have been at fault.
        ((FIRST, LOGIN, _swap(OLD, REFUSED), FRESH, _swap(NEW, GIVEN, '{"with": "bo"}')), False),
        # The old one was good since the login.
        ((FIRST, LOGIN, _swap(OLD, GIVEN), _swap(OLD, REFUSED), FRESH, _swap(NEW, GIVEN)), False),
        # It came with the login itself.
        ((LOGIN, FRESH, _swap(NEW, REFUSED)), False),
    ],
)
def test_a_token_from_before_the_login(attempt, parts, found):
    slugs = {one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings}
    assert ("csrf-token-mismatch" in slugs) is found
