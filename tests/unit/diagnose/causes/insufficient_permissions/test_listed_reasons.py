"""A page lists what may be the reason for whoever is refused; what the same caller gets tells more."""

import base64

import pytest

from inspector.diagnose import diagnose

LOGIN = base64.b64encode(b"deployer:Quay-and-Lorne-7").decode()
CALL = """> GET http://app.example:8080/desk/{path}
> Authorization: Basic {login}
< {status}
< Content-Type: text/html
<< {body}"""
LISTED = (
    "<html><head><title>403 Access Denied</title></head><body><p>You are not authorized to view "
    "this page. By default the desk is only open to this machine. If you have used your browser's "
    "back button or a saved bookmark then you may have triggered the cross-site request forgery "
    "(CSRF) protection. If you continue to see this, check that you have the necessary "
    "permissions.</p></body></html>"
)
ONLY = "<html><body><p>The CSRF token is missing.</p></body></html>"


def _call(path, status="200 OK", body="<html><body>desk</body></html>"):
    return CALL.format(path=path, status=status, body=body, login=LOGIN)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


def test_the_same_caller_is_let_in_elsewhere(attempt):
    refused = _call("text/list", "403 Forbidden", LISTED)
    assert _slugs(attempt, _call("status"), refused)[:1] == ["works-elsewhere"]


@pytest.mark.parametrize(
    "parts",
    [
        (_call("text/list", "403 Forbidden", LISTED),),
        (_call("status"), _call("text/list", "403 Forbidden", ONLY)),
    ],
)
def test_what_tells_no_more(attempt, parts):
    assert "works-elsewhere" not in _slugs(attempt, *parts)


# ---------------- What was accepted has been revoked since
TOKEN = "33411a52-3a96-42b0-831e-40935e734fc6"
OWN = f'{{"AccessorID": "4b8f3ac3-efd4-4385", "SecretID": "{TOKEN}"}}'
SENT = """> {method} https://store.example/{path}
> X-Store-Token: {token}
< {status}
< Content-Type: application/json
<< {body}"""


def _sent(method, path, *, token=TOKEN, status="200 OK", body="true"):
    return SENT.format(method=method, path=path, token=token, status=status, body=body)


REFUSED = _sent("PUT", "kv/release", status="403 Forbidden", body='"denied"')


def _deleted(name):
    return _sent("DELETE", f"acl/token/{name}", token="f1fb8575-529d-403c-8868-1fd88ad1d2c1")


def test_revoked_since(attempt):
    parts = (_sent("GET", "acl/self", body=OWN), _deleted("4b8f3ac3-efd4-4385"), REFUSED)
    found = _slugs(attempt, *parts)
    assert found[:1] == ["token-revoked"] or found[:1] == ["key-revoked"]
    assert "works-elsewhere" not in found


def test_another_one_was_revoked(attempt):
    parts = (_sent("GET", "acl/self", body=OWN), _deleted("7beba3ce-6052-42d4"), REFUSED)
    assert "works-elsewhere" in _slugs(attempt, *parts)
