"""Each format prints every input in order; JSON has the promised shape."""

import json

import msgspec
import pytest

from inspector.cli.outcomes import FORMATS, Answered, Refused, writer_of
from inspector.model.collection import Problem
from inspector.workbench.answer import Answer
from tests.fixtures import story_samples


@pytest.fixture
def outcomes(answer, verdict):
    problem = Problem(what="No.", where="b.har", todo="Look.")
    return [Answered("a.har", answer, verdict), Refused("b.har", problem)]


@pytest.fixture
def printed(capsys):
    def printed(format_name, outcomes):
        writer = writer_of(format_name, len(outcomes))
        for outcome in outcomes:
            writer.add(outcome)
        writer.finish()
        return capsys.readouterr().out

    return printed


def test_jsonl_is_one_line_an_input(printed, outcomes):
    first, second = map(json.loads, printed("jsonl", outcomes).splitlines())
    assert second == {"file": "b.har", "error": {"what": "No.", "where": "b.har", "todo": "Look."}}
    assert list(first) == ["file", "verdict", "entries"]
    assert list(first["verdict"]) == [
        "entry",
        "findings",
        "ruled_out",
        "next_experiment",
        "doubts",
        "limit",
        "healthy",
    ]


def test_json_is_an_object_for_one_and_an_array_for_several(printed, outcomes):
    assert isinstance(json.loads(printed("json", outcomes[:1])), dict)
    assert [one["file"] for one in json.loads(printed("json", outcomes))] == ["a.har", "b.har"]


def test_a_finding_has_every_promised_member(printed, outcomes):
    best = json.loads(printed("json", outcomes[:1]))["verdict"]["findings"][0]
    evidence = best.pop("evidence")
    fixes = best.pop("fixes")
    assert best == {
        "cause": "invalid-credentials",
        "finding": "token-expired",
        "certainty": "certain",
        "score": 0.9,
        "title": "Your access token expired 27 minutes ago.",
        "explanation": "It ended at 14:05:12.",
        "who_must_act": "client",
        "todo": [{"who": "client", "text": "Get a fresh token."}],
        "avoid": "Renew early.",
        "reference": "RFC 6750 §3.1",
        "faults": [],
    }
    assert evidence[0] == {
        "statement": "The server said invalid_token",
        "entry": 0,
        "side": "reply",
        "part": "header",
        "name": "WWW-Authenticate",
        "index": 0,
        "start": 7,
        "end": 28,
        "experiment": None,
    }
    assert evidence[1]["experiment"] == "without-credentials"
    assert {evidence[1][name] for name in ("entry", "side", "part", "start", "end")} == {None}
    assert list(fixes[0]) == ["id", "title", "changes", "because", "sends", "promise", "risk"]
    assert fixes[0]["changes"][2] == {"field": "url", "from": "/a", "to": "/b", "ask": False}


def test_a_file_name_that_is_no_text_is_still_printed(printed, answer, verdict):
    (line,) = printed("jsonl", [Answered("a\udcff.har", answer, verdict)]).splitlines()
    assert json.loads(line)["file"] == "a\\udcff.har"


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_pages_name_their_file_where_there_are_several(printed, outcomes, format_name):
    assert "a.har" in printed(format_name, outcomes)
    assert "a.har" not in printed(format_name, outcomes[:1])
    assert "27 minutes ago" in printed(format_name, outcomes)


def test_the_formats_are_the_promised_ones():
    assert FORMATS == ("text", "markdown", "json", "jsonl")


@pytest.mark.parametrize("format_name", ["json", "jsonl"])
def test_half_a_character_is_still_printed(printed, answer, verdict, format_name):
    best = msgspec.structs.replace(verdict.findings[0], title="half: \ud800")
    halved = msgspec.structs.replace(verdict, findings=(best,))
    assert "half: ?" in printed(format_name, [Answered("a.har", answer, halved)])


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_a_story_that_was_asked_for_follows_as_a_picture(printed, format_name):
    attempt, story, verdict = story_samples.refresh_reused()
    answer = Answer(attempt=attempt, verdict=verdict)
    page = printed(format_name, [Answered("a.har", answer, verdict, story=story)])
    assert "refused from 14:16:02 on, entry 35" in " ".join(page.split())
    assert any(line.startswith("Refresh …Kd82") for line in page.splitlines())
    assert page.rstrip().endswith("```") is (format_name == "markdown")
    assert "7Kd82" not in page  # of the token only its end
