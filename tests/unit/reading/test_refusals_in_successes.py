"""Refusals within a success that have a form of their own: no token, `[false, why]`, a packet."""

import pytest

from inspector.diagnose import diagnose
from inspector.protocol.streams.socket_messages import packet
from inspector.reading.body import Content
from inspector.reading.errors.empty_sessions import hands_out_nothing
from inspector.reading.errors.false_and_why import reasons_of_false

LOGIN = """> POST https://a.test/{path}
> Content-Type: application/json
>> {sent}
< 200 OK
< Content-Type: application/json
<< {got}"""
BY_REST = '{"email": "ada@a.test", "password": "battery-9"}'
BY_GRAPHQL = '{"query": "mutation{authenticate(name:\\"ada\\",password:\\"b\\"){jwtToken}}"}'


@pytest.mark.parametrize(
    ("path", "sent", "got", "refused"),
    [
        ("api/login", BY_REST, '{"token": null}', True),
        ("api/login", BY_REST, '{"access_token": "", "user": null}', True),
        ("graphql", BY_GRAPHQL, '{"data": {"authenticate": {"jwtToken": null}}}', True),
        ("api/login", BY_REST, '{"refresh_token": null, "token": "gk7Q2mZ81xWv"}', False),
        ("api/login", BY_REST, '{"token": null, "session": "8c1f2b7d9e0a4c63"}', False),
        ("api/orders", '{"page": 2}', '{"next_token": null, "token": null}', False),
    ],
)
def test_a_login_that_hands_out_no_token_refused(attempt, path, sent, got, refused):
    found = diagnose(attempt(LOGIN.format(path=path, sent=sent, got=got))).findings
    assert bool(found) is refused
    assert not found or found[0].slug == "wrong-password"


@pytest.mark.parametrize(
    ("body", "nothing"),
    [('{"ticket": null}', True), ('{"page_token": null}', False), ("[null]", False)],
)
def test_what_is_none_of_a_session(body, nothing):
    assert hands_out_nothing(Content(body.encode(), "application/json")) is nothing


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ('{"GET": [false, "NOPERM no"]}', ["NOPERM no"]),
        ('[false, "no such user"]', ["no such user"]),
        ('{"GET": [true, "OK"]}', []),
        ('{"answers": [false, "blue", 3]}', []),
        ('{"flags": [false, true]}', []),
        ('{"name": "bolt", "sold": [false, "in May"]}', []),  # data
    ],
)
def test_false_and_why(body, reasons):
    assert list(reasons_of_false(Content(body.encode(), "application/json"))) == reasons


REDIS = """> GET https://cache.test/CONFIG/GET/maxmemory
> Authorization: Basic cm9vdDpyb290LWluay05
< 200 OK
< Server: Webdis
< Content-Type: application/json
<< {{"CONFIG": [false, "{words}"]}}"""


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("NOPERM User webdis has no permissions to run the command", "right-missing"),
        ("NOAUTH Authentication required.", "own-login-refused"),
        ("ERR unknown command", ""),
    ],
)
def test_what_redis_says_through_another_server(attempt, words, slug):
    found = diagnose(attempt(REDIS.format(words=words))).findings
    assert (found[0].slug if found else "") == slug


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('44/board,{"message":"no"}', {"type": "connect_error", "message": "no"}),
        ('2\x1e44{"message":"no"}', {"type": "connect_error", "message": "no"}),
        ('0{"sid":"a1"}', {"sid": "a1"}),
        ('42/chat,17["said","hi"]', ["said", "hi"]),
        ("4", 4),
        ("44 files", None),
    ],
)
def test_packets_of_socket_io(text, value):
    assert packet(text) == value


POLL = """> GET https://chat.test/socket.io/?EIO=4&transport=polling&sid=2kp9SC91IWXZC-c1AAAM
< 200 OK
< Content-Type: text/plain; charset=UTF-8
<< {packet}"""


@pytest.mark.parametrize(
    ("packet", "slug"),
    [
        ('44{"message":"authentication required"}', "no-credentials-sent"),
        ('44{"message":"account disabled"}', "account-disabled"),
        ('44/boards,{"message":"Invalid namespace"}', "path-unknown"),
        ('40{"sid":"wPM2x"}', ""),
        ('42["message","account disabled"]', ""),
    ],
)
def test_a_connection_of_socket_io_that_is_refused(attempt, packet, slug):
    found = diagnose(attempt(POLL.format(packet=packet))).findings
    assert (found[0].slug if found else "") == slug


ERROR = "> POST https://a.test/graphql\n{sent}< 200 OK\n< Content-Type: application/json\n<< {got}"
TOKEN = "> Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.QUJDQUJDQUJDQUJD\n"


@pytest.mark.parametrize(
    ("sent", "words", "slug"),
    [
        ("", "authentication required", "no-credentials-sent"),
        (TOKEN, "new row violates row-level security policy for table note", "right-missing"),
        (TOKEN, "must be owner of table note", "right-missing"),
        (TOKEN, "new row violates check constraint note_size", ""),
    ],
)
def test_words_of_an_error_within_a_success(attempt, sent, words, slug):
    got = f'{{"errors": [{{"message": "{words}"}}], "data": null}}'
    found = diagnose(attempt(ERROR.format(sent=sent, got=got))).findings
    assert (found[0].slug if found else "") == slug


@pytest.mark.parametrize("words", ["EMAIL_NOT_FOUND", "no such e-mail", "unknown user"])
@pytest.mark.parametrize(("sent", "told"), [(BY_REST, True), ('{"email": "ada@a.test"}', False)])
def test_a_name_that_is_not_known_is_one_of_the_login(attempt, words, sent, told):
    text = LOGIN.format(path="api/session", sent=sent, got=f'{{"error": "{words}"}}')
    found = diagnose(attempt(text.replace("200 OK", "400 Bad Request"))).findings
    assert ("wrong-password" in [one.slug for one in found]) is told


EXPRESS = """> GET https://a.test/profile
< 302 Found
< Location: /login
< Content-Type: text/plain
<< Found. Redirecting to /login"""


def test_the_sentence_below_a_redirect_gives_no_reason(attempt):
    found = diagnose(attempt(EXPRESS)).findings
    assert found[0].slug == "no-credentials-sent"
    assert "client-not-set-up" not in [one.slug for one in found]


@pytest.mark.parametrize(
    ("got", "slug"),
    [
        ('{"twoFactorRedirect": true, "twoFactorMethods": []}', "second-factor-required"),
        ('{"mfa_pending": true}', "second-factor-required"),
        ('{"second_factor_required": true}', "second-factor-required"),
        ('{"twoFactor": true}', "second-factor-required"),
        ('{"token": "8f1d2c3b4a596877", "twoFactor": true}', ""),  # it only has one
        ('{"token": "8f1d2c3b4a596877", "twoFactorRequired": true}', "second-factor-required"),
        ('{"tfa": true}', "second-factor-required"),
        ('{"twoFactor": false}', ""),
        ('{"twoFactorRedirect": false, "user": "ada"}', ""),
    ],
)
def test_a_login_that_leads_on_to_a_second_factor(attempt, got, slug):
    found = diagnose(attempt(LOGIN.format(path="api/login", sent=BY_REST, got=got))).findings
    assert (found[0].slug if found else "") == slug
