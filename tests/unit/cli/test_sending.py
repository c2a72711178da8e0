"""A request is sent with its secrets, masked for printing, and no thread stays behind."""

import json
import threading

import pytest

from inspector.cli.sending import send_alone
from inspector.cli.source import Source
from inspector.mocklab import MockLab
from inspector.protocol.masking import masked_parts
from tests.fixtures.scripted import reply


@pytest.mark.parametrize("keyring", [False, True])
def test_a_request_is_sent_and_masked(monkeypatch, keyring):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    before = set(threading.enumerate())
    with MockLab(scenarios=["wrong-password"]) as lab:
        practice = lab.practice("wrong-password")
        source = Source(request=practice.request, secrets=practice.secrets, keyring=keyring)
        sent = send_alone(source)
    (secret,) = practice.secrets.values()
    assert sent.answer.attempt.exchanges[-1].reply.status == 401
    assert secret in sent.known
    assert secret not in repr(sent.masked)
    assert sent.verdict.findings[0].cause == "invalid-credentials"
    left = set(threading.enumerate()) - before
    for thread in left:  # a thread that looked a name up ends by itself, a moment later
        thread.join(timeout=60)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "text/html"])
@pytest.mark.parametrize("shown", ["text", "markdown", "json"])
def test_a_large_body_is_not_searched_for_the_verdict(cli, scripted, monkeypatch, kind, shown):
    piece = {"text/plain": b"no token=abcdefgh\n", "application/json": b'{"a": "x"},\n'}
    row = piece.get(kind, b"<p>Log in</p>\n")
    start = b"[" if "json" in kind else b"<html>" if "html" in kind else b""
    looked = []
    searched = masked_parts.text_spans

    def counted(text, **options):
        looked.append(len(text))
        return searched(text, **options)

    monkeypatch.setattr(masked_parts, "text_spans", counted)
    totals = []
    for size in (500_000, 2_000_000):
        looked.clear()
        server = scripted(
            [reply("401 No", f"Content-Type: {kind}", body=start + row * (size // 12))]
        )
        ran = cli("send", server.url, "--format", shown)
        assert ran.out
        totals.append(sum(looked))
    assert totals[1] <= totals[0] + 1000


def test_the_size_of_a_body_is_told_though_it_is_not_printed(cli, scripted):
    server = scripted([reply("401 No", "Content-Type: text/plain", body=b"x" * 300_000)])
    (exchange,) = json.loads(cli("send", server.url, "--format", "json").out)["exchanges"]
    assert exchange["reply"]["body_size"] == 300_000
