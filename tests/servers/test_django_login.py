"""A collection's login at Django: the session is begun, carried with its CSRF token, and renewed."""

import json

import pytest

from inspector.compose.scope import Scope
from inspector.library.refs import in_text
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, JsonBody, Request
from inspector.workbench.applying.companions import companions
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("django")
ORDER = JsonBody(text='{"item": "lamp", "count": 1}')


def purposes(answer):
    return [(one.purpose, one.reply.status) for one in answer.attempt.exchanges]


@pytest.fixture
def login(django, bench):
    """The login that a person saved: the form of the page, its hidden token left to the program."""

    def made(password=PASSWORD):
        secret = in_text(bench.vault.put(password))
        fields = (
            FormField("csrfmiddlewaretoken", ""),
            FormField("username", USER),
            FormField("password", secret),
        )
        url = f"{django.url}/login/?next=/account/"
        return Request(name="Log in", method="POST", url=url, body=FormBody(fields=fields))

    return made


@pytest.fixture
def go(django, bench):
    """Send to the desk, which wants a session and, to change something, a CSRF token."""

    def run(login, method="GET", environment="Staging", **fields):
        request = Request(method=method, url=f"{django.url}/desk/orders/", **fields)
        scope = Scope(environment=environment, login=(login,))
        return bench.submit(bench.send(request, scope)).result(60)

    return run


def test_it_logs_in_and_carries_the_csrf_token(login, go):
    first = go(login())
    assert ("csrf", 200) in purposes(first)
    assert purposes(first)[-1] == ("main", 200)
    assert not first.verdict.findings
    assert purposes(go(login())) == [("main", 200)]
    changed = go(login(), "POST", body=ORDER)
    assert purposes(changed)[-1][1] == 201
    assert not changed.verdict.findings
    last = changed.attempt.exchanges[-1].request
    sent = {header.name.lower(): header.value for header in last.headers}
    assert sent["x-csrftoken"]


def test_a_session_that_the_server_ended_is_begun_anew_once(django, login, go):
    go(login())
    django.renew_password()
    found = go(login())
    assert [name for name, _ in purposes(found)].count("login") == 1
    assert purposes(found)[0] == ("main", 403)
    assert purposes(found)[-1] == ("retry", 200)
    assert not found.verdict.findings
    assert purposes(go(login())) == [("main", 200)]


def test_a_change_after_the_session_ended_gets_both_anew(django, login, go):
    go(login())
    django.renew_password()
    found = go(login(), "POST", body=ORDER)
    assert [name for name, _ in purposes(found)].count("login") == 1
    assert purposes(found)[-1] == ("retry", 201)
    assert not found.verdict.findings


def test_a_wrong_password_sends_the_request_nowhere(login, go):
    found = go(login("battery staple"))
    assert [name for name, _ in purposes(found)][-1] == "login"
    first = found.verdict.findings[0]
    assert (str(first.cause), first.slug) == ("invalid-credentials", "wrong-password")


def test_each_environment_has_a_session_of_its_own(login, go):
    go(login())
    assert "login" in [name for name, _ in purposes(go(login(), environment="Live"))]


def test_a_token_that_ended_is_fetched_anew_by_the_saved_request(django, bench):
    """simplejwt: the saved request renews by its refresh token, which is good once."""
    ended, refresh = bench.vault.put(django.mint(seconds=-60)), django.refresh_token()
    body = JsonBody(text=json.dumps({"refresh": in_text(bench.vault.put(refresh))}))
    renewal = Request(name="Renew", method="POST", url=f"{django.url}/token/refresh/", body=body)
    orders = Request(url=f"{django.url}/orders/", credential=Bearer(token=ended))
    answer = bench.submit(bench.send(orders, Scope())).result(60)
    assert answer.verdict.findings[0].slug == "token-expired"
    known = companions(orders, [renewal], answer.attempt)
    fix = next(f for f in answer.verdict.findings[0].fixes if f.action.verb == "fetch-token")
    fixed = bench.submit(bench.fix(orders, fix, Scope(), known)).result(60)
    assert fixed.done
    again = bench.submit(bench.send(fixed.request, Scope())).result(60)
    assert purposes(again) == [("main", 200)]
    assert fixed.token_request != renewal  # with the new refresh token in it
    sent = bench.submit(bench.send(fixed.token_request, Scope())).result(60)
    assert purposes(sent) == [("main", 200)]
