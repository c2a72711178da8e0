"""A credential written or answered as another kind, and what a refusal lacks or could not check."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.causes.scheme_mismatch import other_kind
from inspector.diagnose.facts.case import Trace
from tests.fixtures.short_texts import attempt_of
from tests.unit.diagnose.gate.test_lone_errors import sent

# Its claims: a subject "ann", and no end.
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ." + "c2ln" * 10 + "abc"
HARBOUR = "> GET https://harbour.example/berths\n"
BARE = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"error": "Unauthorized"}'


def first(text):
    findings = diagnose(sent(text)).findings
    return findings[0].slug if findings else ""


def told(text):
    return [one.slug for one in diagnose(sent(text)).findings]


def answered(status, body):
    return f"< {status}\n< Content-Type: application/json\n<< {body}"


OPAQUE = "d-8810c4-71c0f2a9"
TAKEN = f"{HARBOUR}> Authorization: Token d-1190aa-0c0f2\n< 200 OK\n---\n"


@pytest.mark.parametrize(
    ("before", "sent_as", "reply", "slug"),
    [
        ("", f"Token {OPAQUE}", BARE, "other-scheme-wanted"),
        (
            "",
            f"Token {OPAQUE}",
            '< 401 No\n< WWW-Authenticate: Bearer realm="r"',
            "other-scheme-wanted",
        ),
        (
            "",
            f"Token {OPAQUE}",
            '< 401 No\n< WWW-Authenticate: Token realm="r"',
            "token-not-accepted",
        ),
        ("", f"Token {'9b74c989' * 5}", BARE, "token-not-accepted"),
        (
            "",
            f"Token {OPAQUE}",
            answered("401 No", '{"error": "the token has expired"}'),
            "token-expired",
        ),
        (TAKEN, f"Token {OPAQUE}", BARE, "token-not-accepted"),
        ("", f"Key {OPAQUE}", BARE, "other-scheme-wanted"),
        ("", f"ApiKey {OPAQUE}", BARE, "other-scheme-wanted"),
        (TAKEN.replace("Token", "Key"), f"Key {OPAQUE}", BARE, "credentials-refused"),
        ("", f"Bearer {OPAQUE}", BARE, "token-not-accepted"),
    ],
)
def test_an_opaque_token_behind_the_word_token_that_nobody_asks_for(before, sent_as, reply, slug):
    found = diagnose(sent(f"{before}{HARBOUR}> Authorization: {sent_as}\n{reply}")).findings
    assert found[0].slug == slug


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("JWT", "scheme-word-missing"),
        ("Pass", "scheme-word-missing"),
        ("Bearer", "token-not-accepted"),
        ("bearer", "scheme-word-in-small-letters"),
    ],
)
def test_a_jwt_behind_an_unusual_word(word, slug):
    assert first(f"{HARBOUR}> Authorization: {word} {JWT}\n{BARE}") == slug


def test_a_word_in_small_letters_is_doubted_after_the_token():
    findings = diagnose(attempt_of(f"{HARBOUR}> Authorization: bearer {JWT}\n{BARE}")).findings
    assert [one.slug for one in findings].index("scheme-word-in-small-letters") == 1


@pytest.mark.parametrize("word", ["bearer", "basic"])
def test_small_letters_by_hand_are_doubted_first(word):
    """Only what is sent from here is written by hand for sure."""
    login = "bGVuYTpwbHVtLTQy" if word == "basic" else "q9ZtR4mWcX81LpVnHs2KdYb7"
    asked = f"{HARBOUR}> Authorization: {word} {login}\n"
    assert first(f"{asked}{BARE}") == "scheme-word-in-small-letters"
    (by_a_client, *_) = diagnose(attempt_of(f"{asked}{BARE}")).findings
    assert by_a_client.slug != "scheme-word-in-small-letters"
    known = asked.replace(word, word.capitalize())
    assert first(f"{known}{BARE}") != "scheme-word-in-small-letters"
    told_why = answered("401 Unauthorized", '{"error": "The password or token is wrong"}')
    assert first(f"{asked}{told_why}") != "scheme-word-in-small-letters"
    taken = f"{HARBOUR}> Authorization: {word} bGVuYTpwbHVtLTQz\n< 200 OK\n---\n"
    assert first(f"{taken}{asked}{BARE}") != "scheme-word-in-small-letters"


def test_an_unusual_word_is_not_doubted_where_it_is_offered_or_was_accepted():
    asked = f"{HARBOUR}> Authorization: JWT {JWT}\n"
    offered = BARE.replace("\n", "\n< WWW-Authenticate: JWT\n", 1)
    assert first(asked + offered) != "scheme-word-missing"
    assert "scheme-word-missing" not in told(f"{asked}< 200 OK\n---\n{asked}{BARE}")


@pytest.mark.parametrize(
    ("credential", "words", "other"),
    [
        ("Basic YW5uOnB3", "Token is invalid", True),
        ("Basic YW5uOnB3", "Bad jwt", True),
        ("Basic YW5uOnB3", "Invalid username or token", False),
        ("Bearer hb-5500c1", "Wrong username or password", True),
        ("Bearer hb-5500c1", "Invalid token", False),
        (f"Bearer {JWT}", "Wrong username or password", False),
        ("Bearer hb-5500c1", "Missing password", True),
        ("Bearer hb-5500c1", "No username given, no token found", False),
        ("Bearer hb-5500c1", "Missing token", False),
        ("Basic YW5uOnB3", "No token provided", True),
        ("Basic YW5uOnB3", "No credentials provided", False),
    ],
)
def test_words_about_another_kind_than_was_sent(credential, words, other):
    asked = f"{HARBOUR}> Authorization: {credential}\n"
    found = first(asked + answered("401 Unauthorized", f'{{"error": "{words}"}}'))
    assert (found == "other-scheme-wanted") is other


# ---------------- A login without its fields, and a parameter that is asked for
LOGIN = "> POST https://harbour.example/auth/login\n> Content-Type: application/json\n>> {}\n"
SIGN_UP = LOGIN.replace("/auth/login", "/register")
CREW = LOGIN.replace("/auth/login", "/crew")


@pytest.mark.parametrize(
    ("asked", "words", "slug"),
    [
        (LOGIN, "password must not be blank", "no-credentials-sent"),
        (LOGIN, "user name is mandatory", "no-credentials-sent"),
        (CREW, "username and password must be provided", "no-credentials-sent"),
        (CREW, "email is required", ""),
        (SIGN_UP, "email and password are required", ""),
        (LOGIN, "colour is required", ""),
        (HARBOUR, "api key argument is needed", "no-credentials-sent"),
        (HARBOUR, "length parameter is required", ""),
    ],
)
def test_what_a_login_lacks_is_told(asked, words, slug):
    for status in ("400 Bad Request", "422 Unprocessable Content"):
        assert first(asked + answered(status, f'{{"errors": ["{words}"]}}')) == slug


# ---------------- A server that broke because it could not check
KEYED = f"{HARBOUR}> X-Harbour-Key: hb-5500c1\n"


@pytest.mark.parametrize(
    ("status", "words", "slug"),
    [
        ("503 Service Unavailable", "Unable to validate the access key", "login-service-down"),
        ("502 Bad Gateway", "Failed to check permissions", "login-service-down"),
        ("500 Internal Server Error", "Could not look up your session", "login-service-down"),
        ("500 Internal Server Error", "Could not save the key", ""),
        ("401 Unauthorized", "Could not verify the key", "key-refused"),
    ],
)
def test_a_server_error_that_could_not_check(status, words, slug):
    found = told(KEYED + answered(status, f'{{"message": "{words}"}}'))
    assert slug in found if slug else not found
    assert ("login-service-down" in found) is (slug == "login-service-down")


# ---------------- Open to everybody a moment ago
def test_what_was_open_to_all_and_is_shut_is_a_rule_and_no_session():
    asked = f"{HARBOUR}< 200 OK\n---\n{HARBOUR}< 403 Forbidden\n<< Forbidden"
    assert first(asked) == "web-server-rule"
    assert "session-lost" not in told(asked)


# ---------------- Claims that do not fit, and a login that was not seen
@pytest.mark.parametrize(
    ("words", "told_"),
    [
        ("User claims verification failed", True),
        ("Invalid claims", True),
        ("Unexpected token claim", True),
        ("Invalid claim number", False),
    ],
)
def test_claims_that_do_not_fit_are_told(words, told_):
    asked = f"{HARBOUR}> Authorization: Bearer hb-5500c1\n"
    found = told(asked + answered("400 Bad Request", f'{{"msg": "{words}"}}'))
    assert ("token-not-accepted" in found) is told_


def test_a_login_that_was_not_seen_gives_way_to_a_token():
    asked = f"{HARBOUR}> Authorization: Basic YW5uOnB3\n"
    refusal = answered("401 Unauthorized", '{"error": "You must be logged in"}')
    (finding, *_) = diagnose(sent(asked + refusal)).findings
    assert finding.slug == "scheme-not-read"
    assert "Basic may not be read here" in finding.title
    fix = next(one for one in finding.fixes if one.id == "switch-to-bearer")
    assert (fix.changes[0].guessed, fix.changes[1].field.name) == (True, "token")


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ("Authorization: Basic YW5uOnB3", "scheme-not-read"),
        ("Authorization: Bearer hb-5500c1", "scheme-not-read"),
        ("X-Api-Key: hb-5500c1", "credential-not-recognised"),
    ],
)
def test_what_came_behind_a_word_and_leads_to_a_login_is_another_kind(held, found):
    led = "< 302 Found\n< Location: /login?next=/berths\n"
    assert told(f"{HARBOUR}> {held}\n{led}")[0] == found


def test_a_login_of_the_kind_that_is_asked_for_is_read():
    asked = f"{HARBOUR}> Authorization: Basic YW5uOnB3\n"
    refusal = answered("401 Unauthorized", '{"error": "You must be logged in"}')
    challenged = refusal.replace("\n", '\n< WWW-Authenticate: Basic realm="harbour"\n', 1)
    assert "scheme-not-read" not in told(asked + challenged)


NAMED = """
> GET http://shelf.test/System/Info/Public
< 200 OK
< Content-Type: application/json
<< {"ProductName": "%s", "Version": "10.9.11"}
---
> GET http://shelf.test/Users
> Authorization: %s
< 401 Unauthorized
%s"""
SENT = "9c07a1d35be24f6881a0"


@pytest.mark.parametrize(
    ("product", "sent", "challenge", "found"),
    [
        ("Jellyfin Server", f"Bearer {SENT}", "", ["key-sent-in-another-way"]),
        ("Jellyfin Server", f'MediaBrowser Token="{SENT}"', "", []),
        ("Jellyfin Server", f"Bearer {SENT}", '< WWW-Authenticate: Bearer realm="front"\n', []),
        ("Some Server", f"Bearer {SENT}", "", []),
    ],
)
def test_the_word_that_a_named_product_reads(attempt, product, sent, challenge, found):
    trace = Trace(attempt(NAMED % (product, sent, challenge)))
    rule = other_kind.word_of_another_product
    assert [one.slug for one in rule(trace.case(1))] == found


BODY = "< Content-Type: application/json\n"


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Invalid token", "scheme-word-missing"),
        ("Signature has expired", "token-expired"),
        ("The token was revoked", "token-revoked"),
    ],
)
def test_a_jwt_without_a_word_is_told_before_general_words(said, slug):
    refused = f'< 401 Unauthorized\n{BODY}<< {{"detail": "{said}"}}'
    assert first(f"{HARBOUR}> Authorization: {JWT}\n{refused}") == slug


def test_an_opaque_key_without_a_word_may_be_meant_so():
    refused = f'< 401 Unauthorized\n{BODY}<< {{"detail": "Invalid API key"}}'
    assert first(f"{HARBOUR}> Authorization: 7f3c9a0b1d2e4f56\n{refused}") != "scheme-word-missing"


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("invalid credentials structure", "other-scheme-wanted"),
        ("invalid credentials format", "other-scheme-wanted"),
        ("invalid credentials", "wrong-password"),
    ],
)
def test_words_about_the_form_of_credentials_are_none_about_a_password(said, slug):
    challenge = f'< WWW-Authenticate: Bearer error="invalid_request", error_description="{said}"'
    basic = "> Authorization: Basic YW5uOnNlY3JldA==\n"
    assert first(f"{HARBOUR}{basic}< 401 Unauthorized\n{challenge}") == slug


def test_words_that_take_a_key_as_well_as_a_token_ask_for_neither(attempt):
    text = "> GET https://a.test/x\n> api-key: {}\n< 401 Unauthorized\n<< {}"
    key = "t8Qm3Zx7Kp2Wv9Ls"
    asked = {one.slug for one in diagnose(attempt(text.format(key, "Invalid JWT"))).findings}
    assert "key-where-scheme-wanted" in asked
    either = diagnose(attempt(text.format(key, "Invalid API key or JWT"))).findings
    assert "key-where-scheme-wanted" not in {one.slug for one in either}


def test_a_product_that_reads_the_bare_token_misses_no_word(attempt):
    token = "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6IjcifQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    text = f"> GET https://a.test{{}}\n> Authorization: {token}\n< 401 Unauthorized"
    other = {one.slug for one in diagnose(attempt(text.format("/x"))).findings}
    assert "scheme-word-missing" in other
    bare = diagnose(attempt(text.format("/api/collections/posts/records"))).findings
    assert "scheme-word-missing" not in {one.slug for one in bare}


# ---------------- The name of the value behind the word
PAGER = (
    "> GET https://api.pagerduty.com/incidents\n> Authorization: {sent}\n< 401 Unauthorized\n"
    '< WWW-Authenticate: Token realm="Application"\n< Content-Type: text/html\n'
    "<< HTTP Token: Access denied."
)


@pytest.mark.parametrize(
    ("sent_as", "slug"),
    [
        ("Token u+kmgfA1y2NdAMSqKF8C", "key-sent-in-another-way"),
        ("Token token=u+kmgfA1y2NdAMSqKF8C", "token-not-accepted"),
        ('Token token="u+kmgfA1y2NdAMSqKF8C"', "token-not-accepted"),
        ("Bearer u+kmgfA1y2NdAMSqKF8C", "token-not-accepted"),
    ],
)
def test_a_value_without_the_name_that_the_product_reads(sent_as, slug):
    assert slug in told(PAGER.format(sent=sent_as))
    assert (first(PAGER.format(sent=sent_as)) == slug) is (not sent_as.startswith("Bearer"))
    other = PAGER.format(sent=sent_as).replace("api.pagerduty.com", "api.acme.test")
    assert "key-sent-in-another-way" not in told(other)


@pytest.mark.parametrize("word", ["MediaBrowser", "Emby", "Token"])
def test_a_key_that_was_taken_as_a_parameter_behind_a_word(word):
    asked = "> GET http://media.lan/Items\n"
    key = "ad309aebaa2c8aba470a6e1cdde764ed"
    refused = f"{asked}> X-Emby-Token: {key}\n< 401 Unauthorized"
    taken = f'{asked}> Authorization: {word} Client="tv", Token="{key}"\n< 200 OK'
    assert first(f"{refused}\n---\n{taken}") == "key-in-wrong-place"
    another = taken.replace(key, key[::-1])
    assert first(f"{refused}\n---\n{another}") == "key-refused"


@pytest.mark.parametrize(
    ("sent_as", "slug"),
    [
        (f"Key {OPAQUE}", "other-scheme-wanted"),
        (OPAQUE, "scheme-word-missing"),
        (f"Token {OPAQUE}", "forbidden"),  # a word that is asked for by those who read it
        (f"Bearer {OPAQUE}", "forbidden"),
    ],
)
def test_what_is_odd_in_the_request_comes_before_a_right_nobody_speaks_of(sent_as, slug):
    reply = answered("403 Forbidden", '{"status": 403, "message": null}')
    assert first(f"{HARBOUR}> Authorization: {sent_as}\n{reply}") == slug


FORBIDDEN = "< 403 Forbidden"


@pytest.mark.parametrize(
    ("word", "reply", "slug"),
    [
        ("Token", FORBIDDEN, "key-sent-in-another-way"),
        ("Bearer", FORBIDDEN, "forbidden"),
        ("Token", f"{FORBIDDEN}\n<< You may not read piers", "right-missing"),
    ],
)
def test_a_jwt_behind_the_word_of_keys_may_leave_nobody(word, reply, slug):
    assert first(f"{HARBOUR}> Authorization: {word} {JWT}\n{reply}") == slug
