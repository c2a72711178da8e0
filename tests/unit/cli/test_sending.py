"""A request is sent with its secrets, masked for printing, and no thread stays behind."""

import threading

import pytest

from inspector.cli.sending import send_alone
from inspector.cli.source import Source
from inspector.mocklab import MockLab


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
    assert set(threading.enumerate()) <= before
