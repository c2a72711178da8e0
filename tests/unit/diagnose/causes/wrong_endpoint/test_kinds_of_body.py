"""415 to what was just sent: the address reads another kind of body."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.things.taken_kinds import kind_taken
from tests.fixtures.short_texts import attempt_of, sent_from_here

FORM = """> POST https://depot.test/orders
> Content-Type: application/x-www-form-urlencoded
>> lamp=1&buoy=2
< 415 Unsupported Media Type
"""
NAMED = '< Content-Type: application/json\n<< {"message": "Only application/json is read"}'


def _first(text):
    return next(iter(diagnose(sent_from_here(attempt_of(text))).findings), None)


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        ("", ""),
        ("< Accept-Post: application/json", "application/json"),
        ("< Accept: application/json, application/xml", ""),  # either may be meant
        (NAMED, "application/json"),
    ],
)
def test_the_kind_of_the_body_is_told_and_changed(reply, wanted):
    found = _first(FORM + reply)
    assert found.slug == "body-kind-not-taken"
    assert found.certainty in {"certain", "very-likely"}
    assert "send-as-json" in {fix.id for fix in found.fixes}
    assert kind_taken(Trace(attempt_of(FORM + reply)).case(0)) == wanted


def test_a_recording_may_hold_ordinary_ones():
    assert diagnose(attempt_of(FORM)).findings == ()


def test_without_a_body_its_kind_is_no_reason():
    found = _first("> GET https://depot.test/orders\n< 415 Unsupported Media Type")
    assert found is None or found.slug != "body-kind-not-taken"


# ---------------- 410 to a login
def test_what_is_gone_may_have_another_address():
    asked = "> GET https://depot.test/v1/lamps\n> Authorization: Basic YWxpY2U6cHc=\n< 410 Gone"
    assert _first(asked).slug == "path-unknown"
    nobody = "> GET https://depot.test/v1/lamps\n< 410 Gone"
    assert _first(nobody) is None
