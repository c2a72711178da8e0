"""A redirect never takes a secret of a body or header to another origin unasked, never to http."""

import json

import pytest

from inspector.cli.program import Faces, run
from tests.fixtures.scripted import reply

PASSWORD = "planted-hunter22"
BODIES = [
    f"-d grant_type=password -d username=ada -d password={PASSWORD}",
    f'--json \'{{"client_secret": "{PASSWORD}"}}\'',
    f"-F user=ada -F password={PASSWORD}",
    f"-X PUT --data-raw 'api_key={PASSWORD}'",
]


@pytest.fixture
def away(scripted):
    return scripted([reply(body=b"thanks")])


@pytest.fixture
def first(scripted, away):
    return scripted([reply("307 Go", f"Location: {away.url}/collect")])


@pytest.fixture
def send(capsys):
    def send(*arguments):
        faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
        status = run(["send", *arguments], faces)
        printed = capsys.readouterr()
        assert PASSWORD not in printed.out + printed.err
        return status, printed.out, printed.err

    return send


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("format_name", ["text", "markdown", "json"])
def test_the_command_line_stops_and_says_how_to_go_on(first, away, send, body, format_name):
    command = f"curl -L {body} {first.url}/token"
    status, out, err = send("--curl", command, "--format", format_name)
    host = away.url.removeprefix("http://")
    assert status == 3
    assert away.requests == []
    assert f"--allow-host {host}" in err
    assert "the body" in err
    if format_name == "json":
        held = json.loads(out)["exchanges"][-1]
        assert [one["name"] for one in held["dropped"]] == ["body"]
    else:
        assert host in out


@pytest.mark.parametrize("body", BODIES)
def test_a_host_that_was_named_gets_it(first, away, send, body):
    host = away.url.removeprefix("http://")
    status, _, err = send("--curl", f"curl -L {body} {first.url}/token", "--allow-host", host)
    assert (status, err.count("--allow-host")) == (0, 0)
    assert PASSWORD.encode() in away.requests[0]


def test_as_a_fix_it_needs_the_host_as_well(first, away, send):
    command, host = f"curl -L {BODIES[0]} {first.url}/token", away.url.removeprefix("http://")
    assert send("--curl", command, "--fix")[0] == 2
    assert away.requests == []
    assert send("--curl", command, "--fix", "--allow-host", host)[0] == 0
    assert PASSWORD.encode() in away.requests[0]


@pytest.mark.parametrize("allowed", [(), ("--allow-host", "127.0.0.1"), ("--allow-host", "*")])
def test_nothing_allows_http_after_https(scripted, certificates, away, send, allowed):
    moved = reply("308 Go", f"Location: {away.url}/collect")
    first = scripted([moved], certificates.server_context())
    command = f"curl -k -L {BODIES[0]} {first.url}/token"
    status, out, err = send("--curl", command, *allowed)
    assert status == 3
    assert away.requests == []
    assert "from https to http" in err
    assert "--allow-host" not in err
    assert "over http" in out


def test_the_attempt_that_is_saved_says_what_was_held_back(first, send, tmp_path):
    file = tmp_path / "attempt.json"
    assert send("--curl", f"curl -L {BODIES[0]} {first.url}", "--save", str(file))[0] == 3
    assert PASSWORD not in file.read_text()
    assert '"held-back"' in file.read_text()


def test_the_window_asks_and_goes_on_only_if_the_user_agrees(story, first, away):
    answer = story.paste_and_send(f"-L {BODIES[0]} {first.url}/token")
    story.refused(answer, "configuration", "secret-held-back")
    notes = [one.text for one in answer.annotations if one.kind == "dropped"]
    assert any("body was not sent on" in text for text in notes)
    assert away.requests == []
    assert story.questions() == 1
    again = story.driver.answer(story.agree)
    assert again.attempt.exchanges[-1].reply.status == 200
    assert PASSWORD.encode() in away.requests[0]


def test_who_says_no_is_not_asked_again_and_nothing_is_sent(story, first, away):
    story.paste_and_send(f"-L {BODIES[0]} {first.url}/token")
    story.decline()
    assert story.questions() == 0
    assert away.requests == []
    assert story.driver.tab.current.value.options.keep_credential_for == ()
