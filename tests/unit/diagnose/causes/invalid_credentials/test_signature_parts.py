"""A signature that can't fit its request is found before any word of the reply is read."""

import pytest

from inspector.diagnose import diagnose

HEX = "8f14e45fceea167a" * 4
URL = "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/live/orders"


def sent(names="host;x-amz-date", *, service="execute-api", day="20260311", reply="403 Forbidden"):
    signed = (
        f"AWS4-HMAC-SHA256 Credential=AKIAQ7RKZ2MWXT4VBNL5/{day}/eu-central-1/{service}/aws4_request,"
        f"SignedHeaders={names},Signature={HEX}"
    )
    lines = (f"> GET {URL}", "> X-Amz-Date: 20260311T081500Z", f"> Authorization: {signed}")
    return "\n".join([*lines, f"< {reply}"])


FOUND = [
    ("request-signature-wrong", sent(day="20260310")),
    ("request-signature-wrong", sent("host;x-amz-date;x-amz-target")),
    ("header-not-signed", sent("x-amz-date")),
    ("signed-for-other-service", sent(service="lambda")),
]


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first_and_never_certain_without_a_word(attempt, slug, text):
    first = diagnose(attempt(text)).findings[0]
    assert (first.slug, first.certainty) == (slug, "very-likely")
    assert first.evidence[0].place is not None


def test_a_whole_one_is_left_alone(attempt):
    slugs = [one.slug for one in diagnose(attempt(sent())).findings]
    assert {slug for slug, _ in FOUND}.isdisjoint(slugs)


def test_what_this_host_let_pass_is_no_flaw(attempt):
    text = f"{sent('x-amz-date', reply='200 OK')}\n---\n{sent('x-amz-date')}"
    slugs = [one.slug for one in diagnose(attempt(text)).findings]
    assert "header-not-signed" not in slugs


# ---------------- A signature that was made for another request
UPLOAD = """> POST https://pictures.test/upload
> Content-Type: application/x-www-form-urlencoded
>> api_key=608872197739533&timestamp=1768828841{more}&signature={signature}
< {reply}"""
SIGNATURE = "5d7b5c26e4816d22126991e8e2960ef9f2ba3639"
REFUSED = '401 Unauthorized\n< Content-Type: application/json\n<< {"error": "Invalid Signature"}'


@pytest.mark.parametrize(
    ("more", "signature", "told"),
    [
        ("&folder=spring", SIGNATURE, True),
        ("", SIGNATURE, False),  # what was taken is refused: it was spent, or the secret changed
        ("&folder=spring", SIGNATURE[::-1], False),  # signed anew
    ],
)
def test_a_signature_is_of_the_fields_that_it_was_taken_with(attempt, more, signature, told):
    taken = UPLOAD.format(more="", signature=SIGNATURE, reply="200 OK")
    refused = UPLOAD.format(more=more, signature=signature, reply=REFUSED)
    first = diagnose(attempt(f"{taken}\n---\n{refused}")).findings[0]
    assert (first.slug == "signature-of-another-request") is told
    assert not told or first.title == "The signature was made for a request without folder"


def test_what_is_sent_unsigned_has_no_signature_of_another_request(attempt):
    taken = UPLOAD.format(more="", signature="none", reply="200 OK")
    refused = UPLOAD.format(more="&folder=spring", signature="none", reply=REFUSED)
    slugs = {one.slug for one in diagnose(attempt(f"{taken}\n---\n{refused}")).findings}
    assert "signature-of-another-request" not in slugs
