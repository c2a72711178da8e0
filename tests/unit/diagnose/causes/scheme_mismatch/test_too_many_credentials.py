"""A credential in a header beside an address that is signed by itself, and a check in a browser."""

import msgspec
import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.fixes.apply import apply
from inspector.model.request import FormBody, FormField, QueryParam, Request, RequestHeader
from tests.unit.diagnose.rare_findings import jwt

TOKEN = "> Authorization: token h7Qd0LwZ3nXe"
SIGNED = "https://blobs.example/log.txt?Expires=1999999999&Signature=q0Zr1Lx8Vn5TtYc2"
LED = f"> GET https://runs.example/jobs/7/log\n{TOKEN}\n< 302 Found\n< Location: {SIGNED}\n---\n"
WORDS = "<< Only one auth mechanism allowed"


def _slugs(attempt, text):
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize(
    ("before", "reply"),
    [
        (LED, f"< 400 Bad Request\n{WORDS}"),
        ("", f"< 400 Bad Request\n{WORDS}"),
        (LED, "< 403 Forbidden"),
        ("", "< 400 Bad Request\n<< Request has multiple authentication types"),
    ],
)
def test_it_was_carried_to_a_signed_address(attempt, before, reply):
    found = _slugs(attempt, f"{before}> GET {SIGNED}\n{TOKEN}\n{reply}")
    assert found[0] == "one-credential-too-many"


@pytest.mark.parametrize("name", ["X-Amz-Signature", "X-Goog-Signature", "sig"])
def test_signatures_of_several_makers(attempt, name):
    signed = f"https://blobs.example/log.txt?{name}=94d2bbcd063a9c68c8f089af9f5a8be5"
    found = _slugs(attempt, f"> GET {signed}\n{TOKEN}\n< 400 Bad Request\n{WORDS}")
    assert found[0] == "one-credential-too-many"


@pytest.mark.parametrize(
    "call",
    [
        f"> GET {SIGNED}\n< 403 Forbidden",  # nothing came along
        f"> GET https://blobs.example/log.txt\n{TOKEN}\n< 400 Bad Request\n{WORDS}",  # not signed
        f"> GET {SIGNED}\n{TOKEN}\n< 403 Forbidden",  # and nobody carried it
    ],
)
def test_one_alone(attempt, call):
    assert "one-credential-too-many" not in _slugs(attempt, call)


CHECK = """> POST https://wall.example/method/post
> Content-Type: application/x-www-form-urlencoded
>> access_token=w4ll.8c1f0a7e9d2b6354&text=hi
< {status}
< Content-Type: application/json
<< {{"error": {{"code": 17, "message": "{words}"}}}}"""


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden"])
@pytest.mark.parametrize(
    "words",
    [
        "Verification required: please open the link in your browser",
        "challenge_required",
        "Follow this link to confirm that it's you",
    ],
)
def test_a_check_in_a_browser_comes_first(attempt, status, words):
    found = _slugs(attempt, CHECK.format(status=status, words=words))
    assert found[0] == "captcha-required"


def test_a_challenge_of_a_client_is_none_of_a_person(attempt):
    words = "code challenge required"
    assert "captcha-required" not in _slugs(
        attempt, CHECK.format(status="403 Forbidden", words=words)
    )


# ---------------- One token by two ways
HELD = "td_51f0c2d9a7e3b844"
BEHIND = f"> Authorization: Bearer {HELD}\n"
QUERY = f"> GET https://tides.example/now?access_token={HELD}&sea=north\n{BEHIND}"
FORM = (
    "> POST https://tides.example/now\n> Content-Type: application/x-www-form-urlencoded\n"
    f"{BEHIND}>> token={HELD}&sea=north\n"
)
CODE = '< 400 Bad Request\n< WWW-Authenticate: Bearer error="invalid_request"'


def _fixed(attempt, text, request):
    found = diagnose(attempt(text)).findings[0]
    assert (found.slug, found.fixes[0].id) == ("token-sent-twice", "one-place")
    return apply(request, found.fixes[0], lambda _: "", lambda _: None)


@pytest.mark.parametrize(
    "reply",
    [
        "< 400 Bad Request",
        "< 400 Bad Request\n<< Bad Request",
        CODE,
        "< 400 Bad Request\n<< More than one method used for authentication",
    ],
)
@pytest.mark.parametrize("call", [QUERY, FORM])
def test_a_token_that_came_by_two_ways(attempt, call, reply):
    found = diagnose(attempt(call + reply)).findings[0]
    assert found.slug == "token-sent-twice"
    assert (found.certainty == "possible") is ("error" not in reply and "method" not in reply)


def test_it_is_left_out_where_it_stands_beside_authorization(attempt):
    typed = Request(url=f"https://tides.example/now?access_token={HELD}&sea=north")
    assert _fixed(attempt, QUERY + CODE, typed).url == "https://tides.example/now?sea=north"
    row = QueryParam("access_token", HELD)
    rows = Request(url="https://tides.example/now", query=(row, QueryParam("sea", "north")))
    assert _fixed(attempt, QUERY + CODE, rows).query == (QueryParam("sea", "north"),)
    body = FormBody(fields=(FormField("token", HELD), FormField("sea", "north")))
    form = msgspec.structs.replace(typed, method="POST", body=body)
    assert _fixed(attempt, FORM + CODE, form).body.fields == (FormField("sea", "north"),)


@pytest.mark.parametrize(
    "text",
    [
        f"> GET https://tides.example/now?access_token={HELD}\n< 400 Bad Request",
        f"> GET https://tides.example/now\n{BEHIND}< 400 Bad Request",
        f"> GET https://tides.example/now?token=another-one-0042\n{BEHIND}< 400 Bad Request",
        f"{QUERY}< 400 Bad Request\n<< The sea north has no tides",
        f"{QUERY}< 200 OK\n---\n{QUERY}{CODE}",  # both ways were taken
        f"{QUERY}< 401 Unauthorized",
    ],
)
def test_what_is_no_token_by_two_ways(attempt, text):
    assert "token-sent-twice" not in _slugs(attempt, text)


ONCE = "> GET https://wall.example/a\n> Authorization: Bearer w4ll8c1f0a7e9d2b6354"
TWICE = ONCE.replace("/a\n", "/a?access_token=w4ll8c1f0a7e9d2b6354\n")


def test_what_was_accepted_once_is_refused_twice(attempt):
    found = diagnose(attempt(f"{ONCE}\n< 200 OK\n---\n{TWICE}\n< 400 Bad Request")).findings
    assert found[0].slug == "token-sent-twice"
    assert {one.place.entry for one in found[0].evidence} == {0, 1}
    assert "key-in-wrong-place" not in {one.slug for one in found}


def test_what_was_accepted_twice_is_refused_for_something_else(attempt):
    text = f"{TWICE}\n< 200 OK\n---\n{TWICE}\n< 400 Bad Request"
    assert "token-sent-twice" not in _slugs(attempt, text)


# ---------------- Another credential beside the one that was enough
KEYED = "> GET https://depot.example/api/parts{query}\n> Authorization: token 3f9c1b7ad2e84c05\n"
GIVEN = "> GET https://depot.example/api/parts?token=millstone-82\n{login}"
LOGIN = "> Authorization: Basic YWxpY2U6Y29ycmVjdCBob3JzZQ==\n"
OLD = "?token=00c4aa17e93b"
REFUSED = "< 401 Unauthorized"
OVER = "\n<< The token has expired"
SAID = "< 403 Forbidden\n<< You don't have the permission to access the requested resource."


@pytest.mark.parametrize("reply", [REFUSED, SAID])
@pytest.mark.parametrize(
    ("good", "both", "name"),
    [
        (KEYED.format(query=""), KEYED.format(query=OLD), "token"),
        (GIVEN.format(login=""), GIVEN.format(login=LOGIN), "Authorization"),
    ],
)
def test_another_credential_beside_one_that_was_enough(attempt, good, both, name, reply):
    found = diagnose(attempt(f"{good}< 200 OK\n---\n{both}{reply}")).findings
    assert found[0].slug == "other-credential-beside"
    assert found[0].title.startswith(f"{name} was sent beside")
    assert found[0].fixes[0].id == "one-place"


ANEW = KEYED.replace("3f9c1b7ad2e84c05", "{token}").format(query="{query}", token="{token}")


def _renewed(attempt, token, query=OLD, reply=SAID, before="3f9c1b7ad2e84c05"):
    good = ANEW.format(query="", token=before)
    text = f"{good}< 200 OK\n---\n{ANEW.format(query=query, token=token)}{reply}"
    return diagnose(attempt(text)).findings


def test_another_one_beside_a_token_that_was_fetched_anew(attempt):
    older, newer = jwt({"sub": "ada", "iat": 5}, "d" * 43), jwt({"sub": "ada", "iat": 9})
    for before, now in (("3f9c1b7ad2e84c05", "77aa1b7ad2e84c9e"), (older, newer)):
        found = _renewed(attempt, now, reply="< 403 Forbidden", before=before)
        assert found[0].slug == "other-credential-beside"


@pytest.mark.parametrize(
    ("token", "before", "query"),
    [
        ("77aa1b7ad2", "3f9c1b7ad2e84c05", OLD),  # of another length
        ("77aa1b7ad2e84c9e", "3f9c1b7ad2e84c05", ""),
        ("77aa1b7ad2e84c9e", "3f9c1b7ad2e84c05", "?sea=north"),
        (jwt({"sub": "eve", "iat": 9}), jwt({"sub": "ada", "iat": 5}), OLD),
    ],
)
def test_a_token_of_somebody_else_may_be_the_reason_itself(attempt, token, before, query):
    slugs = [one.slug for one in _renewed(attempt, token, query, before=before)]
    assert "other-credential-beside" not in slugs


def test_it_is_left_out_wherever_it_stands(attempt):
    text = f"{GIVEN.format(login='')}< 200 OK\n---\n{GIVEN.format(login=LOGIN)}{SAID}"
    fix = diagnose(attempt(text)).findings[0].fixes[0]
    typed = Request(
        url="https://depot.example/api/parts?token=millstone-82",
        headers=(RequestHeader("Authorization", "Basic YWxpY2U6Y29ycmVjdCBob3JzZQ=="),),
    )
    left = apply(typed, fix, lambda _: "", lambda _: "vault:1")
    assert (left.url, left.headers, left.credential.is_given) == (typed.url, (), False)


@pytest.mark.parametrize(
    "text",
    [
        # the one alone is refused as well
        f"{KEYED.format(query='')}{REFUSED}\n---\n{KEYED.format(query=OLD)}{REFUSED}",
        # both were taken before
        f"{KEYED.format(query=OLD)}< 200 OK\n---\n{KEYED.format(query=OLD)}{REFUSED}",
        # another parameter, which is none of them
        f"{KEYED.format(query='')}< 200 OK\n---\n{KEYED.format(query='?page=2')}{REFUSED}",
        # nothing was sent with what was accepted
        f"> GET https://depot.example/api/parts\n< 200 OK\n---\n{KEYED.format(query='')}{REFUSED}",
        # the words say what is wrong
        f"{KEYED.format(query='')}< 200 OK\n---\n{KEYED.format(query=OLD)}{REFUSED}{OVER}",
    ],
)
def test_what_is_not_refused_for_another_credential(attempt, text):
    assert "other-credential-beside" not in _slugs(attempt, text)


# ---------------- A reply that names both ways, with whatever status
MIXED = """> GET https://wall.example/v1/me?access_token=tk-alice-51f0c2
> Authorization: Bearer tk-alice-51f0c2
< {status}
< Content-Type: application/json
<< {{"error": "{words}"}}"""
MIXING = "Mixing Authorization headers and access_token query parameters"


@pytest.mark.parametrize("status", ["400 Bad Request", "401 Unauthorized", "403 Forbidden"])
@pytest.mark.parametrize("words", [MIXING, f"{MIXING} is not allowed", "Requests that mix tokens"])
def test_a_token_that_is_sent_both_ways_is_left_out_once(attempt, status, words):
    found = diagnose(attempt(MIXED.format(status=status, words=words))).findings[0]
    assert found.slug == "token-sent-twice"
    (change,) = found.fixes[0].changes
    assert (str(change.field), change.operation) == ("query.access_token", "remove")


@pytest.mark.parametrize(
    ("words", "twice"), [(MIXING, True), ("Invalid token", False), ("", False)]
)
def test_401_alone_says_nothing_of_two_ways(attempt, words, twice):
    text = MIXED.format(status="401 Unauthorized", words=words)
    assert ("token-sent-twice" in _slugs(attempt, text)) is twice
