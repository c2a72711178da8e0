"""Who shows a password in Authorization to be given a token logs in: it is no credential here."""

import base64

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, Request, RequestHeader
from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand
from inspector.workbench.applying.companions import companions, is_login, logs_in_by_header
from inspector.workbench.applying.fix_context import Given
from tests.fixtures.scripted import reply

HERE = "https://a.test"
ORDERS = Request(url=f"{HERE}/orders")
CLIENT = Basic(user="shop")
GRANT = FormBody(fields=(FormField("grant_type", "client_credentials"),))
ASKS = Request(
    name="Token", method="POST", url=f"{HERE}/oauth/token", body=GRANT, credential=CLIENT
)
ENTERS = Request(name="Enter", method="POST", url=f"{HERE}/auth/login/", credential=CLIENT)
WRITTEN = Request(
    name="By hand",
    method="POST",
    url=f"{HERE}/auth/login/",
    headers=(RequestHeader("Authorization", "Basic YWRhOnBsdW0="),),
)
READS = Request(name="List", url=f"{HERE}/list", credential=CLIENT)


@pytest.mark.parametrize("saved", [ASKS, ENTERS, WRITTEN], ids=lambda one: one.name)
def test_what_asks_for_a_token_is_no_credential_of_other_requests(saved):
    known = companions(ORDERS, [saved])
    assert (known.saved, known.form) == ((), None)


def test_the_same_login_of_another_request_is_one():
    known = companions(ORDERS, [READS, ENTERS])
    assert [one.name for one in known.saved] == ["List"]
    assert (known.form.name, known.form.credential) == ("List", CLIENT)


@pytest.mark.parametrize(
    ("request_", "logs_in"),
    [
        (ENTERS, True),
        (WRITTEN, True),
        (Request(url=ENTERS.url, credential=CLIENT), False),  # its page
        (Request(method="POST", url=ENTERS.url, credential=Bearer()), False),
        (Request(method="POST", url=f"{HERE}/orders", credential=CLIENT), False),
    ],
)
def test_a_login_by_header_is_posted_to_where_logins_go(request_, logs_in):
    assert logs_in_by_header(request_) is logs_in


def test_one_by_form_goes_before_it():
    body = FormBody(fields=(FormField("user", "ada"), FormField("password", "x")))
    by_form = Request(method="POST", url=f"{HERE}/login", body=body)
    assert is_login(by_form)
    assert companions(ORDERS, [ENTERS, by_form]).login_request == by_form
    assert companions(ORDERS, [ENTERS]).login_request == ENTERS
    assert companions(ORDERS, [READS]).login_request is None


# ---------------- Where nothing was sent it is carried out
class Hall:
    """Gives a token for name and password at `/login/`, and takes it behind one word."""

    def __init__(self, word, challenge=""):
        self.word, self.challenge = word.encode(), challenge

    def __call__(self, request):
        pair = b"Basic " + base64.b64encode(b"ada:plum-42!x")
        if request.startswith((b"POST /auth/login/", b"POST /oauth/token")):
            given = b'{"expiry": null, "token": "k3yV91c5d20fe6a8"}'
            if b"/oauth/" in request:
                given = b'{"access_token": "k3yV91c5d20fe6a8", "token_type": "Bearer"}'
            return reply("200 OK", KIND, body=given) if pair in request else reply("401 No")
        if self.word + b" k3yV91c5d20fe6a8" in request:
            return reply("200 OK", KIND, body=b"{}")
        asked = [f"WWW-Authenticate: {self.challenge}"] if self.challenge else []
        return reply("401 Unauthorized", KIND, *asked, body=MISSED)


KIND = "Content-Type: application/json"
MISSED = b'{"detail": "Authentication credentials were not provided."}'


def asked(bench, scripted, path, hall):
    """Send a bare request; return it, its answer with the fixes, and what is known beside it."""
    server = scripted([hall])
    login = Basic(user="ada", password=bench.vault.put("plum-42!x"))
    body = GRANT if "token" in path else Request().body
    saved = Request(name="Enter", method="POST", url=server.url + path, credential=login, body=body)
    request = Request(url=f"{server.url}/orders")
    before = bench.submit(bench.send(request, Scope())).result(60)
    known = companions(request, [saved], before.attempt)
    return request, with_fixes_at_hand(before, known).verdict.findings[0].fixes, known


def repaired(bench, request, fix, known):
    done = bench.submit(bench.fix(request, fix, Scope(), known, Given())).result(60)
    answer = bench.submit(bench.send(done.request, Scope())).result(60)
    return done.request.credential, answer.attempt.exchanges[-1].reply.status


@pytest.mark.parametrize(
    ("word", "challenge"), [("Token", "Token"), ("Bearer", "Bearer"), ("Bearer", "")]
)
def test_the_token_of_a_login_goes_behind_the_word_of_the_challenge(
    bench, scripted, word, challenge
):
    request, fixes, known = asked(bench, scripted, "/auth/login/", Hall(word, challenge))
    assert fixes[0].action.verb == "log-in"
    credential, status = repaired(bench, request, fixes[0], known)
    assert (type(credential), credential.scheme_word, status) == (Bearer, word, 200)


def test_a_token_request_comes_first(bench, scripted):
    request, fixes, known = asked(bench, scripted, "/oauth/token", Hall("Bearer"))
    assert (fixes[0].id, fixes[0].title) == ("fetch-token", "Get a fresh token and resend")
    credential, status = repaired(bench, request, fixes[0], known)
    assert (type(credential), credential.scheme_word, status) == (Bearer, "Bearer", 200)


@pytest.mark.parametrize("path", ["/auth/login/", "/oauth/token"])
@pytest.mark.parametrize("challenge", ['Basic realm="a"', 'Digest realm="a", nonce="n"'])
def test_neither_answers_who_asks_for_the_password_itself(bench, scripted, path, challenge):
    _, fixes, _ = asked(bench, scripted, path, Hall("Bearer", challenge))
    assert not {fix.action.verb for fix in fixes} & {"log-in", "fetch-token"}


# ---------------- Where a token stands in the address
def refused_in_address(bench, scripted, hall):
    server = scripted([hall])
    login = Basic(user="ada", password=bench.vault.put("plum-42!x"))
    saved = Request(name="Enter", method="POST", url=f"{server.url}/auth/login/", credential=login)
    request = Request(url=f"{server.url}/orders?page=2&access_token={OLD}")
    before = bench.submit(bench.send(request, Scope())).result(60)
    known = companions(request, [saved], before.attempt)
    finding = with_fixes_at_hand(before, known).verdict.findings[0]
    return request, [fix for fix in finding.fixes if fix.id in {MOVE, "log-in"}], known


OLD = "0ld-91c5d20fe6a8b7c6"
MOVE = "move-key-to-authorization"


@pytest.mark.parametrize("word", ["Bearer", "Token"])
def test_it_is_moved_before_anybody_logs_in(bench, scripted, word):
    hall = Hall(word, word)
    request, (move, log_in), known = refused_in_address(bench, scripted, hall)
    assert (move.id, log_in.id) == (MOVE, "log-in")
    done = bench.submit(bench.fix(request, log_in, Scope(), known, Given())).result(60)
    assert done.request.url == request.url.partition("&")[0]
    assert done.request.credential.scheme_word == word
    assert bench.vault.peek(done.request.credential.token) == "k3yV91c5d20fe6a8"
