"""Words about a checksum or signature that failed, where nothing of that name was sent."""

import pytest

from inspector.diagnose.facts.callers.missing_proofs import lacks_a_proof
from inspector.diagnose.facts.case import Trace

CALL = """> GET https://mills.example/v1/sacks{query}
< 403 Forbidden
< Content-Type: application/json
<< {{"message": "{words}"}}"""


def _found(attempt, words, query=""):
    case = Trace(attempt(CALL.format(words=words, query=query))).case(0)
    return lacks_a_proof(case) is not None


@pytest.mark.parametrize("words", ["invalid sign", "sign error", "Invalid signature", "wrong_hmac"])
def test_a_proof_that_was_not_sent(attempt, words):
    assert _found(attempt, words)
    assert not _found(attempt, words, "?sign=1&hmac=2")


@pytest.mark.parametrize(
    "words",
    ["Invalid sign-in", "wrong sign up code", "Invalid sign_in attempt", "missing sign on header"],
)
def test_to_sign_in_is_no_signature(attempt, words):
    assert not _found(attempt, words)
