"""The title says who gets in where; the line below what else follows."""

import msgspec

from inspector.presentation.matrix.matrix_summary import summary
from tests.gui.matrix_samples import ALIKE, GIVEN, HELD, REFUSED, matrix

BARE = frozenset({0})
_replace = msgspec.structs.replace


def test_one_credential_opens_one_request():
    said = summary(matrix(REFUSED, GIVEN), BARE)
    assert said.title == "1 of 2 accepted: only “Bearer token” opens “Orders”"
    assert said.text == "2 requests sent."


def test_one_credential_opens_every_request():
    second = [_replace(cell, request="Bills", row=1) for cell in (REFUSED, GIVEN)]
    said = summary(matrix(REFUSED, GIVEN, *second, requests=("Orders", "Bills")), BARE)
    assert said.title == "2 of 4 accepted: only “Bearer token” opens every request"


def test_a_request_that_lets_everybody_in_is_named():
    open_to_all = _replace(REFUSED, status=200, accepted=True, cause=None)
    said = summary(matrix(open_to_all, GIVEN), BARE)
    assert said.title == "All 2 are accepted"
    assert said.text.startswith("Orders needs no credential.")
    other = _replace(REFUSED, request="Bills", row=1)
    said = summary(matrix(open_to_all, GIVEN, other, requests=("Orders", "Bills")), BARE)
    assert said.title == "2 of 3 accepted: only “Orders” lets anybody in"


def test_refusals_that_read_the_same_are_said_to():
    said = summary(matrix(REFUSED, ALIKE), BARE)
    assert said.title == "None of 2 is accepted"
    assert "Every refusal of a request reads the same" in said.text
    differing = summary(matrix(REFUSED, _replace(ALIKE, same_as="")), BARE)
    assert "Every refusal" not in differing.text


def test_what_was_not_sent_and_why_it_ended():
    said = summary(matrix(REFUSED, HELD, stopped="You stopped it."), BARE)
    assert said.text == "1 request sent. 1 cell was not sent; it says why. You stopped it."
    assert said.title == "The one that was sent is refused"
    assert summary(matrix(HELD), BARE).title == "Nothing was sent"
