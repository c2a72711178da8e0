"""A login provider tells an application to end a session, by its own call or a page that is loaded."""

import base64
import json

import pytest

from inspector.diagnose import diagnose

ISSUER = "https://sso.test/main"
EVENT = {"http://schemas.openid.net/event/backchannel-logout": {}}


def _jwt(**claims):
    parts = ({"alg": "RS256", "typ": "JWT"}, {"iss": ISSUER, **claims})
    coded = (base64.urlsafe_b64encode(json.dumps(one).encode()).decode() for one in parts)
    return ".".join(
        (*(one.rstrip("=") for one in coded), "RbvpWklj29O4LB0n0UOlfdhyDTd2N9dnbQZ7sLpE")
    )


def _login(**claims):
    token = json.dumps({"access_token": "aa040zoaXDeaqT8SdKMKHH", "id_token": _jwt(**claims)})
    return (
        "> POST https://sso.test/main/token\n> Content-Type: application/x-www-form-urlencoded\n"
        f">> grant_type=authorization_code&code=iN8coiOor4q87YgA\n< 200 OK\n< Content-Type: application/json\n<< {token}"
    )


def _asks(status, cookie="3TtUlVlqLQD5OF0TcclNBhlJXVSu7P62"):
    return f"> GET https://tasks.test/api/tasks\n> Cookie: tasks.sid={cookie}\n< {status}"


def _back(status="200 OK", host="tasks.test", events=EVENT, **claims):
    token = _jwt(events=events, **claims)
    return (
        f"> POST https://{host}/oidc/logout\n> Content-Type: application/x-www-form-urlencoded\n"
        f">> logout_token={token}\n< {status}"
    )


FRONT = f"> GET https://tasks.test/oidc/logout?iss={ISSUER}&sid={{sid}}\n< 200 OK"
MINE, OTHER = {"sid": "0301d3dc", "sub": "bdf5d3ff"}, {"sid": "77aa01f2", "sub": "90c4e1b0"}
WORKED, REFUSED = _asks("200 OK"), _asks("401 Unauthorized")


def _found(attempt, *parts):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    return {one.slug: one.certainty.value for one in found}


@pytest.mark.parametrize(
    ("login", "ends", "certainty"),
    [
        ([_login(**MINE)], _back(**MINE), "certain"),
        ([_login(**MINE)], _back(sub=MINE["sub"]), "certain"),
        ([_login(**MINE)], FRONT.format(sid=MINE["sid"]), "certain"),
        ([], _back(**MINE), "very-likely"),
        ([_login(**MINE), _login(**OTHER)], _back(**MINE), "very-likely"),
    ],
)
def test_how_sure_it_is(attempt, login, ends, certainty):
    found = _found(attempt, *login, WORKED, ends, REFUSED)
    assert next(iter(found.items())) == ("ended-by-provider", certainty)


@pytest.mark.parametrize(
    "parts",
    [
        (_login(**MINE), WORKED, _back(**OTHER), REFUSED),
        (_login(**MINE), WORKED, _back("400 Bad Request", **MINE), REFUSED),
        (_login(**MINE), WORKED, _back(host="other.test", **MINE), REFUSED),
        (_login(**MINE), WORKED, _back(events={}, **MINE), REFUSED),
        (_login(**MINE), _back(**MINE), WORKED, REFUSED),
        (_login(**MINE), WORKED, _back(**MINE), _asks("401 Unauthorized", "another0d5OF0TcclNBhlJXVSu7P62")),
    ],
)  # fmt: skip
def test_where_it_is_another_session_or_none(attempt, parts):
    assert "ended-by-provider" not in _found(attempt, *parts)
