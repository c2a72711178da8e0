"""A cell says status and cause, how sure that is, and whose refusal reads the same."""

from inspector.model.finding import Cause
from inspector.model.matrix import Cell
from inspector.presentation.matrix.cell_words import planned, result, short, spoken, waiting
from tests.gui.matrix_samples import ALIKE, GIVEN, HELD, REFUSED


def test_a_refusal():
    shown = result(REFUSED)
    assert shown.state == "refused"
    assert shown.title == "401 Missing credentials"
    assert shown.text == "Certain: No credentials were sent"
    assert not shown.same


def test_the_same_refusal_names_the_other():
    shown = result(ALIKE)
    assert shown.same == "Same refusal as No credential"
    assert shown.tip.splitlines()[-1] == shown.same


def test_what_is_accepted_and_what_was_not_sent():
    assert result(GIVEN)[:2] == ("accepted", "200 Accepted")
    assert result(HELD)[:3] == ("held", "Not sent", "DELETE needs your consent.")


def test_without_a_reply_nothing_is_known():
    cell = Cell(request="a", credential="b", cause=Cause.PROVIDER_UNREACHABLE)
    assert result(cell)[:2] == ("unknown", "No reply: Provider unreachable")
    assert short(Cell(request="a", credential="b")) == "No reply"


def test_before_and_during_a_run():
    assert planned("GET", "")[:2] == ("planned", "GET, not sent yet")
    assert planned("GET", "Why.") == ("held", "Not sent", "Why.", "")
    assert waiting().state == "waiting"


def test_all_of_it_is_read_aloud():
    said = spoken(result(ALIKE), "Orders", "Bearer token")
    assert said == (
        "Orders with Bearer token: 401 Invalid credentials. Possible: The token was refused. "
        "Same refusal as No credential."
    )
