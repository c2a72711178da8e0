"""The report of whole logs: counts, chart, tables, masked texts."""

import pytest

from inspector.logs.log_reader import read
from inspector.logs.scan import Wanted
from inspector.logs.spans import when
from inspector.logs.summary import summarise
from tests.fixtures import log_samples
from tests.fixtures.log_samples import START, combined

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLXNlY3JldA"


@pytest.fixture
def report(tmp_path):
    def make(lines, name="access.log"):
        path = tmp_path / name
        path.write_bytes(log_samples.data_of(lines))
        return summarise(read([str(path)], Wanted()))

    return make


def test_counts_and_chart_agree(report):
    found = report(log_samples.broken())
    assert found.refused == sum(found.statuses.values()) == sum(c.refused for c in found.columns)
    assert found.requests == found.lines == sum(column.requests for column in found.columns)
    assert not found.about
    assert len(found.columns) <= 160
    steps = {b.at - a.at for a, b in zip(found.columns, found.columns[1:], strict=False)}
    assert steps == {found.width}


def test_tables(report):
    found = report(log_samples.looping())
    top = found.clients[0]
    assert (top.name, top.counts) == ("192.0.2.7", {401: 480})
    assert top.rate == pytest.approx(480 / 720)
    assert found.paths[0].name == "/api/orders"
    assert found.agents[0].name == "poller/1.4"


def test_secrets_in_lines_are_masked_everywhere(report):
    lines = [
        (
            START + number * 10,
            combined(
                START + number * 10,
                "192.0.2.7",
                f"/cb/{TOKEN}?token={TOKEN}&password=hunter22222&api_key=abcdefgh12345678",
                401,
                agent=f"app Bearer {TOKEN}",
            ),
        )
        for number in range(40)
    ]
    found = report(lines)
    assert found.kinds
    assert TOKEN not in repr(found)
    assert "hunter22222" not in repr(found)
    assert "abcdefgh12345678" not in repr(found)


def test_a_spike_without_a_kind_is_the_headline(report):
    lines = log_samples.quiet(120)
    lines += [
        (
            START + 3000 + n / 4,
            combined(START + 3000 + n / 4, f"10.7.{n % 90}.1", f"/{chr(97 + n % 25)}", 403),
        )
        for n in range(80)
    ]
    found = report(lines)
    spike = found.spikes[0]
    assert found.headline.startswith(
        f"From {when(spike.start)} to {when(spike.end)} {spike.count} of "
    )
    assert any(column.spike for column in found.columns)


def test_who_met_most_of_a_spike_is_named(report):
    lines = log_samples.quiet(120)
    lines += [
        (
            START + 3000 + n * 0.7,
            combined(START + 3000 + n * 0.7, "10.9.8.7" if n % 4 else f"10.7.{n}.1", f"/{n}", 403),
        )
        for n in range(80)
    ]
    found = report(lines)
    assert "10.9.8.7" in found.headline
    assert found.start <= found.spikes[0].start < found.spikes[0].end


def test_one_client_is_not_everybody(report):
    lines = []
    for n in range(400):
        at = START + n * 10
        broken = n >= 200
        client = "203.0.113.9" if broken and n % 10 else f"10.1.0.{n // 10 % 20}"
        lines.append((at, combined(at, client, "/api/orders", 401 if broken else 200)))
    found = report(lines)
    assert not [kind for kind in found.kinds if kind.slug == "broke-everyone"]
    assert "everybody" not in found.headline


def test_nobody_was_refused(report):
    assert report([(START, combined(START))]).headline == "Nobody was refused."


def test_an_error_log_alone(tmp_path):
    path = tmp_path / "error.log"
    path.write_bytes(b"\n".join(line for line, _ in log_samples.LINES["nginx-error"]))
    found = summarise(read([str(path)], Wanted()))
    assert found.headline.startswith("The error log tells of 2 refusals")
    assert {reason.slug for reason in found.reasons} == {"password-mismatch", "user-not-found"}
    assert found.lines_shown[0].reason
