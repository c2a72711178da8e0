"""Refusals in replies of 200: who sends nothing, lacks a form's token, is to log in or is blocked."""

import msgspec
import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.model.finding import Certainty
from inspector.model.request import Request

BASIC = "> Authorization: Basic YW5uOkxvcm5lLVF1YXk="
SESSION = "> Cookie: wiki_session=b3p69himet420jtv75fqjb2cdhus1bkt"
FORM = "> Content-Type: application/x-www-form-urlencoded\n>> action=edit&title=Notes&text=x"
NO_RIGHT = '{"error": {"code": "denied", "info": "You need read permission to use this module."}}'
NO_TOKEN = '{"error": {"code": "missingparam", "info": "The \\"token\\" parameter must be set."}}'
BLOCKED = '{"error": {"code": "blocked", "info": "Your username or IP address has been blocked."}}'


def _findings(attempt, told, *sent, call="GET https://wiki.test/api?list=pages"):
    lines = "\n".join((f"> {call}", *sent))
    return diagnose(
        attempt(f"{lines}\n< 200 OK\n< Content-Type: application/json\n<< {told}")
    ).findings


def test_nobody_has_no_right(attempt):
    assert _findings(attempt, NO_RIGHT)[0].slug == "no-credentials-sent"


def test_a_right_is_missing_where_somebody_is_known_or_not(attempt):
    found = _findings(attempt, NO_RIGHT, BASIC)[0]
    assert (found.slug, found.certainty) == ("right-missing", Certainty.VERY_LIKELY)


def test_a_form_lacks_its_token(attempt):
    found = _findings(attempt, NO_TOKEN, SESSION, FORM, call="POST https://wiki.test/api")
    assert found[0].slug == "csrf-token-missing"


def test_a_user_or_an_address_is_blocked(attempt):
    found = _findings(attempt, BLOCKED, SESSION, FORM, call="POST https://wiki.test/api")[:2]
    assert {one.slug for one in found} == {"ip-not-allowed", "account-disabled"}
    assert {one.certainty for one in found} == {Certainty.POSSIBLE}


@pytest.mark.parametrize(
    "state", ["NEED_LOGIN", "not login", "login_required", "please login first"]
)
@pytest.mark.parametrize("name", ["status", "code", "result"])
def test_a_state_that_wants_a_login_is_a_refusal(attempt, name, state):
    assert _findings(attempt, f'{{"{name}": "{state}", "data": null}}', BASIC)


LOGIN = "> Content-Type: application/x-www-form-urlencoded\n>> user=alice&password=amber-hill-72"


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ('{"type": "failure", "status": 400, "data": "[true]"}', True),
        ('{"type": "success", "status": 200, "data": "[true]"}', False),
        ('{"type": "redirect", "status": 303, "location": "/orders"}', False),
    ],
)
def test_a_login_that_failed_by_its_type_and_status(attempt, told, is_told):
    found = _findings(attempt, told, LOGIN, call="POST https://wiki.test/login")
    assert [one.slug for one in found[:1]] == ["wrong-password"] * is_told


@pytest.mark.parametrize(
    "state", ["Registered but didn't login", "last login yesterday", "relogging"]
)
def test_a_state_that_speaks_of_logins_is_none(attempt, state):
    assert _findings(attempt, f'{{"id": 7, "status": "{state}"}}', BASIC) == ()


THING = '{"id": 2, "title": "sign: 401 Unauthorized, invalid token"}'


@pytest.mark.parametrize(("path", "is_told"), [("/api/parts/2", False), ("/api/parts/3", True)])
def test_words_of_the_very_thing_that_was_asked_for_are_data(attempt, path, is_told):
    found = _findings(attempt, THING, BASIC, call=f"GET https://wiki.test{path}")
    assert bool(found) == is_told


def test_it_is_none_either_where_it_was_just_sent(attempt):
    told = '{"status": "Registered but didn\'t login", "timestamp": "2026-11-29T12:45:53Z"}'
    text = f"> GET https://wiki.test/api/last\n{BASIC}\n< 200 OK\n< Content-Type: application/json"
    sent = Request(url="https://wiki.test/api/last")
    made = msgspec.structs.replace(attempt(f"{text}\n<< {told}"), request=sent, source="sent")
    assert diagnose(made).findings == ()


SECRET = (
    '> Content-Type: application/json\n>> {"auth": {"identity": {"application_credential": '
    '{"id": "f8dd4b68d2f04fcfafc160044b06a3bb", "secret": "Lorne-Quay-Secret"}}}}'
)


def test_a_secret_deep_in_a_login_was_sent(attempt):
    text = f"> POST https://id.test/v3/auth/tokens\n{SECRET}\n< 401 Unauthorized\n<< {{}}"
    assert "no-credentials-sent" not in [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ('{"orders": [], "note": "access denied: none today"}', False),
        ('{"Orders": {}, "note": "access denied"}', False),
        ('{"orders": [], "message": "access denied"}', True),
        ('{"orders": null, "note": "access denied"}', True),
        ('{"parts": [], "note": "access denied"}', True),
    ],
)
def test_a_remark_beside_what_was_asked_for_is_none(attempt, told, refused):
    found = _findings(attempt, told, BASIC, call="GET https://wiki.test/orders")
    assert bool(found) is refused
