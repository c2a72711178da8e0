"""What was signed rightly when it was taken: refused unchanged, or beside another body."""

import pytest

from inspector.diagnose import diagnose

SIGNED = "AWSAccessKeyId=AKIDEXAMPLE&Expires=2100000000&Signature=5d672d79c15b13162d9279b08%3D"
WRONG = """
< Content-Type: application/xml
<< <Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not \
match the signature you provided.</Message></Error>"""
DONE = '\n< Content-Type: application/json\n<< {"success": true}'
UNKNOWN = '\n< Content-Type: application/json\n<< {"errors": [{"message": "invalid token"}]}'
HASH, TOKEN = "0fV2noa0oZfPo07n3FIEEdFL1F9D0RNaeVdU0UGOXmc=", "q8Zk2fT0bLw7Xn5ctGhRv1yM"


def address(status, said, query=SIGNED):
    return f"> GET https://parts.s3.amazonaws.com/list.txt?{query}\n< {status}{said}"


def signed(status, said, wish, token=HASH):
    body = f'{{"token": "{token}", "request": "{wish}"}}'
    head = f"> POST https://ca.example/sign\n> Content-Type: application/json\n>> {body}"
    return f"{head}\n< {status}{said}"


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0].cause


def test_an_address_that_was_right_is_not_signed_wrongly_now(attempt):
    taken = address("200 OK", DONE)
    assert _first(attempt, taken, address("403 Forbidden", WRONG)) == "revoked-token"


@pytest.mark.parametrize("query", [SIGNED.replace("5d", "6e"), SIGNED.replace("21", "20")])
def test_another_address_may_be_signed_wrongly(attempt, query):
    taken = address("200 OK", DONE, query)
    assert _first(attempt, taken, address("403 Forbidden", WRONG)) == "invalid-credentials"


@pytest.mark.parametrize(
    ("wish", "token", "cause"),
    [
        ("www.lake.example", HASH, "invalid-credentials"),  # it is as long as a hash of the body
        ("www.hill.example", HASH, "revoked-token"),
        ("www.lake.example", TOKEN, "revoked-token"),
    ],
)
def test_a_hash_beside_another_body_is_not_the_same_credential(attempt, wish, token, cause):
    taken = signed("200 OK", DONE, "www.hill.example", token)
    assert _first(attempt, taken, signed("400 Bad Request", UNKNOWN, wish, token)) == cause
