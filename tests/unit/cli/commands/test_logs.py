"""What `logs` prints: text, Markdown and JSON, for refusals, for nothing, for an attempt."""

import json

import pytest

from tests.fixtures import log_samples


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return path


def test_text(cli, log):
    ran = cli("logs", str(log))
    assert ran.status == 0
    assert ran.err == ""
    first, *rest = ran.out.splitlines()
    assert first.startswith("One client loops")
    for heading in ("Read:", "What it looks like:", "Over time:", "By path:", "By client:"):
        assert heading in rest


def test_markdown_has_headings_and_code(cli, log):
    out = cli("logs", str(log), "--format", "markdown").out
    assert out.startswith("# One client loops")
    assert out.count("```") % 2 == 0
    assert "## By path" in out


def test_json(cli, log):
    value = json.loads(cli("logs", str(log), "--format", "json").out)
    assert value["statuses"]["401"] == value["refused"] == 484
    assert value["kinds"][0]["slug"] == "looping-client"


def test_a_period_and_statuses(cli, log):
    out = cli("logs", str(log), "--since", "2026-11-25T10:00", "--until", "2026-11-25T10:10").out
    assert "480 ×" not in out
    assert (
        json.loads(cli("logs", str(log), "--status", "403", "--format", "json").out)["refused"] == 0
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [("--since", "soon"), ("--status", "4011"), ("--status", "x"), ("--status", ",")],
)
def test_a_wrong_value_is_told(cli, log, option, value):
    ran = cli("logs", str(log), option, value)
    assert (ran.status, ran.out) == (2, "")
    assert value in ran.err


def test_what_is_no_log_exits_2_and_the_other_is_answered(cli, log, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    ran = cli("logs", str(tmp_path / "letter.txt"), str(log))
    assert ran.status == 2
    assert "letter.txt: No format of a log fits" in ran.err
    assert "One client loops" in ran.out


def test_a_damaged_line_is_shown_with_its_number(cli, log):
    lines = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join([*lines[:4], b"da\x1bmaged", *lines[4:]]))
    out = cli("logs", str(log)).out
    assert f"the first is line 5 of {log}" in out
    assert "\x1b" not in out


def test_the_lines_of_an_attempt(cli, log, tmp_path):
    reply = tmp_path / "curl.txt"
    reply.write_text(
        "> GET /api/orders HTTP/1.1\n> Host: example.com\n> User-Agent: poller/1.4\n>\n"
        "< HTTP/1.1 401 Unauthorized\n< Date: Wed, 25 Nov 2026 10:30:00 GMT\n"
        "< Content-Length: 0\n<\n"
    )
    out = cli("logs", str(log), "--attempt", str(reply)).out
    part = out.split("Lines of the attempt:")[1].splitlines()[1]
    assert "same second, same method, path and query, same status, same user agent" in part
    assert cli("logs", str(log), "--attempt", str(tmp_path / "none")).status == 2
