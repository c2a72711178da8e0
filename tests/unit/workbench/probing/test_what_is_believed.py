"""What results say together: servers that answer in one manner each, and the cause that follows."""

import msgspec
import pytest

from inspector.model.exchange import Timing
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

KEY, TOKEN = "k-0123456789abcdef", jwt()
PAGE = b"<html><head><title>403 Forbidden</title></head><h1>403 Forbidden</h1></html>"
GIVEN = reply("200 OK", "Content-Type: application/json", body=b"{}")


def shut(_request):
    return reply("403 Forbidden", "Content-Type: text/html", body=PAGE)


def shut_api(_request):
    body = b'{"detail": "Not here."}'
    return reply("403 Forbidden", "Content-Type: application/json", body=body)


def asks_in_words(_request):
    body = b"# acct: nobody, 403 forbidden (you have to log in)"
    return reply("403 Forbidden", "Content-Type: text/plain", body=body)


def page_of_a_program(_request):
    page = b"<html><title>403: Forbidden</title><body>403: Forbidden</body></html>"
    return reply("403 Forbidden", "Content-Type: text/html", body=page)


def page_of_a_web_server(_request):
    page = PAGE.replace(b"</html>", b"<hr><center>nginx/1.26.3</center></html>")
    return reply("403 Forbidden", "Content-Type: text/html", body=page)


def wants_bearer(request):
    known = header(request, "Authorization") == f"Bearer {KEY}"
    return GIVEN if known else reply("401 Unauthorized", 'WWW-Authenticate: Bearer realm="a"')


def reads_keys(request):
    """A page of the web server to any key that is not on its list, 401 where there is none."""
    if not header(request, "X-Api-Key"):
        return reply("401 Unauthorized")
    return reply("403 Forbidden", "Content-Type: text/html", body=PAGE)


def misses_a_right(_request):
    body = b"<h1>Forbidden</h1><p>You do not have permission to open this drawer.</p>"
    return reply("403 Forbidden", "Content-Type: text/html", body=body)


def knows_and_misses_a_right(request):
    """Says so to whom it knows; to others in other words."""
    if KEY in header(request, "Authorization"):
        return misses_a_right(request)
    return reply("403 Forbidden", "Content-Type: text/html", body=b"<h1>Who are you?</h1>")


def never_reads_it(_request):
    return reply("401 Unauthorized")


def names_the_fault(request):
    error = ', error="invalid_token"' if header(request, "Authorization") else ""
    return reply("401 Unauthorized", f'WWW-Authenticate: Bearer realm="a"{error}')


def is_a_bad_request(_request):
    return reply("400 Bad Request", "Set-Cookie: sid=k3Jd8sQ2x7; Path=/", body=b"access denied")


def takes_no_such_path(_request):
    return reply("400 Bad Request")


def takes_the_login_for_a_token(request):
    """Says of whatever Authorization holds that it is no token, and of nothing that it is missing."""
    told = b"Error decoding the token: Not enough segments"
    sent = header(request, "Authorization")
    return reply("401 Unauthorized", body=told if sent else b"Missing Authorization header")


def compares_the_word(request):
    """Reads Bearer with a capital letter only, as programs do that split the header themselves."""
    word = header(request, "Authorization").partition(" ")[0]
    return GIVEN if word == "Bearer" else reply("401 Unauthorized")


def checks_and_asks(request):
    """Says one thing of a token that it can't verify, another of one whose owner it won't have."""
    token = header(request, "Authorization").partition(" ")[2]
    told = b"Unauthorized" if token == TOKEN else b"Invalid token"
    return reply("401 Unauthorized", "Content-Type: text/plain", body=told)


def stands_behind_a_gate(request):
    """A proxy asks for its login and hands it on to a program that has logins of its own."""
    realm = "depot" if header(request, "Authorization") else "front"
    status = "403 Forbidden" if realm == "depot" else "401 Unauthorized"
    return reply(status, f'WWW-Authenticate: Basic realm="{realm}"')


def wants_a_key_behind_a_gate(request):
    """A proxy takes the login, and the program behind wants a key of its own beside it."""
    if header(request, "Authorization"):
        return reply("401 Unauthorized", 'WWW-Authenticate: X-API-Key realm="depot"')
    return reply("401 Unauthorized", 'WWW-Authenticate: Basic realm="front"')


def asks_who_is_there(request):
    """One gate: who is known lacks a right, nobody is asked for a login of the same realm."""
    status = "403 Forbidden" if header(request, "Authorization") else "401 Unauthorized"
    return reply(status, 'WWW-Authenticate: Basic realm="depot"')


def requests(lab, url):
    held = lab.put(KEY)
    return {
        "basic": Request(url=url, credential=Basic(user="ada", password=held)),
        "token": Request(url=url, credential=Bearer(token=held)),
        "jwt": Request(url=url, credential=Bearer(token=lab.put(TOKEN))),
        "small": Request(url=url, credential=Bearer(token=lab.put(jwt()), word="bearer")),
        "cookie": Request(url=url, headers=(RequestHeader("Cookie", f"access_token={jwt()}"),)),
        "key": Request(url=url, credential=ApiKey(value=held)),
        "bare": Request(url=url, headers=(RequestHeader("Authorization", KEY),)),
        "query": Request(url=url, credential=ApiKey(name="api_key", value=held, place="query")),
    }


def refused(lab, scripted, answer, sent):
    server = scripted([answer])
    return server, lab.send(requests(lab, f"{server.url}/orders")[sent])


ALIKE = ("without-credentials", "garbage-credentials")
BELIEVED = [
    (shut, "basic", ALIKE, Cause.NETWORK_BLOCKED),
    (shut_api, "basic", ALIKE, Cause.SCHEME_MISMATCH),
    (asks_in_words, "basic", ALIKE, Cause.INVALID_CREDENTIALS),
    (page_of_a_program, "query", ALIKE, Cause.INVALID_CREDENTIALS),
    (page_of_a_web_server, "query", ALIKE, Cause.NETWORK_BLOCKED),
    (wants_bearer, "query", ("other-scheme",), Cause.MISSING_CREDENTIALS),
    (wants_bearer, "bare", ("other-place-of-the-key",), Cause.SCHEME_MISMATCH),
    (
        reads_keys,
        "key",
        ("other-place-of-the-key", "garbage-credentials"),
        Cause.INVALID_CREDENTIALS,
    ),
    (never_reads_it, "token", ALIKE, Cause.MISSING_CREDENTIALS),
    (takes_no_such_path, "token", ALIKE, Cause.WRONG_ENDPOINT),
    (takes_the_login_for_a_token, "basic", ("garbage-credentials",), Cause.SCHEME_MISMATCH),
    (misses_a_right, "token", ("garbage-credentials",), Cause.INVALID_CREDENTIALS),
    (misses_a_right, "token", ALIKE, Cause.INVALID_CREDENTIALS),
    (stands_behind_a_gate, "basic", ("without-credentials",), Cause.CONFIGURATION),
    (wants_a_key_behind_a_gate, "basic", ("without-credentials",), Cause.MISSING_CREDENTIALS),
    (asks_who_is_there, "basic", ("without-credentials",), Cause.INSUFFICIENT_PERMISSIONS),
    (knows_and_misses_a_right, "token", ALIKE, Cause.INSUFFICIENT_PERMISSIONS),
]
NAMES = [f"{answer.__name__} {sent}" for answer, sent, _, _ in BELIEVED]


@pytest.mark.parametrize(("answer", "sent", "ids", "cause"), BELIEVED, ids=NAMES)
def test_what_the_results_say(lab, scripted, answer, sent, ids, cause):
    _, before = refused(lab, scripted, answer, sent)
    after = lab.run(before, *ids)
    assert after.verdict.findings[0].cause is cause
    assert "not-run" not in {one.result for one in after.trial.outcomes}


def test_no_other_place_or_word_where_the_token_was_read(lab, scripted):
    _, answer = refused(lab, scripted, names_the_fault, "token")
    plans = {plan.id: plan.refused for plan in lab.plans(answer)}
    assert "read" in plans["other-place-of-the-key"]
    assert "read" in plans["other-word-before-the-token"]
    assert not plans["garbage-credentials"]


def test_where_it_is_certain_nothing_is_sent(lab, scripted):
    body = b'{"error": "insufficient_scope"}'
    lacks = 'WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"'
    answers = [reply("403 Forbidden", lacks, "Content-Type: application/json", body=body)]
    server, answer = refused(lab, scripted, lambda _: answers[0], "jwt")
    assert answer.verdict.findings[0].certainty == "certain"
    after = lab.run(answer)
    assert (after.trial.requests, len(server.requests)) == (0, 1)
    assert "certain" in after.trial.stopped
    assert lab.run(answer, "garbage-credentials").trial.requests == 1  # who asks for it gets it


def test_the_same_bad_request_is_no_way_past_the_refusal(lab, scripted):
    _, answer = refused(lab, scripted, is_a_bad_request, "key")
    after = lab.run(answer, "with-cookie-jar")
    (outcome,) = after.trial.outcomes
    assert outcome.result == "same"
    assert "cookie-not-returned" not in {one.finding for one in outcome.moved if one.after > 0.5}


@pytest.mark.parametrize(
    ("sent", "told", "slug"),
    [
        ("small", "other-word-before-the-token", "scheme-word-in-small-letters"),
        ("cookie", "other-place-of-the-key", "key-in-wrong-place"),
    ],
)
def test_of_what_names_somebody_that_is_sent_which_tells_most(lab, scripted, sent, told, slug):
    _, answer = refused(lab, scripted, compares_the_word, sent)
    after = lab.run(answer)
    results = {one.plan.id: one.result for one in after.trial.outcomes}
    assert results[told] == "accepted"
    assert {"signature-altered", "trailing-slash"}.isdisjoint(results)
    assert after.verdict.findings[0].slug == slug


def test_past_the_signature_it_is_the_audience_no_more(lab, scripted):
    _, before = refused(lab, scripted, checks_and_asks, "jwt")
    after = lab.run(before, "garbage-credentials", "signature-altered")
    results = {one.plan.id: one.result for one in after.trial.outcomes}
    assert set(results.values()) == {"differs"}
    likely = {Cause.REVOKED_TOKEN, Cause.ACCOUNT_LOCKED, Cause.INSUFFICIENT_PERMISSIONS}
    assert after.verdict.findings[0].cause in likely


def test_the_first_answer_of_a_server_is_slow_for_anybody(lab, scripted):
    _, before = refused(lab, scripted, never_reads_it, "token")
    slow = msgspec.structs.replace(before.attempt.exchanges[0], timing=Timing(wait=900.0))
    attempt = msgspec.structs.replace(before.attempt, exchanges=(slow,))
    after = lab.run(msgspec.structs.replace(before, attempt=attempt), "garbage-credentials")
    said = [proof.statement for one in after.verdict.findings for proof in one.evidence]
    assert not any("it is known" in text for text in said)


@pytest.mark.parametrize(("name", "runs"), [("Pot-Pass", True), ("X-Password", True)])
def test_a_header_that_is_a_pass_names_no_account(lab, scripted, name, runs):
    """With a user beside it, it is a login: a made-up one would count as a failed try."""
    server = scripted([never_reads_it])
    rows = (RequestHeader(name, "po-0123456789"),)
    alone = lab.send(Request(url=f"{server.url}/pots", headers=rows))
    user = RequestHeader("X-Username", "ada")
    beside = lab.send(Request(url=f"{server.url}/pots", headers=(*rows, user)))
    refused = [
        next(bool(one.refused) for one in lab.plans(sent) if one.id == "garbage-credentials")
        for sent in (alone, beside)
    ]
    assert refused == [not runs, True]


def says_no_more_of_its_own(request):
    """A library's words for what is no token of its own, a bare word for who may not come in."""
    token = header(request, "Authorization").partition(" ")[2]
    mine = token.endswith(jwt().rpartition(".")[2])
    told = b"Unauthorized" if mine else b"Invalid token"
    return reply("401 Unauthorized", "Content-Type: text/plain", body=told)


@pytest.mark.parametrize(
    ("audience", "slug"),
    [
        ("orders", "account-disabled"),
        (["all", "orders"], "account-disabled"),
        ("https://127.0.0.1/", "account-disabled"),
        ("shop", "audience-mismatch"),
        ("https://other.example/orders", "audience-mismatch"),
    ],
)
def test_a_token_made_for_the_place_asked_is_not_doubted_for_its_audience(
    lab, scripted, audience, slug
):
    url = f"{scripted([says_no_more_of_its_own]).url}/orders"
    token = Bearer(token=lab.put(jwt(aud=audience)))
    after = lab.run(lab.send(Request(url=url, credential=token)), "garbage-credentials")
    found = [one.slug for one in after.verdict.findings]
    brought_up = [one for one in found if one in {"account-disabled", "audience-mismatch"}]
    assert brought_up[0] == slug
    assert ("audience-mismatch" in found) == (slug == "audience-mismatch")


# ---------------- A server in front asks nobody for a login, and what stands behind has its own
FRONT = reply(
    "401 Authorization Required",
    "Server: nginx",
    "Content-Type: text/html",
    'WWW-Authenticate: Basic realm="gate"',
    body=b"<html><center><h1>401 Authorization Required</h1></center><hr><center>nginx</center></html>",
)


def behind(realm, scheme="Basic"):
    asked = f'WWW-Authenticate: {scheme} realm="{realm}"'
    return reply("401 Unauthorized", asked, body=b"Unauthorized Access")


@pytest.mark.parametrize(
    ("refusal", "first"),
    [
        (behind("library"), "one-header-for-two-logins"),
        (behind("gate"), "wrong-password"),  # one and the same login
    ],
)
def test_a_login_that_passed_the_front_is_not_wrong(lab, scripted, refusal, first):
    held = lab.put("pw-12345")
    server = scripted([lambda one: refusal if header(one, "Authorization") else FRONT])
    answer = lab.send(Request(url=f"{server.url}/a", credential=Basic(user="ada", password=held)))
    assert answer.verdict.findings[0].slug == "wrong-password"
    after = lab.run(answer, "garbage-credentials", "without-credentials")
    assert after.verdict.findings[0].slug == first


KEY_PATH = "/reader/5c1e0f7ab2d94c86a1f3e57d20b9c4e8/v1/books"


def test_a_key_in_the_path_that_was_taken_before_is_taken_no_more(lab, scripted):
    replies = [reply("200 OK", "Content-Type: application/json", body=b"[]"), behind("library")]
    server = scripted(replies)
    request = Request(url=server.url + KEY_PATH)
    lab.send(request)
    after = lab.run(lab.send(request), "accepted-before")
    assert after.verdict.findings[0].slug == "worked-before"


def test_words_of_a_key_name_no_header_and_lead_to_the_usual_one(lab, scripted):
    def by_header(one):
        known = header(one, "X-Api-Key")
        said = b'{"message": "Invalid API key"}'
        return GIVEN if known else reply("401 No", "Content-Type: application/json", body=said)

    key = ApiKey(name="api_key", value=lab.put("k-0123456789ab"), place="query")
    sent = lab.send(Request(url=scripted([by_header]).url, credential=key))
    after = lab.run(sent, "other-place-of-the-key")
    assert after.verdict.findings[0].slug == "key-in-wrong-place"
    assert [one.result for one in after.trial.outcomes] == ["accepted"]


def test_a_key_that_is_missed_by_whom_the_login_is_known_to_is_wanted_beside_it(lab, scripted):
    """To a made-up login, and to none, it says something else: the login is read."""

    def wants_both(one):
        known = header(one, "Authorization").endswith("YWRhOnB3LTEyMzQ1")
        said = b'{"message": "Key missing"}' if known else b'{"message": "Login failed"}'
        return reply("401 Unauthorized", "Content-Type: application/json", body=said)

    held = lab.put("pw-12345")
    server = scripted([wants_both])
    answer = lab.send(Request(url=f"{server.url}/a", credential=Basic(user="ada", password=held)))
    after = lab.run(answer, "garbage-credentials", "without-credentials")
    first = after.verdict.findings[0]
    assert (first.slug, first.certainty) == ("second-part-missing", "very-likely")
    assert "scheme-not-read" not in [one.slug for one in after.verdict.findings[:2]]


@pytest.mark.parametrize(
    ("head", "words", "first"),
    [
        ((), "no", "scheme-not-read"),
        (('WWW-Authenticate: Basic realm="a"',), "no", "wrong-password"),
        ((), "wrong password", "wrong-password"),
    ],
)
def test_a_run_tells_a_login_that_nobody_reads_from_a_wrong_one(lab, scripted, head, words, first):
    body = b'{"error": "%b"}' % words.encode()
    server = scripted(
        [reply("401 Unauthorized", "Content-Type: application/json", *head, body=body)]
    )
    own = Basic(user="ada", password=lab.put("pw-12345"))
    after = lab.run(lab.send(Request(url=f"{server.url}/a", credential=own)))
    assert after.verdict.findings[0].slug == first


def test_a_word_that_the_challenge_names_goes_before_the_same_token(lab, scripted):
    def reads_token(one):
        known = header(one, "Authorization") == f"Token {KEY}"
        refused = reply("400 Bad Request", 'WWW-Authenticate: Token error="invalid_request"')
        return GIVEN if known else refused

    sent = lab.send(Request(url=scripted([reads_token]).url, credential=Bearer(token=lab.put(KEY))))
    after = lab.run(sent, "other-scheme")
    assert [one.result for one in after.trial.outcomes] == ["accepted"]
    assert after.verdict.findings[0].slug == "other-scheme-wanted"


def test_a_key_that_is_taken_elsewhere_without_its_word_may_be_taken_here_without_it(lab, scripted):
    def reads_both(one):
        sent = (header(one, "X-Api-Key"), header(one, "Authorization").removeprefix("Bearer "))
        return GIVEN if KEY in sent else reply("403 Forbidden")

    key = ApiKey(name="X-Api-Key", value=lab.put(f"Bearer {KEY}"))
    sent = lab.send(Request(url=scripted([reads_both]).url, credential=key))
    after = lab.run(sent, "other-place-of-the-key")
    assert [one.result for one in after.trial.outcomes] == ["accepted"]
    assert after.verdict.findings[0].slug == "more-than-the-value"


@pytest.mark.parametrize(("path", "unread"), [("/orders", True), ("/wp-json/orders", False)])
def test_a_word_that_the_product_is_known_to_read_is_read(lab, scripted, path, unread):
    body = b'{"code": "rest_not_logged_in", "message": "You are not currently logged in."}'
    answer = reply("401 Unauthorized", "Content-Type: application/json", body=body)
    server = scripted([lambda _: answer])
    before = lab.send(requests(lab, server.url + path)["basic"])
    found = lab.run(before, *ALIKE).verdict.findings
    assert ("scheme-not-read" in {one.slug for one in found}) is unread
