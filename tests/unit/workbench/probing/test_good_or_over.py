"""What was accepted before and is forbidden now: an ended session, or a right that was taken."""

import pytest
from msgspec.structs import replace

from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, JsonBody, Request, RequestHeader
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

GIVEN = reply("200 OK", "Content-Type: application/json", body=b'{"orders": []}')
FORBIDDEN = reply("403 Forbidden", "Content-Type: text/plain", body=b"Forbidden")
OF_A_WEB_SERVER = reply(
    "403 Forbidden",
    "Content-Type: text/html",
    body=b"<html><h1>Forbidden</h1><p>You don't have permission to access this resource.</p></html>",
)
UNKNOWN = reply("401 Unauthorized", 'WWW-Authenticate: Basic realm="vault"')
ALIKE = ("without-credentials", "garbage-credentials")
COOKIE = (RequestHeader("Cookie", "SID=k3Jd8sQ2x7Lm9"),)


def _slugs(answer):
    return {one.slug: str(one.certainty) for one in answer.verdict.findings}


@pytest.mark.parametrize("accepted", ["/orders", "/me"])
def test_an_ended_session_is_no_address_that_is_shut(lab, scripted, accepted):
    given = iter([GIVEN])
    server = scripted([lambda _: next(given, FORBIDDEN)])
    lab.send(Request(url=f"{server.url}{accepted}", headers=COOKIE))
    refused = lab.send(Request(url=f"{server.url}/orders", headers=COOKIE))
    after = lab.run(refused, "accepted-before", *ALIKE)
    assert after.verdict.findings[0].slug in {"session-ended", "session-lost"}
    assert _slugs(after).get("refused-whoever-asks") != "very-likely"


def test_a_key_that_is_good_elsewhere_shows_an_address_that_is_shut(lab, scripted):
    """A page shuts it for all; a program may say 403 to nobody as to whom a right is missing."""
    page = b"<html><h1>403 Forbidden</h1></html>"
    shut = reply("403 Forbidden", "Content-Type: text/html", body=page)
    own = ApiKey(value=lab.put("k-0123456789ab"))
    for refusal, slug in ((shut, "refused-whoever-asks"), (FORBIDDEN, "works-elsewhere")):
        server = scripted([lambda one, no=refusal: GIVEN if one.startswith(b"GET /me ") else no])
        lab.send(Request(url=f"{server.url}/me", credential=own))
        asked = lab.send(Request(url=f"{server.url}/a", credential=own))
        after = lab.run(asked, "accepted-before", *ALIKE)
        assert after.verdict.findings[0].slug == slug


class Vault:
    """Knows one login. It gives what is asked for until the right, or the account, is taken."""

    def __init__(self, left):
        self.left, self.is_taken = left, False

    def __call__(self, request):
        if b"QWxp" not in header(request, "Authorization").encode():  # "Ali…"
            return UNKNOWN
        return self.left if self.is_taken else GIVEN


@pytest.mark.parametrize(
    ("left", "cause"),
    [
        (FORBIDDEN, "insufficient-permissions"),
        (OF_A_WEB_SERVER, "insufficient-permissions"),
        (UNKNOWN, "account-locked"),
    ],
)
def test_a_login_that_is_forbidden_now_is_still_good(lab, scripted, left, cause):
    api = Vault(left)
    server = scripted([api])
    held = lab.put("pw-12345")
    request = Request(url=f"{server.url}/a", credential=Basic(user="Alice", password=held))
    lab.send(request)
    api.is_taken = True
    after = lab.run(lab.send(request), "accepted-before", *ALIKE)
    assert after.verdict.findings[0].cause == cause


def test_words_of_the_account_are_believed(lab, scripted):
    said = b'{"error": "Your account has been disabled."}'
    api = Vault(reply("403 Forbidden", "Content-Type: application/json", body=said))
    server = scripted([api])
    request = Request(
        url=f"{server.url}/a", credential=Basic(user="Alice", password=lab.put("pw-12345"))
    )
    lab.send(request)
    api.is_taken = True
    after = lab.send(request)
    assert after.verdict.findings[0].slug == "account-disabled"


@pytest.mark.parametrize(
    ("kind", "body", "cause"),
    [
        ("text/plain", b"Forbidden", "scheme-mismatch"),
        ("text/html", b"<html><h1>403 Forbidden</h1></html>", "network-blocked"),
        ("text/plain", b"", "invalid-credentials"),  # as likely as not: nothing is told apart
    ],
)
def test_a_word_of_a_program_that_reads_no_login(lab, scripted, kind, body, cause):
    server = scripted([lambda _: reply("403 Forbidden", f"Content-Type: {kind}", body=body)])
    own = Basic(user="ann", password=lab.put("pw-12345"))
    sent = lab.send(Request(url=f"{server.url}/a", credential=own))
    after = lab.run(sent, "without-credentials")
    assert after.verdict.findings[0].cause == cause


# ---------------- Writing with a session that may read
TOKEN = RequestHeader("X-CSRF-Token", "t-0123456789abcdef")


@pytest.mark.parametrize(
    ("rows", "words", "slugs"),
    [
        ((), b"Forbidden", {"csrf-token-missing"}),
        ((TOKEN,), b"Forbidden", {"csrf-token-mismatch"}),
        ((), b"Insufficient permissions", {"right-missing", "works-elsewhere"}),
    ],
)
def test_a_proof_that_was_sent_is_not_missing(lab, scripted, rows, words, slugs):
    """Nor is it missing where the words name a right."""
    no = reply("403 Forbidden", "Content-Type: text/plain", body=words)

    def answer(request):
        reads = request.startswith(b"GET ") and b"SID=" in request
        return GIVEN if reads else no

    server = scripted([answer])
    body = FormBody(fields=(FormField("name", "bo"),))
    request = Request(url=f"{server.url}/a", method="POST", body=body, headers=(*COOKIE, *rows))
    after = lab.run(lab.send(request), "read-in-place-of-write")
    assert after.verdict.findings[0].slug in slugs


def test_a_pair_that_is_made_anew_is_no_wrong_token_and_who_reads_has_a_session(lab, scripted):
    """The same was written before with another pair of cookie and header; then the right went."""
    writes = iter([GIVEN])

    def answer(request):
        if b"SID=" not in request:
            return FORBIDDEN
        return GIVEN if request.startswith(b"GET ") else next(writes, FORBIDDEN)

    server = scripted([answer])
    body = FormBody(fields=(FormField("name", "bo"),))

    def write(token):
        cookie = RequestHeader("Cookie", f"SID=k3Jd8sQ2x7Lm9; _xsrf={token}")
        rows = (cookie, RequestHeader("X-XSRFToken", token))
        return lab.send(Request(url=f"{server.url}/a", method="POST", body=body, headers=rows))

    write("2|3d6e5638|bdf7a22ddead5ef8")
    refused = write("2|64e67e31|4992595f685e9fcc")
    after = lab.run(refused, "accepted-before")
    assert "csrf-token-missing" not in _slugs(after)
    after = lab.run(refused, "accepted-before", "read-in-place-of-write")
    assert after.verdict.findings[0].cause == "insufficient-permissions"


def test_words_of_a_right_are_of_no_token_that_is_missing(lab, scripted):
    words = b"User does not have 'write' permission"
    lacks = reply("403 Forbidden", "Content-Type: text/plain", body=words)
    server = scripted([lambda one: GIVEN if one.startswith(b"GET ") and b"SID=" in one else lacks])
    body = FormBody(fields=(FormField("name", "bo"),))
    request = Request(url=f"{server.url}/a", method="POST", body=body, headers=COOKIE)
    after = lab.run(lab.send(request), "read-in-place-of-write")
    assert after.verdict.findings[0].cause == "insufficient-permissions"


def test_a_cookie_in_other_letters_is_another_one(lab, scripted):
    server = scripted([lambda one: GIVEN if b"SID=" in one else UNKNOWN])
    lab.send(Request(url=f"{server.url}/a", headers=COOKIE))
    small = (RequestHeader("Cookie", COOKIE[0].value.replace("SID", "sid")),)
    after = lab.run(lab.send(Request(url=f"{server.url}/a", headers=small)), "accepted-before")
    assert after.verdict.findings[0].slug == "cookie-not-returned"
    assert "scheme-word-in-small-letters" not in _slugs(after)


# ---------------- What would be accepted elsewhere whatever its place
@pytest.mark.parametrize(
    ("query", "own", "slug"),
    [
        ("?access_token=aZ81kQ+7dTT0pLmn4w", None, "secret-not-encoded"),
        ("?access_token=aZ81kQ7dTT0pLmn4w", "aZ81kQ7dTT0pLmn4w", "token-sent-twice"),
    ],
)
def test_another_place_proves_nothing_of_what_this_one_spoils(lab, scripted, query, own, slug):
    asked = 'WWW-Authenticate: Bearer realm="a"'
    wrong = (
        reply("400 Bad Request")
        if own
        else reply("401 Unauthorized", f'{asked}, error="invalid_token"')
    )
    taken = [f"Bearer {own}", "Bearer aZ81kQ+7dTT0pLmn4w"]

    def answer(one):
        good = b"?access" not in one and header(one, "Authorization") in taken
        sent = b"?access" in one or header(one, "Authorization")
        return GIVEN if good else wrong if sent else reply("401 Unauthorized", asked)

    server = scripted([answer])
    more = {"credential": Bearer(token=lab.put(own))} if own else {}
    after = lab.run(lab.send(Request(url=f"{server.url}/a{query}", **more)))
    assert after.verdict.findings[0].slug == slug


class Keys:
    """Knows one key. What it knows may be taken from the list, or lose its right."""

    def __init__(self, unknown):
        self.unknown, self.is_taken = unknown, False

    def __call__(self, request):
        known = header(request, "X-Key") == "k-0123456789abcdef"
        return (FORBIDDEN if self.is_taken else GIVEN) if known else self.unknown


BARE_NO = reply("403 Forbidden", "Content-Type: application/json", body=b"{}")


@pytest.mark.parametrize(
    ("unknown", "cause"),
    [(reply("401 Unauthorized"), "insufficient-permissions"), (BARE_NO, "revoked-token")],
)
def test_a_key_that_is_forbidden_now_may_have_lost_a_right(lab, scripted, unknown, cause):
    api = Keys(unknown)
    server = scripted([lambda one: BARE_NO if api.is_taken and unknown is BARE_NO else api(one)])
    own = ApiKey(name="X-Key", value=lab.put("k-0123456789abcdef"))
    request = Request(url=f"{server.url}/a", credential=own)
    lab.send(request)
    api.is_taken = True
    after = lab.run(lab.send(request), "accepted-before", "garbage-credentials")
    assert after.verdict.findings[0].cause == cause


# ---------------- What can tell nothing is not asked
def _refused_plans(lab, scripted, request, answer):
    server = scripted([lambda _: answer])
    sent = lab.send(request(server.url))
    return {plan.id: plan.refused for plan in lab.plans(sent, Scope())}


WRONG = reply("401 No", "Content-Type: application/json", body=b'{"message": "Wrong password"}')
BARE = reply("403 Forbidden", "Content-Type: text/plain", body=b"Forbidden")
LOGIN = (FormField("user", "ann"), FormField("password", "pw-1"))


@pytest.mark.parametrize(
    ("body", "answer", "is_asked"),
    [
        (FormBody(fields=LOGIN), BARE, True),
        (FormBody(fields=LOGIN), WRONG, False),
        (JsonBody(text='{"user": "ann", "password": "pw-1"}'), BARE, False),
    ],
)
def test_a_token_is_fetched_for_what_could_be_forged(lab, scripted, body, answer, is_asked):
    def login(url):
        return Request(url=f"{url}/login", method="POST", body=body)

    refused = _refused_plans(lab, scripted, login, answer)["with-csrf-token"]
    assert (refused != "No page of another site could send this.") is is_asked


# ---------------- A token made anew, a request for one, and a login in the query
def _looked_back(lab, scripted, given, refusal, *asked):
    """Send what is given, then what is refused; return what the free look back makes of it."""
    replies = iter([given])
    server = scripted([lambda _: next(replies, refusal)])
    for one in asked:
        sent = lab.send(one(server.url))
    alone = replace(sent, earlier=(), verdict=diagnose(sent.attempt))
    return lab.run(alone, "accepted-before")


@pytest.mark.parametrize(
    ("status", "first"),
    [("403 Forbidden", "forbidden"), ("401 Unauthorized", "tokens-not-checked")],
)
def test_who_made_a_token_anew_and_is_forbidden_now_may_have_lost_a_right(
    lab, scripted, status, first
):
    def made(number):
        token = lab.put(jwt(aud="orders", jti=f"n{number}", iat=1_700_000_000 + number))
        return lambda url: Request(url=f"{url}/a", credential=Bearer(token=token))

    after = _looked_back(lab, scripted, GIVEN, reply(status), made(1), made(2))
    assert after.trial.outcomes[0].result == "accepted"
    assert after.verdict.findings[0].slug == first


HANDED_OUT = reply(
    "200 OK", "Content-Type: application/json", body=b'{"access_token": "q8Rt5Lm2Xc9Vb7Nz4Kp1"}'
)


@pytest.mark.parametrize(
    ("path", "given", "fields", "first"),
    [
        ("/oauth/token", HANDED_OUT, {"grant_type": "password"}, "account-disabled"),
        ("/a", GIVEN, {"colour": "blue"}, "forbidden"),
    ],
)
def test_who_gets_no_token_any_more_is_not_known_rather_than_forbidden(
    lab, scripted, path, given, fields, first
):
    named = {**fields, "username": "ada", "password": "pw-12345"} if given is HANDED_OUT else fields
    body = FormBody(fields=tuple(FormField(*one) for one in named.items()))
    client = Basic(user="job", password=lab.put("gj-8e30d7a1c5f2"))

    def asked(url):
        return Request(url=f"{url}{path}", method="POST", body=body, credential=client)

    after = _looked_back(lab, scripted, given, reply("403 Forbidden"), asked, asked)
    assert after.trial.outcomes[0].result == "accepted"
    assert after.verdict.findings[0].slug == first


@pytest.mark.parametrize(("password", "result"), [("plum-42", "accepted"), ("plum-43", "not-run")])
def test_another_password_in_the_query_was_not_accepted_before(lab, scripted, password, result):
    def asked(word):
        return lambda url: Request(url=f"{url}/query?db=d&u=ada&p={word}")

    no = reply("401 Unauthorized")
    after = _looked_back(lab, scripted, GIVEN, no, asked("plum-42"), asked(password))
    assert after.trial.outcomes[0].result == result
    assert "works-elsewhere" not in _slugs(after)
