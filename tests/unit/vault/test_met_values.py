"""The values that redaction looks for: met, used, guessed, and judged by the user."""

from inspector.protocol.masking.judged_names import JudgedNames
from inspector.vault.met_values import MetValues


def test_what_is_met_is_known_and_nothing_empty():
    met = MetValues()
    met.meet(["plum-42", "", "plum-42"])
    assert tuple(met.known()) == ("plum-42",)


def test_beginnings_of_what_is_typed_are_left_out_unless_used():
    met = MetValues()
    met.meet(["plu", "plum", "plum-42"])
    assert tuple(met.known()) == ("plum-42",)
    met.use("plum")
    assert set(met.known()) == {"plum", "plum-42"}


def test_a_guess_is_marked_as_one_until_it_is_met_for_certain():
    met = MetValues()
    met.meet(["q7x9k2m4"])
    met.guess("q7x9k2m4", "X-Acme-Blub")
    assert met.known().guesses == {"q7x9k2m4"}
    assert not met.is_certain("q7x9k2m4")
    met.meet(["q7x9k2m4"])
    assert met.known().guesses == frozenset()
    assert met.is_certain("q7x9k2m4")


def test_what_was_guessed_by_a_header_that_is_harmless_is_not_looked_for():
    met = MetValues()
    met.meet(["q7x9k2m4", "plum-42"])
    met.guess("q7x9k2m4", "X-Acme-Blub")
    met.judged = lambda: JudgedNames.of(harmless=["x-acme-blub"])
    assert tuple(met.known()) == ("plum-42",)
