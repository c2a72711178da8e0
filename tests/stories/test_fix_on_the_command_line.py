"""`send --fix` at real servers: both verdicts printed, no secret in them, the status says it."""

import json

import pytest

from inspector.cli.program import Faces, run
from tests.fixtures.web_servers import PASSWORD, USER

RIGHT = f"-u '{USER}:{PASSWORD}'"
WRONG = f"-u '{USER}:battery staple'"


@pytest.fixture
def fixed(capsys, monkeypatch):
    """Run `send --fix`; return exit status, first finding, what came of it, and the last status."""

    def fixed(command, *options, secret=""):
        monkeypatch.setenv("TYPED", secret)
        given = [*options, *(["--secret", "env:TYPED"] if secret else [])]
        arguments = ["send", "--curl", f"curl {command}", "--fix", "--format", "json", *given]
        exit_status = run(arguments, Faces(open_window=lambda _: 9, save_picture=lambda _: None))
        printed = capsys.readouterr()
        for text in (PASSWORD, "battery staple", *([secret] if secret else [])):
            assert text not in printed.out + printed.err
        if not printed.out:
            return exit_status, printed.err
        content = json.loads(printed.out)
        before = content["before"]["verdict"]["findings"][0]["finding"]
        after = content.get("after")
        status = after["exchanges"][-1]["status"] if after else None
        return exit_status, before, content.get("aftermath", {}).get("result"), status

    return fixed


@pytest.mark.server("lighttpd")
def test_the_scheme_is_switched_at_lighttpd(lighttpd, fixed):
    answer = fixed(f"{RIGHT} {lighttpd.url}/digest/inside.txt")
    assert answer == (0, "other-scheme-wanted", "solved", 200)


@pytest.mark.server("apache")
def test_the_password_is_given_at_apache(apache, fixed):
    url = f"{apache.url}/basic/inside.txt"
    assert fixed(f"{WRONG} {url}", secret=PASSWORD) == (0, "wrong-password", "solved", 200)
    assert fixed(f"{WRONG} {url}", secret="still wrong")[2:] == ("same", 401)


@pytest.mark.server("nginx")
@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_a_new_host_must_be_allowed(gateway, fixed):
    host = gateway.other.removeprefix("http://")
    answer = fixed(f"-L {RIGHT} {gateway.url}/moved", "--allow-host", host)
    assert answer == (0, "authorization-dropped-on-redirect", "solved", 200)
    exit_status, complaint = fixed(f"-L {RIGHT} {gateway.url}/moved")
    assert exit_status == 2
    assert f"--allow-host {host}" in complaint


@pytest.mark.server("django")
def test_a_csrf_token_is_fetched_from_django(django, fixed):
    order = """--json '{"item": "lamp", "count": 1}'"""
    answer = fixed(f"-b '{django.session()}' {order} {django.url}/desk/orders/")
    assert answer == (0, "csrf-token-missing", "solved", 201)


@pytest.mark.server("squid")
@pytest.mark.server("lighttpd")
def test_the_login_of_squid_is_given(squid, lighttpd, fixed):
    command = f"-x {squid.url} {lighttpd.url}/open/inside.txt"
    answer = fixed(command, "--user", USER, secret=PASSWORD)
    assert answer == (0, "proxy-login-required", "solved", 200)
