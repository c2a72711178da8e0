"""A cookie that a page set for a visitor, and that came along with a key from then on."""

import pytest

from inspector.diagnose.diagnosing import diagnose

CALL = """> GET https://grow.example/api/{path}
> Authorization: Token k3y-8d0f71c2ab94{cookie}
< {status}
< Content-Type: application/json
<< {told}"""
PAGE = """> {asked}
< {status}
< Set-Cookie: grow_session=v1s1t0r-4f7a0b1c9d2e; Path=/; HttpOnly
< Content-Type: text/html
<< <html><body>Not here</body></html>"""
_COOKIE = "\n> Cookie: grow_session=v1s1t0r-4f7a0b1c9d2e"
_WORDS = '{"message": "The owner of this key may not use the API"}'


def _call(path="beds", cookie="", words=_WORDS):
    status, told = ("403 Forbidden", words) if cookie else ("200 OK", '{"beds": [4, 7]}')
    return CALL.format(path=path, cookie=cookie, status=status, told=told)


def _page(asked="GET https://grow.example/beds/4", status="404 Not Found"):
    return PAGE.format(asked=asked, status=status)


def _findings(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("again", [(), (_call(),)])
@pytest.mark.parametrize("other", [(), (_call("rain", _COOKIE),)])
def test_refused_since_the_cookie_came_along(attempt, again, other):
    found = _findings(attempt, _call(), _page(), *other, _call(cookie=_COOKIE), *again)
    assert found[0].slug == "cookie-read-first"
    assert found[0].certainty in {"certain", "very-likely"}


LOGIN = (
    "POST https://grow.example/login\n> Content-Type: application/x-www-form-urlencoded\n"
    ">> username=ann&password=Lorne-Quay-17"
)


@pytest.mark.parametrize(
    "parts",
    [
        # The key alone is refused as well.
        [_call(), _page(), _call(cookie=_COOKIE), _call(cookie="\n> Accept: a/b")],
        # The same call was never given, and the cookie is of a login.
        [_call("rain"), _page(), _call(cookie=_COOKIE)],
        [_call(), _page(LOGIN, "200 OK"), _call(cookie=_COOKIE)],
        # The reply says that the key is over.
        [_call(), _page(), _call(cookie=_COOKIE, words='{"message": "This key was revoked"}')],
    ],
)
def test_the_cookie_is_not_the_reason(attempt, parts):
    assert "cookie-read-first" not in [one.slug for one in _findings(attempt, *parts)]
