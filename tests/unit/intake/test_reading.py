"""What readers hand back, and how a refusal is carried."""

from inspector.intake import Reading, Recognised, Unreadable
from inspector.model.collection import Problem


def test_an_unreadable_input_carries_its_problem():
    problem = Problem(what="It breaks off.", where="line 3", todo="Export it again.")
    error = Unreadable(problem)
    assert error.problem is problem
    assert str(error) == "It breaks off."


def test_a_reading_is_empty_but_for_its_kind():
    reading = Reading(kind="token", token="abc")
    assert (reading.request, reading.attempt, reading.secrets, reading.notes) == (
        None,
        None,
        {},
        (),
    )


def test_recognised_unpacks():
    kind, fit, hint = Recognised("har", 0.9, "A HAR.")
    assert (kind, fit, hint) == ("har", 0.9, "A HAR.")
