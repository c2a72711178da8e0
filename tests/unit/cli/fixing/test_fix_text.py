"""The fix is said before it runs, and what came of it afterwards."""

from inspector.model.fix import Aftermath, Change, Field, Fix
from inspector.presentation.terminal.fix_text import (
    outcome_text,
    plan_markdown,
    plan_text,
    section,
    wait_text,
)
from inspector.workbench.applying.retrying import Waiting

FIX = Fix(
    id="use-https",
    title="Use https",
    changes=(Change(field=Field("url"), before="http://a/", after="https://a/"),),
    sends="POST https://a/",
    risk="unsafe-method",
)
SOLVED = Aftermath(fix=FIX, result="solved", title="This was it.", text="401 before, 200 now.")


def test_what_it_changes_sends_and_risks():
    assert plan_text(FIX).splitlines() == [
        "Fix: Use https (use-https)",
        "  url: http://a/ -> https://a/",
        "  Sends: POST https://a/",
        "  This can change something there; it is sent because you ask for it.",
    ]
    assert plan_markdown(FIX).splitlines()[:3] == [
        "## Fix: Use https (use-https)",
        "",
        "- url: http://a/ -> https://a/",
    ]


def test_logins_and_texts():
    login = Fix(id="x", title="X", risk="login-attempt")
    assert "login attempt" in plan_text(login)
    text = Fix(id="x", title="X", message="Dear admin,\nplease look.")
    assert plan_text(text).splitlines()[1:] == ["  | Dear admin,", "  | please look."]


def test_what_came_of_it():
    assert outcome_text("Fetched.", SOLVED) == "Fetched.\nThis was it.\n401 before, 200 now."
    assert outcome_text("", None) == ""
    assert section("After the fix", outcome_text("", SOLVED)).startswith(
        "## After the fix\n\nThis was it."
    )


def test_waits():
    assert wait_text(Waiting(seconds=3, number=2, of=5)).startswith("Try 2 of at most 5 in 3 s.")
