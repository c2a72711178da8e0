"""What can't be sent yet is told in every format, without family, certainty and blame."""

import json

import pytest

from inspector.cli.masking import masked_verdict
from inspector.diagnose import diagnose
from inspector.export.export import export
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.presentation.terminal.verdict_text import verdict_text
from inspector.workbench.answer import Answer

COMMAND = (
    "curl --aws-sigv4 osc:osc:REGION:SERVICE -u ACCESS_KEY_ID:SECRET_ACCESS_KEY http://intra.test/x"
)
TITLE = "This program can't send OSC4-HMAC-SHA256 yet"


def answer(source="sent"):
    reply = Reply(status=401, headers=(Header("WWW-Authenticate", "OSC4-HMAC-SHA256"),))
    message = Message(method="GET", url="http://intra.test/x", target="/x")
    attempt = Attempt(exchanges=(Exchange(request=message, reply=reply),), source=source)
    return Answer(attempt=attempt, verdict=diagnose(attempt))


def text(made):
    return verdict_text(masked_verdict(made.verdict, made.attempt))


def written(name):
    return text(answer()) if name == "text" else export(answer(), name).text


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_it_is_read(name):
    made = written(name).replace("&#39;", "'")
    assert TITLE in made
    assert COMMAND in made
    for word in ("Nothing was refused", "Certain", "Who must act", "Ruled out", "API owner"):
        assert word not in made


def test_json_has_it_beside_no_finding():
    verdict = json.loads(export(answer(), "json").text)["verdict"]
    assert (verdict["entry"], verdict["findings"], verdict["ruled_out"]) == (0, [], [])
    assert (verdict["limit"]["title"], verdict["limit"]["command"]) == (TITLE, COMMAND)


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_beside_the_cause_of_another_client_s_refusal_it_is_read_too(name):
    made = export(answer("har"), name).text.replace("&#39;", "'")
    assert "No credentials were sent" in made
    assert TITLE in made
    assert COMMAND in made
    assert COMMAND in text(answer("har"))
