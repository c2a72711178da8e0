"""Logs that real servers wrote: read, understood, and found again from the attempt."""

import threading
import time

import pytest

from inspector.logs.log_reader import read
from inspector.logs.matching import clues_of
from inspector.logs.parts import Take
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from inspector.logs.taking import take
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from inspector.model.request import Options
from inspector.record import History, read_filter
from inspector.workbench.attempts.log_attempts import Secrets, keep
from tests.fixtures.scripted import reply
from tests.fixtures.web_servers import PASSWORD, USER


def report_of(logs, answer=None):
    clues = clues_of(answer.attempt) if answer else None
    result = read([str(log) for log in logs], Wanted(clues=clues))
    assert not result.problems
    return summarise(result, attempt=answer is not None)


def wait_for_all(ends):
    """Wait until each log has grown by whole lines: servers write them after their reply."""
    pause, deadline = threading.Event(), time.monotonic() + 60
    while time.monotonic() < deadline:
        grown = [log.read_bytes()[end:] for log, end in ends.items() if log.exists()]
        if len(grown) == len(ends) and all(text.endswith(b"\n") for text in grown):
            return
        pause.wait(0.01)
    raise AssertionError(f"a log was not written: {[str(log) for log in ends]}")


@pytest.fixture
def fresh(tmp_path):
    """Remember where logs end now; later return what was written after that."""

    def begin(*logs):
        ends = {log: log.stat().st_size if log.exists() else 0 for log in logs}

        def written():
            wait_for_all(ends)
            for log, end in ends.items():
                (tmp_path / log.name).write_bytes(log.read_bytes()[end:])
            return [tmp_path / log.name for log in logs]

        return written

    return begin


@pytest.fixture
def login(bench):
    """Make a credential with that password."""

    def make(user, password, kind=Basic):
        return kind(user=user, password=bench.vault.put(password))

    return make


WRONG = "The user is known, the password was wrong."
UNKNOWN = "The server knows no user of that name."
SCHEME = "The client used another scheme than the server asks for."
NOT_THERE = "The user logged in, but may not go there."


@pytest.mark.server("nginx")
@pytest.mark.parametrize(("user", "reason"), [(USER, WRONG), ("nobody-knows", UNKNOWN)])
def test_nginx_tells_why(nginx, send, login, fresh, user, reason):
    written = fresh(nginx.access_log, nginx.error_log)
    answer = send(f"{nginx.url}/basic?page=2", credential=login(user, "wrong"))
    report = report_of(written(), answer)
    assert [log.format for log in report.logs] == ["combined", "nginx-error"]
    assert (report.unreadable, report.statuses) == (0, {401: 1})
    assert [row.name for row in report.users] == [user]
    assert reason in [found.line.reason for found in report.belongs]
    refused = next(found for found in report.belongs if not found.line.reason)
    assert refused.line.path == "/basic?page=2"
    assert {"same method, path and query", "same status", "same user"} <= set(refused.because)


@pytest.mark.server("apache")
@pytest.mark.parametrize(
    "case",
    [
        ("basic", Basic, USER, "wrong", WRONG),
        ("basic", Basic, "nobody-knows", "wrong", UNKNOWN),
        ("digest", Digest, USER, "wrong", WRONG),
        ("digest", Digest, "nobody-knows", "wrong", UNKNOWN),
        ("digest", Basic, USER, PASSWORD, SCHEME),
        ("admins", Basic, USER, PASSWORD, NOT_THERE),
    ],
    ids=lambda case: f"{case[0]} {case[4]}",
)
def test_apache_tells_why(apache, send, login, fresh, case):
    path, kind, user, password, reason = case
    written = fresh(apache.error_log, apache.access_log)
    url = f"{apache.url}/{path}/inside.txt?page=2"
    answer = send(url, credential=login(user, password, kind))
    report = report_of(written(), answer)
    assert [log.format for log in report.logs] == ["apache-error", "combined"]
    assert report.unreadable == 0
    assert reason in [each.text for each in report.reasons]
    assert reason in [found.line.reason for found in report.belongs]


@pytest.mark.server("apache")
def test_digest_challenges_are_no_alarm(apache, send, login, fresh):
    written = fresh(apache.access_log)
    for number in range(12):
        url = f"{apache.url}/digest/inside.txt?n={number}"
        send(url, credential=login(USER, PASSWORD, Digest))
    report = report_of(written())
    assert report.statuses == {401: 12}
    assert [(kind.slug, kind.level) for kind in report.kinds] == [("normal-challenge", "normal")]


@pytest.mark.server("squid")
def test_squid_asks_and_nobody_answers(squid, scripted, send, fresh):
    server = scripted(lambda _request: reply(200))
    written = fresh(squid.access_log)
    for _ in range(8):
        send(server.url, options=Options(proxy=squid.url))
    report = report_of(written())
    assert report.logs[0].format == "squid"
    assert report.statuses == {407: 8}
    assert report.kinds[0].slug == "proxy-login"


@pytest.fixture
def history(tmp_path):
    made = History(tmp_path / "history.sqlite")
    yield made
    made.close()


def _kept(logs, history, host):
    found = take(Take(names=tuple(map(str, logs))))
    assert not found.problems
    keep(found, host, history, Secrets((), b"k" * 32), lambda _done: True)
    return history.page(read_filter("is:imported")).result(60)[::-1]


@pytest.mark.server("nginx")
@pytest.mark.server("apache")
@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_refusals_are_kept_with_what_worked_before(name, request, send, login, fresh, history):
    server = request.getfixturevalue(name)
    url = f"{server.url}/basic/inside.txt?access_token=Zq7RkW2mX9vT4nB8sL5cJ3hG6d"
    written = fresh(server.access_log, server.error_log)
    for password in (PASSWORD, "wrong", "wrong", PASSWORD):
        send(url, credential=login(USER, password))
    first, *more = _kept(written(), history, server.url)
    statuses = [row.status for row in (first, *more)]
    assert statuses.count(401) >= 2
    assert first.status != 401
    assert {row.host for row in more} == {"127.0.0.1"}
    refused = next(row for row in more if row.status == 401)
    good, bad = history.turn(refused.key).result(60)
    assert (good.status, bad.status) == (first.status, 401)
    whole = history.load(refused.key).result(60)
    assert (whole.attempt.source, whole.attempt.exchanges[0].request.headers) == ("log", ())
    assert "Zq7RkW2mX9vT4nB8" not in str(whole)
    assert USER not in str(whole)


@pytest.mark.server("squid")
def test_refusals_of_a_proxy_keep_the_whole_address(squid, scripted, send, fresh, history):
    server = scripted(lambda _request: reply(200))
    written = fresh(squid.access_log)
    send(f"{server.url}/orders", options=Options(proxy=squid.url))
    rows = _kept(written(), history, "other.example.com")
    assert {(row.host, row.path, row.status) for row in rows} == {("127.0.0.1", "/orders", 407)}
    assert rows[0].finding == "proxy-login-required"
