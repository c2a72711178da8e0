"""A signature in a header is of one body: beside another one it was not taken before."""

import pytest

from inspector.diagnose import diagnose

HASH = "b8df78c48e200a27200d57e958486d438a1d634db4ca200eb770888206bd3e0c"
OTHER = HASH[::-1]
WRONG = '{"error": "signature mismatch"}'
TAKEN = '{"ok": true}'


def entry(body, status, said, name="X-Shelf-Signature", value=HASH):
    head = f"> POST https://shelf.acme.example/hooks\n> Content-Type: application/json\n> {name}: {value}"
    return f"{head}\n>> {body}\n< {status}\n< Content-Type: application/json\n<< {said}"


def _found(attempt, *entries):
    return diagnose(attempt("\n---\n".join(entries))).findings


@pytest.mark.parametrize(
    ("body", "told"),
    [('{"a":1}', "written otherwise"), ('{"a": 2}', "another one")],
)
def test_a_signature_beside_another_body(attempt, body, told):
    first = _found(
        attempt, entry('{"a": 1}', "200 OK", TAKEN), entry(body, "400 Bad Request", WRONG)
    )[0]
    assert first.slug == "signature-of-another-request"
    assert any(told in one.statement for one in first.evidence)


def test_the_very_same_message_was_signed_rightly(attempt):
    taken = entry('{"a": 1}', "200 OK", TAKEN)
    assert _found(attempt, taken, entry('{"a": 1}', "400 Bad Request", WRONG))[0].cause == (
        "revoked-token"
    )


def test_a_key_is_the_same_beside_any_body(attempt):
    taken = entry('{"a": 1}', "200 OK", TAKEN, "X-Api-Key", "shelf-5d1f07aa91")
    now = entry('{"a": 2}', "401 Unauthorized", "{}", "X-Api-Key", "shelf-5d1f07aa91")
    assert "signature-of-another-request" not in {one.slug for one in _found(attempt, taken, now)}


@pytest.mark.parametrize("status", ["400 Bad Request", "401 Unauthorized", "403 Forbidden"])
def test_a_message_signed_anew_and_refused_without_a_word(attempt, status):
    taken = entry('{"a": 1}', "200 OK", TAKEN)
    first = _found(attempt, taken, entry('{"a": 2}', status, "{}", value=OTHER))[0]
    assert first.slug == "request-signature-wrong"


def test_no_signature_is_doubted_where_a_right_lacks(attempt):
    taken = entry('{"a": 1}', "200 OK", TAKEN)
    said = '{"error": "You do not have permission to do this"}'
    refused = entry('{"a": 2}', "403 Forbidden", said, value=OTHER)
    assert _found(attempt, taken, refused)[0].cause == "insufficient-permissions"
