"""Each state of an experiment has its words, and its look never rests on colour alone."""

import msgspec
import pytest

from inspector.model.experiment import Outcome
from inspector.presentation.experiments.experiment_rows import consent_words, own_row, rows
from inspector.presentation.experiments.tried import Tried
from inspector.protocol.redaction import KnownValues
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


def _rows(tried, **more):
    return {row.id: row for row in rows(tried, "GET", more.pop("pins", {}), **more)}


def test_what_was_not_run_says_its_question_and_its_cost():
    row = _rows(trials.tried(()))["without-credentials"]
    assert row.act == "run"
    assert row.cost == "1 request, GET"
    assert row.text.startswith("Is the refusal the same when no credential is sent at all?")
    assert "without its Authorization header" in row.text


def test_what_needs_consent_says_so_before():
    row = _rows(trials.tried(()))["other-scheme"]
    assert row.act == "ask"
    assert row.beside[1] == "asks first"
    assert "counts as a login, production" in row.hint


def test_what_cannot_be_run_is_greyed_with_the_reason():
    row = _rows(trials.tried(()))["without-cookies"]
    assert (row.greyed, row.act, row.text) == (True, "", "The request has no cookies.")


def test_while_something_runs_nothing_else_can_be_started():
    tried = trials.tried((), waiting=("garbage-credentials", "without-credentials"))
    made = _rows(tried)
    assert made["garbage-credentials"].result[1] == "Sending…"
    assert made["without-credentials"].result[1] == "Waits its turn"
    assert {row.act for row in made.values()} == {""}


@pytest.mark.parametrize(
    ("result", "status", "words"),
    [
        ("same", 401, ("401", "same")),
        ("differs", 403, ("403", "differs")),
        ("accepted", 200, ("200", "accepted")),
        ("differs", 302, ("302", "differs")),
        ("failed", None, ("No reply", "failed")),
    ],
)
def test_a_result_is_an_icon_and_a_word(result, status, words):
    one = trials.outcome("without-credentials", result, status, f"{status}, no code")
    row = _rows(Tried(plans=trials.PLANS, outcomes=(one,)))["without-credentials"]
    assert (row.result[1], row.beside[1]) == words
    assert row.result[0][0]
    assert row.beside[0][0]
    assert row.act == "open"


def test_a_login_page_is_no_success_though_its_status_is():
    page = trials.outcome("without-credentials", "same", 200, "200, Log in")
    row = _rows(Tried(plans=trials.PLANS, outcomes=(page,)))["without-credentials"]
    assert row.result[0] == own_row(200).result[0] == ("triangle-alert", "warn")


def test_no_reply_is_said_once():
    none = trials.outcome("without-credentials", "failed", None, "no reply")
    row = _rows(Tried(plans=trials.PLANS, outcomes=(none,)))["without-credentials"]
    assert (row.result[1], row.code) == ("No reply", "")


def test_a_result_reads_as_a_sentence():
    row = _rows(trials.tried(), pins={"without-credentials": 3})["without-credentials"]
    assert row.spoken == (
        "1. No credentials: 401, differs, no code. The API asks for Bearer. evidence 3. "
        "Enter shows its exchange"
    )


def test_what_was_held_back_keeps_its_button_and_says_why():
    held = Outcome(plan=trials.plan("final-address"), result="not-run", meaning="Too many at once.")
    row = _rows(Tried(plans=trials.PLANS, outcomes=(held,)))["final-address"]
    assert (row.act, row.text) == ("run", "Too many at once.")


def test_known_secrets_are_masked_in_what_a_server_says():
    one = trials.outcome("without-credentials", shows=f"401, bad {samples.TOKEN}")
    tried = Tried(plans=trials.PLANS, outcomes=(one,))
    row = _rows(tried, values=KnownValues((samples.TOKEN,)))["without-credentials"]
    assert samples.TOKEN not in row.code
    assert row.code.startswith("bad eyJhbGciOi")


def test_the_own_request_is_what_others_are_compared_with():
    row = own_row(401)
    assert row.spoken == (
        "Your request, unchanged: 401, baseline. The question: why is this refused?"
    )
    assert own_row(None).result[1] == "No reply"


def test_every_consent_has_its_words():
    needs = msgspec.json.schema(type(trials.PLANS[0]))["$defs"]["Plan"]["properties"]["needs"]
    names = needs["items"]["enum"]
    assert len({consent_words(name) for name in names}) == len(names) == 5
