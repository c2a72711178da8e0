"""A query is signed in another writing than that which the server signs."""

import pytest

from inspector.diagnose.causes.invalid_credentials.signed_encodings import (
    signed_in_another_encoding,
)
from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace

CALL = """> GET https://meet.acme.test/api/create?{query}&signature={number:040x}
< {status}
< Content-Type: application/json
<< {told}"""
GIVEN, WRONG = ("200 OK", '{"id": 7}'), ("403 Forbidden", '{"message": "Invalid signature"}')
PLAIN, OTHER = "name=Morning&id=1", "name=Noon&id=2"
BLANK, PLUS = "name=Class%207b&id=3", "name=Class+7b&id=3"


def _trace(attempt, *parts):
    calls = (
        CALL.format(
            query=query,
            number=0xE9BD3A8943436C301DAA448E206A4AAE6552EA00 + n,
            status=status,
            told=told,
        )
        for n, (query, (status, told)) in enumerate(parts)
    )
    return Trace(attempt("\n---\n".join(calls)))


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (BLANK, PLUS, "There a letter is written +, here %20"),
        (PLUS, BLANK, "There a letter is written %20, here +"),
        ("name=a%3ab", "name=a%3Ab", "There a letter is written %3A, here %3a"),
        ("name=a:b", "name=a%3Ab", "There a letter is written %3A, here :"),
    ],
)
def test_the_same_was_accepted_in_another_writing(attempt, mine, theirs, said):
    trace = _trace(attempt, (mine, WRONG), (theirs, GIVEN))
    (found,) = signed_in_another_encoding(trace.case(0))
    assert said in found.evidence[1].statement
    assert diagnose(trace.attempt).findings[0].slug == "signed-in-another-encoding"


def test_only_what_has_a_blank_is_refused(attempt):
    trace = _trace(
        attempt, (PLAIN, GIVEN), (BLANK, WRONG), ("name=A%20B&id=4", WRONG), (OTHER, GIVEN)
    )
    (found,) = signed_in_another_encoding(trace.case(1))
    assert found.slug == "signed-in-another-encoding"


@pytest.mark.parametrize(
    "parts",
    [
        # One accepted call is not many; another one with a blank is accepted; one without is not.
        ((BLANK, WRONG), (PLAIN, GIVEN)),
        ((BLANK, WRONG), (PLAIN, GIVEN), (OTHER, GIVEN), ("name=A%20B&id=4", GIVEN)),
        ((BLANK, WRONG), (PLAIN, GIVEN), (OTHER, GIVEN), ("name=Dusk&id=5", WRONG)),
        # The same writing, and another thing that was asked for.
        ((PLAIN, WRONG), (PLAIN, GIVEN)),
        ((BLANK, WRONG), ("name=Class+8b&id=3", GIVEN)),
        # Another reason is said.
        ((BLANK, ("403 Forbidden", '{"message": "You have no permission"}')), (PLUS, GIVEN)),
    ],
)
def test_nothing_shows_it(attempt, parts):
    assert list(signed_in_another_encoding(_trace(attempt, *parts).case(0))) == []
