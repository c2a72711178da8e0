"""What was tried stands in every report, without its secrets."""

import json

import pytest

from inspector.export.export import export
from inspector.export.options import Options
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.experiment import Outcome, Plan, Rung, Trial
from inspector.model.finding import Verdict
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import Answer

MADE_UP = "madeup_0f9e8d7c6b5a4938"
FRESH = "fresh-token-1a2b3c4d5e6f"


@pytest.fixture
def answer():
    message = Message(
        method="GET",
        url="https://api.test/a",
        headers=(Header("Authorization", f"Bearer {MADE_UP}"),),
    )
    reply = Reply(status=401, body=f'{{"message": "unknown token {MADE_UP}"}}'.encode())
    tried = Attempt(exchanges=(Exchange(request=message, reply=reply),))
    outcome = Outcome(
        plan=Plan(id="garbage-credentials", question="?", varies="Made-up | credential"),
        result="differs",
        attempt=tried,
        status=401,
        shows=f"401, unknown token {MADE_UP}",
        meaning=f"Not {FRESH}.",
    )
    mine = Message(method="GET", url="https://api.test/a")
    return Answer(
        attempt=Attempt(exchanges=(Exchange(request=mine, reply=Reply(status=401)),)),
        verdict=Verdict(),
        trial=Trial(
            outcomes=(outcome,),
            ladder=(Rung(name="Scheme", state="stopped-here"),),
            stopped="The server answered 429 Too Many Requests.",
        ),
    )


@pytest.mark.parametrize("name", ["markdown", "html", "json"])
def test_it_is_told_and_masked(answer, name):
    made = export(answer, name, Options(known=(FRESH,)))
    assert MADE_UP not in made.text
    assert FRESH not in made.text
    assert not made.leaks
    assert "unknown token" in made.text
    assert "429 Too Many Requests" in made.text
    assert "Scheme" in made.text


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_it_can_be_left_out(answer, name):
    made = export(answer, name, Options(parts=("verdict",)))
    assert "unknown token" not in made.text


def test_a_bar_in_a_cell_does_not_break_the_table(answer):
    text = export(answer, "markdown").text
    (row,) = (line for line in text.splitlines() if line.startswith("| Made"))
    assert row.replace("\\|", "").count("|") == 5


def test_json_has_no_bytes_of_the_attempts(answer):
    made = json.loads(export(answer, "json").text)
    assert made["experiments"][0]["id"] == "garbage-credentials"
    assert len(made["exchanges"]) == 1
