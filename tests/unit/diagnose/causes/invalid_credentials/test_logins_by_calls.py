"""Logins by a call of JSON-RPC whose result is false, or holds nothing."""

import pytest

from inspector.diagnose import diagnose

KIND = "Content-Type: application/json"


def _call(method, told, *, params='{"user": "ota", "password": "pond-7"}', more=""):
    asked = f'>> {{"id": 1, "method": "{method}", "params": {params}}}'
    return (
        f"> POST https://mill.example/rpc\n> {KIND}\n{asked}\n< 200 OK\n< {KIND}\n{more}"
        f'<< {{"id": 1, {told}}}'
    )


_NO = '"result": false, "error": {"code": 0, "message": "success"}'


def _slugs(attempt, text):
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize("method", ["login", "Authenticate", "session.login"])
@pytest.mark.parametrize(
    "told",
    [
        '"result": {}',
        '"result": null',
        '"result": null, "error": null',
        '"result": false',
        _NO,
    ],
)
def test_nobody_was_let_in(attempt, method, told):
    assert _slugs(attempt, _call(method, told))[0] == "wrong-password"


@pytest.mark.parametrize(
    "text",
    [
        _call("login", '"result": {"Token": "1796032769"}'),
        _call("set_password", '"result": null'),
        _call("login", '"result": true, "error": {"code": 0, "message": "success"}'),
        _call("list_ponds", _NO, params='{"user": "ota"}'),
        _call("logout", '"result": {}', params="{}"),
        _call("login", '"result": null', more="< Set-Cookie: sid=0a4f7c1e93b2d856; Path=/\n"),
    ],
)
def test_a_session_or_another_call_is_no_refusal(attempt, text):
    assert _slugs(attempt, text) == []
