"""A challenge without an error says that no credential was seen: another place or word is likelier."""

import base64

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LOGIN = base64.b64encode(b"ann:pass word").decode()
OPAQUE = "> GET https://api.test/a\n> Authorization: Bearer abc-123-def\n"
BASIC = '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="a"'
BEARER = "< 401 Unauthorized\n< WWW-Authenticate: Bearer"


def first(text):
    """Return the slug of the first finding."""
    return diagnose(attempt_of(text)).findings[0].slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (f"> GET https://api.test/a?access_token=abc.def-123\n{BEARER}", "key-in-wrong-place"),
        (
            f"> GET https://api.test/a\n> Cookie: auth={LOGIN}\n{BASIC}",
            "key-in-wrong-place",
        ),
        (
            f"> GET https://api.test/a\n> Authorization: Token abc-123-def\n{BEARER}",
            "other-scheme-wanted",
        ),
        (
            f"{OPAQUE}< 401 Unauthorized\n< WWW-Authenticate: Token",
            "other-scheme-wanted",
        ),
    ],
)
def test_the_place_or_word_comes_first(text, slug):
    assert first(text) == slug


@pytest.mark.parametrize(
    "text",
    [
        f'> GET https://api.test/a?access_token=abc.def-123\n{BEARER} error="invalid_token"',
        f"> GET https://api.test/a\n> Authorization: Bearer abc-123-def\n{BEARER}",
        f'> GET https://api.test/a?access_token=abc-1\n{BEARER}\n<< {{"message": "token expired"}}',
    ],
)
def test_a_credential_that_was_read_is_suspected_itself(text):
    assert first(text) not in {"key-in-wrong-place", "other-scheme-wanted"}


def test_words_about_a_signature_show_that_the_token_was_read():
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ." + "c2ln" * 10 + "c2k"
    text = (
        f"> GET https://api.test/a\n> Authorization: Bearer {token}\n< 401 Unauthorized\n"
        '< WWW-Authenticate: Basic realm="a"\n<< {"error": "signature is invalid"}'
    )
    assert first(text) == "token-signature-wrong"


VALUE = "9f8a7b6c5d4e3f2a1b0c9f8a"
MINE = "> GET https://mills.example/sacks\n"


@pytest.mark.parametrize(("word", "found"), [("Basic", True), ("ApiKey", False)])
def test_a_header_of_another_name_holds_just_what_is_asked_for(word, found):
    sent = f"> GET https://api.test/a\n> X-Authorization: {word} {LOGIN}\n"
    assert (first(f"{sent}{BASIC}") == "key-in-wrong-place") is found


@pytest.mark.parametrize("name", ["Authorisation", "Authorizaton", "Authentication", "Bearer"])
@pytest.mark.parametrize("reply", ["< 401 Unauthorized", BEARER])
def test_a_header_that_is_almost_authorization(name, reply):
    found = diagnose(attempt_of(f"{MINE}> {name}: Bearer {VALUE}\n{reply}")).findings[0]
    assert found.slug == "key-in-wrong-place"
    assert name in found.title


LOST = f"> GET https://mills.example/sacks?page=1?api_key={VALUE}\n"
ALMOST = f"{MINE}> Authorisation: Bearer {VALUE}\n"
TOLD = '< {status}\n< Content-Type: application/json\n<< {{"message": "{words}"}}'


@pytest.mark.parametrize("call", [LOST, ALMOST])
@pytest.mark.parametrize(
    "reply",
    [
        "< 400 Bad Request",
        TOLD.format(status="401 Unauthorized", words="Invalid API key"),
        TOLD.format(status="401 Unauthorized", words="Invalid credentials"),
        TOLD.format(status="403 Forbidden", words="You do not have permission"),
        TOLD.format(status="400 Bad Request", words="API key is missing"),
    ],
)
def test_a_key_that_was_not_seen_is_not_called_refused(call, reply):
    found = diagnose(attempt_of(call + reply)).findings
    assert found[0].slug == "key-in-wrong-place"
    assert "key-refused" not in {one.slug for one in found if one.certainty == "very-likely"}


@pytest.mark.parametrize("call", [LOST, ALMOST])
@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 Unauthorized", "The token has expired"),
        ("407 Proxy Authentication Required", "Log in at the proxy"),
    ],
)
def test_where_another_reason_is_told_another_rule_explains(call, status, words):
    assert first(call + TOLD.format(status=status, words=words)) != "key-in-wrong-place"


def test_names_that_only_look_alike_are_no_misspelling():
    assert first(f"{MINE}> Authority: mills.example\n< 401 Unauthorized") == "no-credentials-sent"
    both = f"{MINE}> Authorization: Bearer {VALUE}\n> Authentication: x\n< 401 Unauthorized"
    assert first(both) == "token-not-accepted"


def test_a_header_that_this_host_reads_is_in_its_place():
    line = f"> Authentication: {VALUE}\n"
    text = f"{MINE}{line}< 200 OK\n---\n{MINE}{line}< 403 Forbidden"
    assert first(text) != "key-in-wrong-place"


def test_a_token_in_the_body_of_a_get():
    body = f'> Content-Type: application/json\n>> {{"access_token":"{VALUE}"}}\n< 401 Unauthorized'
    assert first(f"{MINE}{body}") == "key-in-wrong-place"
    assert first(f"> POST https://mills.example/sacks\n{body}") != "key-in-wrong-place"


# ---------------- The challenge is the name of a header
NAMED = '< 401 Unauthorized\n< WWW-Authenticate: X-API-Key realm="zones"'


@pytest.mark.parametrize(
    "request_",
    [
        OPAQUE,
        "> GET https://api.test/a\n> X-Auth-Key: k-0123456789\n",
        "> GET https://api.test/a?api_key=k-0123456789\n",
    ],
)
def test_a_challenge_that_is_a_header_says_where_the_key_goes(request_):
    found = diagnose(attempt_of(request_ + NAMED)).findings[0]
    assert found.slug == "key-in-wrong-place"
    changes = found.fixes[0].changes
    assert ("name", "X-API-Key") in [(one.field.name, one.after) for one in changes]


@pytest.mark.parametrize(
    ("request_", "slug"),
    [
        ("> GET https://api.test/a\n> X-Api-Key: k-0123456789\n", "key-refused"),
        (f"> GET https://api.test/a\n> Authorization: Basic {LOGIN}\n", "other-scheme-wanted"),
        ("> GET https://api.test/a\n", "no-credentials-sent"),
    ],
)
def test_a_key_that_stands_there_and_a_login_are_no_key_out_of_place(request_, slug):
    assert first(request_ + NAMED) == slug


# ---------------- Words that ask for a valid one
@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Access to this resource needs a valid token", "token-not-accepted"),
        ("Access to this resource needs a token", "authorization-stripped"),
    ],
)
def test_a_valid_one_that_is_wanted_may_have_been_there(words, slug):
    body = f'<< {{"description": "{words}"}}'
    assert first(f"{OPAQUE}{BEARER}\n< Content-Type: application/json\n{body}") == slug


LOGIN_ASKED = "> GET https://api.test/a?{}\n" + BASIC


@pytest.mark.parametrize("pair", ["username=ann&password=plum-42", "user=ann&pwd=plum-42"])
def test_a_login_in_the_query_stands_in_the_wrong_place(pair):
    told = diagnose(attempt_of(LOGIN_ASKED.format(pair))).findings
    assert told[0].slug == "key-in-wrong-place"
    assert told[0].fixes[0].changes[0].after == "basic"
    assert "key-where-scheme-wanted" not in {one.slug for one in told}


def test_a_key_in_the_query_is_no_login():
    assert first(LOGIN_ASKED.format("api_key=abcdef123456")) == "key-where-scheme-wanted"


# ---------------- What pages may send tells which header the server reads
LISTED = "< 403 Forbidden\n< Access-Control-Allow-Headers: X-Org-Key, Content-Type, X-Depot-Token"
OTHER_HEADER = "> GET https://api.test/a\n> X-Wharf-Token: b7c1d2e3f4a5968778695a4b3c2d1e0f\n"


def test_a_header_that_no_page_may_send_is_not_the_one_that_is_read():
    found = diagnose(attempt_of(f'{OTHER_HEADER}{LISTED}\n<< {{"message": "Invalid token"}}'))
    assert found.findings[0].slug == "key-in-wrong-place"
    assert "X-Depot-Token" in found.findings[0].evidence[0].statement


@pytest.mark.parametrize(
    "listed", ["*", "Content-Type, X-Request-Id", "X-Depot-Token, x-wharf-token", "X-CSRF-Token"]
)
def test_a_list_with_that_header_or_without_any_key_tells_nothing(listed):
    reply = f"< 403 Forbidden\n< Access-Control-Allow-Headers: {listed}"
    found = diagnose(attempt_of(f'{OTHER_HEADER}{reply}\n<< {{"message": "Invalid token"}}'))
    assert found.findings[0].slug == "token-not-accepted"


def test_where_authorization_alone_is_listed_a_key_is_tried_there():
    sent = "> GET https://api.test/a\n> X-Api-Key: b7c1d2e3f4a5968778695a4b3c2d1e0f\n"
    reply = "< 403 Forbidden\n< Access-Control-Allow-Headers: accept, authorization"
    found = diagnose(attempt_of(f"{sent}{reply}")).findings[0]
    assert (found.slug, found.certainty) == ("key-in-wrong-place", "possible")
    assert found.fixes[0].id == "move-key-to-authorization"


def test_a_key_that_worked_a_moment_ago_stands_where_it_is_read():
    before = f"{OTHER_HEADER.replace('test/a', 'test/b')}< 200 OK\n---\n"
    found = diagnose(attempt_of(f"{before}{OTHER_HEADER}{LISTED}"))
    assert found.findings[0].slug != "key-in-wrong-place"


# ---------------- A key in the query that feeds read, and changes do not
KEY = "api_key=57a8ab3d95c85670132f436dbe30a3f3"
FEED = f"> GET https://forum.example/news.rss?{KEY}\n< 200 OK\n< Content-Type: text/xml\n<< <rss/>"
POSTED = """> POST https://forum.example/posts?{key}
> Content-Type: application/json{more}
>> {{"raw": "seven"}}
< {status}
< Content-Type: application/json
<< {body}"""
FORGED = '{"error": "BAD CSRF"}'


def _posted(body=FORGED, status="403 Forbidden", more=""):
    return POSTED.format(key=KEY, body=body, status=status, more=more)


def test_a_feed_reads_the_key_and_a_change_does_not():
    assert first(f"{FEED}\n---\n{_posted()}") == "key-in-wrong-place"


@pytest.mark.parametrize(
    "text",
    [
        # A session may be misused: the check is for it.
        f"{FEED}\n---\n" + _posted(more="\n> Cookie: sessionid=8c1f5e0a7db24c39"),
        _posted(body='{"id": 7}', status="201 Created") + f"\n---\n{_posted()}",
    ],
)
def test_a_token_is_wanted_beside_what_is_read(text):
    assert first(text) != "key-in-wrong-place"


IN_A_HEADER = """> {method} https://forum.example/users
> Api-Key: {key}
< 200 OK
< Content-Type: application/json
<< [{{"id": 412}}]"""


def _known(method="GET", key=""):
    key = key or KEY.partition("=")[2]
    return IN_A_HEADER.format(method=method, key=key)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_same_key_made_somebody_known_in_a_header(attempt, method):
    found = diagnose(attempt(f"{_known(method)}\n---\n{_posted()}")).findings[0]
    assert (found.slug, found.certainty) == ("key-in-wrong-place", "certain")
    assert "Entry 1 sent the same in Api-Key" in [one.statement for one in found.evidence]


def test_another_key_in_a_header_tells_nothing_of_this_one(attempt):
    text = f"{_known(key='6f1d2c3b4a5968770c9b8a7d6e5f4433')}\n---\n{_posted()}"
    assert diagnose(attempt(text)).findings[0].certainty == "possible"


# ---------------- What a challenge asks for stands elsewhere
ASKED = """> GET https://a.test/jars
> {sent}
< 401 Unauthorized
< WWW-Authenticate: {challenge}"""


@pytest.mark.parametrize(
    ("sent", "challenge", "slug"),
    [
        ("X-Auth: YWxpY2U6cGx1bSBqYW0gMTI=", 'Basic realm="cellar"', "key-in-wrong-place"),
        ("X-Auth: gk_4be1909c2d77aa", 'Basic realm="cellar"', "key-where-scheme-wanted"),
        ("X-Auth-Token: gk_4be1909c2d77aa", 'Bearer realm="cellar"', "key-in-wrong-place"),
        ("X-Api-Key: gk_4be1909c2d77aa", 'Bearer realm="cellar"', "key-where-scheme-wanted"),
        ("Cookie: auth-tokens=gUnHiQo3PT1P7r7fBvUJXF", "Bearer", "key-in-wrong-place"),
    ],
)
def test_what_the_challenge_asks_for_stands_elsewhere(attempt, sent, challenge, slug):
    found = diagnose(attempt(ASKED.format(sent=sent, challenge=challenge))).findings
    assert found[0].slug == slug


JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQwMDAwMDAwMDB9.c2ln" + "AbCd" * 9 + "Abc"


@pytest.mark.parametrize(
    ("token", "slug"),
    [(JWT, "credential-not-recognised"), ("eyJhbGci.broken", "credential-malformed")],
)
def test_missing_or_malformed_is_missing_where_it_is_well_formed(attempt, token, slug):
    text = (
        f"> GET https://a.test/feed\n> Authorization: Bearer {token}\n< 400 Bad Request\n"
        '< Content-Type: application/json\n<< {"message":"missing or malformed jwt"}'
    )
    assert diagnose(attempt(text)).findings[0].slug == slug


@pytest.mark.parametrize("said", ["", '\n<< {"description": "REST API authorization failed"}'])
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("> GET https://api.test/domains?user=ada&password=pond-7\n", "key-in-wrong-place"),
        (
            "> POST https://api.test/domains\n>> username=ada&password=pond-7\n",
            "key-in-wrong-place",
        ),
        ("> POST https://api.test/login\n>> username=ada&password=pond-7\n", "wrong-password"),
    ],
)
def test_a_login_that_stands_beside_an_empty_authorization(text, slug, said):
    form = "> Content-Type: application/x-www-form-urlencoded\n"
    head, _, body = text.partition("\n")
    assert first(f"{head}\n{form if '>>' in body else ''}{body}{BASIC}{said}") == slug
