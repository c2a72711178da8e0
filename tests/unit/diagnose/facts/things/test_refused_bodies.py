"""Errors that answer what was just sent: its body's type or size, an address taken off, a gateway."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.hosts.services_behind import without_an_answer
from inspector.diagnose.facts.lone_errors import taken_off
from inspector.diagnose.facts.things.refused_bodies import body_not_taken, type_lost, type_named
from tests.fixtures.short_texts import attempt_of, sent_from_here

CALL = """> POST https://api.test/rpc
> Content-Type: {type}
>> {body}
< {status}
< Content-Type: {kind}
<< {words}"""
JSON, FORM, CSV = "application/json", "application/x-www-form-urlencoded", "text/csv"
MUST, SAYS_NO = "415 Content-Type must be application/json", "415 Unsupported Media Type"
RPC = '{"method": "core.get_version"}'


def answered(status, kind="text/html", words="", body=RPC, type=FORM):  # noqa: A002 - the header's
    text = CALL.format(type=type, body=body, status=status, kind=kind, words=words)
    return attempt_of(text)


@pytest.mark.parametrize(
    ("attempt", "title", "change"),
    [
        (answered(MUST), f"/rpc takes {JSON}, and {FORM} was sent", ("Content-Type", JSON)),
        (answered(MUST, type="text/plain"), f"{JSON}, and text/plain", ("Content-Type", JSON)),
        (answered(SAYS_NO), f"doesn't take {FORM}", ("Content-Type", JSON)),
        (answered(SAYS_NO, JSON, "{}", body="Queue=General"), f"doesn't take {FORM}", ("", "")),
        (answered(SAYS_NO, JSON, "{}", body="a,b", type=CSV), f"doesn't take {CSV}", None),
        (answered(MUST, type=JSON), f"Content-Type: {JSON} does not arrive", None),
        (
            answered(SAYS_NO, words=f"Expected request with `Content-Type: {JSON}`"),
            "takes",
            ("Content-Type", JSON),
        ),
    ],
)
def test_a_type_that_is_not_taken(attempt, title, change):
    (found,) = diagnose(sent_from_here(attempt)).findings
    assert found.slug == "body-type-not-taken"
    assert title in found.title
    made = [
        (one.field.name, one.after)
        for fix in found.fixes
        if fix.id == "as-wanted-type"
        for one in fix.changes
    ]
    assert made == ([change] if change else [])


def test_a_body_that_is_too_large():
    (found,) = diagnose(sent_from_here(answered("413 Content Too Large"))).findings
    assert (found.slug, found.cause) == ("request-body-too-large", "configuration")


def test_a_credential_that_came_along_is_not_blamed():
    text = "> POST https://api.test/rpc\n> Authorization: Bearer abc.def\n>> {}\n< "
    for status, slug in (("415 No", "body-type-not-taken"), ("413 No", "request-body-too-large")):
        assert diagnose(sent_from_here(attempt_of(text + status))).findings[0].slug == slug


@pytest.mark.parametrize("status", [MUST, "413 Content Too Large", "410 Gone", "502 Bad Gateway"])
def test_one_of_a_recording_is_left_alone(status):
    assert diagnose(answered(status)).findings == ()


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "422 Unprocessable Content"])
def test_other_statuses_are_of_no_body(status):
    assert not body_not_taken(case_of(sent_from_here(answered(status))))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("expected 'application/json'", JSON),
        ("This endpoint only accepts application/json.", JSON),
        ("Unsupported media type application/json.", ""),
    ],
)
def test_the_type_that_words_name(words, named):
    case = case_of(answered(SAYS_NO, "text/plain", words))
    assert (type_named(case), type_lost(case)) == (named, "")


def case_of(attempt):
    return Trace(attempt).case(0)


GONE = "> GET https://api.test{path}\n> Authorization: Bearer abc.def\n< 410 Gone"


@pytest.mark.parametrize(
    ("path", "told"),
    [("/v1/calls/7", True), ("/reports", True), ("/notes/5", False)],
)
def test_an_address_that_was_taken_off(path, told):
    """A thing by its number was deleted, mostly; a version of the API was retired."""
    attempt = sent_from_here(attempt_of(GONE.format(path=path)))
    assert taken_off(case_of(attempt)) == told
    assert [one.slug for one in diagnose(attempt).findings] == ["path-unknown"] * told


@pytest.mark.parametrize(
    ("status", "told"),
    [("502 Bad Gateway", True), ("504 Gateway Timeout", True), ("503 Service Unavailable", False)],
)
def test_a_gateway_without_an_answer(status, told):
    attempt = sent_from_here(answered(status, words="<h1>502 Bad Gateway</h1><hr>nginx/1.26.3"))
    assert without_an_answer(case_of(attempt)) == told
    found = [one.slug for one in diagnose(attempt).findings]
    assert found[:1] == ["gateway-without-answer"] * told


INTERNAL = """> POST https://api.test/rpc
> {sent}
>> {{"jsonrpc": "2.0", "method": "user.get", "id": 1}}
< 200 OK
< Content-Type: application/json
<< {{"jsonrpc": "2.0", "error": {{"code": {code}, "message": "{words}"}}, "id": 1}}"""
TOKEN = "Authorization: Bearer abc.def"


@pytest.mark.parametrize(
    ("sent", "code", "words", "slugs"),
    [
        (TOKEN, -32603, "Internal error", ["broke-without-a-word"]),
        (TOKEN, -32602, "Invalid params", []),
        (TOKEN, -32601, "Method not found", []),
        ("Accept: */*", -32603, "Internal error", []),
    ],
)
def test_an_internal_error_in_a_success(sent, code, words, slugs):
    """JSON-RPC has a number for it; without a credential it is an ordinary one."""
    text = INTERNAL.format(sent=sent, code=code, words=words)
    found = diagnose(sent_from_here(attempt_of(text))).findings
    assert [one.slug for one in found[:1]] == slugs
    assert diagnose(attempt_of(text)).findings == ()


@pytest.mark.parametrize(("code", "first"), [(-32603, True), (-32602, False)])
def test_an_internal_error_takes_no_token_back(code, first):
    """The same call worked before; the server's own error says nothing of the token since."""
    asked = INTERNAL.format(sent=TOKEN, code=code, words="No such file")
    worked = asked.partition("<<")[0] + '<< {"jsonrpc": "2.0", "result": [1], "id": 1}'
    found = diagnose(sent_from_here(attempt_of(f"{worked}\n---\n{asked}"))).findings
    assert "worked-before" not in [one.slug for one in found] or not first
    assert ([one.slug for one in found[:1]] == ["broke-without-a-word"]) == first


NO_JSON = "Request payload is not JSON"


@pytest.mark.parametrize("words", [NO_JSON, "Invalid content type, use application/json"])
@pytest.mark.parametrize("status", ["400 Bad Request", "422 Unprocessable Content"])
def test_a_form_where_json_is_read_is_told_in_words_by_another_status(words, status):
    assert _of_a_form(status, words) == ["body-type-not-taken"]


@pytest.mark.parametrize(
    ("status", "words", "kind", "token"),
    [
        ("400 Bad Request", NO_JSON, JSON, True),
        ("400 Bad Request", NO_JSON, FORM, False),
        ("403 Forbidden", NO_JSON, FORM, True),
        ("400 Bad Request", "The json is not valid", FORM, True),
    ],
)
def test_json_a_stranger_a_refusal_and_bad_json_are_of_no_type(status, words, kind, token):
    assert "body-type-not-taken" not in _of_a_form(status, words, kind, token=token)


def _of_a_form(status, words, kind=FORM, *, token=True):
    text = CALL.format(type=kind, body=RPC, status=status, kind="text/plain", words=words)
    sent = text.replace("\n", f"\n> {TOKEN}\n", 1) if token else text
    return [one.slug for one in diagnose(sent_from_here(attempt_of(sent))).findings]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (f"Invalid request: content must be {FORM}", True),
        (f"content must be {JSON}", False),  # it is
        ("content must be short", False),
    ],
)
def test_a_type_that_words_want_is_told_at_400(words, told):
    body = '{"access_token": "583c8768646dbab5d9bbc5afa74116ab"}'
    said = answered("400 Bad Request", JSON, f'{{"error": "{words}"}}', body=body, type=JSON)
    found = diagnose(sent_from_here(said)).findings
    assert ("body-type-not-taken" in [one.slug for one in found]) is told
    if told:
        assert found[0].fixes[0].changes[0].transform == "as-form"
