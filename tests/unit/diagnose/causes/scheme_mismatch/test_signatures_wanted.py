"""A signature over the message is missed, and a secret, a key or another signature came."""

import pytest

from inspector.diagnose import diagnose

HASH = "b8df78c48e200a27200d57e958486d438a1d634db4ca200eb770888206bd3e0c"
MISSED = '{"error": "No shelf-signature header value was provided"}'
SLUG = "signature-wanted"


def _found(attempt, sent, said=MISSED, status="400 Bad Request"):
    head = "> POST https://shelf.acme.example/hooks\n> Content-Type: application/json"
    body = f'>> {{"event": "lent"}}\n< {status}\n< Content-Type: application/json\n<< {said}'
    return diagnose(attempt(f"{head}\n> {sent}\n{body}")).findings


@pytest.mark.parametrize(
    "sent",
    [
        "Authorization: Bearer shelf-secret-5d1f07",
        "Authorization: Basic c2hlbGY6NWQxZjA3",
        "X-Api-Key: shelf-secret-5d1f07",
        f"Till-Signature: t=1796044616,v1={HASH}",
    ],
)
def test_what_stands_for_a_signature(attempt, sent):
    first = _found(attempt, sent)[0]
    assert first.slug == SLUG
    assert "shelf-signature" in first.title


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (f"X-Shelf-Signature: {HASH}", MISSED),  # under nearly that name
        (f"shelf-signature: {HASH}", '{"error": "Signature does not match"}'),
        ("Authorization: Bearer 5d1f07", '{"error": "No X-Api-Key header was provided"}'),
        ("Accept: */*", MISSED),  # nothing was sent
    ],
)
def test_no_other_signature_is_wanted(attempt, sent, said):
    assert SLUG not in {one.slug for one in _found(attempt, sent, said)}


def test_headers_of_another_sender(attempt):
    said = '{"message": "Missing required headers"}'
    first = _found(attempt, f"Till-Signature: v1={HASH}", said, "401 Unauthorized")[0]
    assert (first.slug, "Till-Signature" in first.explanation) == (SLUG, True)


@pytest.mark.parametrize("name", ["webhook", "svix"])
def test_a_part_of_a_signature_lacks(attempt, name):
    said = '{"message": "Missing required headers"}'
    sent = f"{name}-signature: v1,1i8I2eIyNCX4A2CAuE6GbL+oBTm05uTaPQX0Cgc6KMs=\n> {name}-id: msg_1"
    first = _found(attempt, sent, said, "401 Unauthorized")[0]
    assert first.slug == "second-part-missing"
    assert f"{name}-timestamp" in first.title
    whole = _found(attempt, f"{sent}\n> {name}-timestamp: 1796044616", said, "401 Unauthorized")
    assert "second-part-missing" not in {one.slug for one in whole}
