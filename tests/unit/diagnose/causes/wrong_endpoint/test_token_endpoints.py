"""The same grant or login is refused at one address and taken at another."""

import pytest

from inspector.diagnose.diagnosing import diagnose

GRANT = "grant_type=refresh_token&client_id=c7&client_secret=s-19fe&refresh_token="
ASKED = """> POST https://{host}/{path}
> Content-Type: application/x-www-form-urlencoded
>> {body}
< {reply}
< Content-Type: application/json
<< {told}"""
_NO, _YES = (
    '{"error": "invalid_request"}',
    '{"access_token": "at-7c41e0b2f95d", "token_type": "bearer"}',
)


def _refused(body, host="api.acme.example", reply="400 Bad Request"):
    return ASKED.format(host=host, path="oauth/token", body=body, reply=reply, told=_NO)


def _given(body, host="id.acme.example", path="oauth/v2/token"):
    return ASKED.format(host=host, path=path, body=body, reply="200 OK", told=_YES)


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


@pytest.mark.parametrize("reply", ["400 Bad Request", "401 Unauthorized", "404 Not Found"])
def test_a_grant_that_another_host_takes(attempt, reply):
    body = f"{GRANT}rt-4d81b7e2c9"
    found = _first(attempt, _refused(body, reply=reply), _given(body))
    assert (found.slug, found.certainty) == ("other-host-knows-credential", "certain")
    assert "https://id.acme.example/oauth/v2/token" in found.fixes[0].sends


@pytest.mark.parametrize(
    ("grant", "slug"),
    [
        ("client_credentials", "other-host-knows-credential"),
        ("refresh_token", "refresh-token-reused"),  # it is used up where it was taken
    ],
)
def test_a_client_that_a_sister_took_before_has_no_wrong_secret(attempt, grant, slug):
    body = f"grant_type={grant}&client_id=c7&client_secret=s-19fe&refresh_token=rt-4d81b7e2c9"
    told = '{"error": "invalid_client", "error_description": "Client authentication failed"}'
    refused = _refused(body, "api.sandbox.acme.example", "401 No").replace(_NO, told)
    found = _first(attempt, _given(body, "api.acme.example", "oauth/token"), refused)
    assert found.slug == slug


def test_a_grant_that_another_path_takes(attempt):
    body = f"{GRANT}rt-4d81b7e2c9"
    found = _first(attempt, _refused(body), _given(body, "api.acme.example"))
    assert found.slug == "path-unknown"


def test_a_login_that_another_host_takes(attempt):
    body = "username=ann&password=Lorne-Quay-17"
    refused = ASKED.format(host="a.acme.example", path="login", body=body, reply="401 No", told=_NO)
    found = _first(attempt, refused, _given(body, path="signin"))
    assert found.slug == "other-host-knows-credential"


@pytest.mark.parametrize(
    "parts",
    [
        # Another refresh token, another client, refused there as well, and down in place of a no.
        [_refused(f"{GRANT}rt-4d81b7e2c9"), _given(f"{GRANT}rt-000000000000")],
        [_refused(f"{GRANT}rt-4d81b7e2c9".replace("c7", "c8")), _given(f"{GRANT}rt-4d81b7e2c9")],
        [_refused(f"{GRANT}rt-4d81b7e2c9"), _refused(f"{GRANT}rt-4d81b7e2c9", "id.acme.example")],
        [_refused(f"{GRANT}rt-4d81b7e2c9", reply="503 Down"), _given(f"{GRANT}rt-4d81b7e2c9")],
    ],
)
def test_another_reason(attempt, parts):
    assert _first(attempt, *parts).slug != "other-host-knows-credential"


def test_another_password_at_another_path_tells_nothing(attempt):
    """A thing that both name is no login: the passwords have to be the same."""
    refused = ASKED.format(
        host="a.acme.example", path="login", body="code=a7&pass=x1", reply="401 No", told=_NO
    )
    given = _given("code=a7&pass=y2", "a.acme.example", "doors/login")
    assert _first(attempt, refused, given).slug != "path-unknown"


LOGIN = """> POST http://127.0.0.1:{port}/login
> Content-Type: application/json
>> {{"username": "alice", "password": "grind-8"}}
< {reply}
<< {told}"""
OWN_PAGE = "<html><title>403 Forbidden</title><h1>403 Forbidden</h1><hr><center>nginx/1.26.3</center></html>"


@pytest.mark.parametrize(
    ("reply", "told", "first"),
    [
        (
            "403 Forbidden\n< Server: nginx/1.26.3\n< Content-Type: text/html",
            OWN_PAGE,
            "web-server-rule",  # it passed nothing on
        ),
        ("403 Forbidden\n< Content-Type: application/json", "{}", "other-host-knows-credential"),
    ],
)
def test_a_page_of_the_server_in_front_is_its_own_no(attempt, reply, told, first):
    given = "200 OK\n< Server: depot/1\n< Content-Type: application/json"
    taken = LOGIN.format(port=7001, reply=given, told='{"token": "8f1d2c3b4a59687786"}')
    assert _first(attempt, taken, LOGIN.format(port=7002, reply=reply, told=told)).slug == first
