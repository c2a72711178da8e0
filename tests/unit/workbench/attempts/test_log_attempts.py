"""Lines of logs become attempts: addresses, ids, portions, and no secret in the file."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.logs.parts import Take
from inspector.logs.taking import Taken, Takings, take
from inspector.record import History, read_filter
from inspector.workbench.attempts.log_attempts import (
    LogKept,
    Secrets,
    attempt_of,
    keep,
    kept_words,
    typed_host,
)
from tests.fixtures.log_samples import START, combined

SECRETS = Secrets((), b"k" * 32)
PLANTED = "Zq7RkW2mX9vT4nB8sL5cJ3hG6d"


@pytest.fixture
def history(tmp_path):
    made = History(tmp_path / "history.sqlite")
    yield made
    made.close()


@pytest.fixture
def log(tmp_path):
    def write(*lines):
        path = tmp_path / "access.log"
        path.write_text("".join(f"{line}\n" for line in lines))
        return take(Take(names=(str(path),)))

    return write


def _taken(target="/orders", host="", method="GET", digest=b"d" * 16):
    return Taken(
        at=START,
        status=401,
        method=method,
        host=host,
        target=target,
        named=False,
        refused=True,
        digest=digest,
    )


def _yes(_done):
    return True


def _rows(history, text=""):
    return history.page(read_filter(text)).result(60)


@pytest.mark.parametrize(
    ("target", "host", "given", "url"),
    [
        ("/a?b=c", "", "", "/a?b=c"),
        ("/a", "", "api.example.com", "https://api.example.com/a"),
        ("/a", "", "http://localhost:8080", "http://localhost:8080/a"),
        ("/a", "www.example.com:443", "other.test", "https://www.example.com/a"),
        ("/a", "www.example.com:80", "", "http://www.example.com/a"),
        ("/a", "[2001:db8::7]:8443", "", "https://[2001:db8::7]:8443/a"),
        ("/a", "_", "", "/a"),
        ("/a", 'evil"host', "", "/a"),
        ("*", "api.example.com", "", "https://api.example.com/*"),
        ("http://example.com/a", "", "other.test", "http://example.com/a"),
        ("/to?next=http://x.test/", "a.test", "", "https://a.test/to?next=http://x.test/"),
    ],
)
def test_the_address_is_as_whole_as_the_line(target, host, given, url):
    made = attempt_of(_taken(target, host), given)
    assert made.exchanges[0].request.url == url
    assert (made.source, made.origin, made.may_be_sanitised) == ("log", "import", True)
    assert made.started == datetime.fromtimestamp(START, UTC)


def test_a_tunnel_is_an_address_too():
    made = attempt_of(_taken("api.example.com:443", method="CONNECT"))
    assert made.exchanges[0].request.url == "https://api.example.com:443"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (" Api.Example.com ", "api.example.com"),
        ("HTTPS://a.test/", "https://a.test"),
        ("", ""),
        ("-", ""),
        ("user:pw@a.test", None),
        ("a.test/path", None),
        ("two words", None),
    ],
)
def test_a_host_as_typed(text, host):
    assert typed_host(text) == host


def test_ids_come_from_line_and_host():
    ids = {
        attempt_of(_taken(), "a.test").id,
        attempt_of(_taken(), "a.test").id,
        attempt_of(_taken(), "b.test").id,
        attempt_of(_taken(digest=b"e" * 16), "a.test").id,
    }
    assert len(ids) == 3
    assert attempt_of(_taken(host="a.test"), "x").id == attempt_of(_taken(host="a.test"), "y").id


def test_the_same_log_adds_nothing_the_second_time(history, log):
    found = log(*(combined(START + n, status=(200, 401)[n % 2]) for n in range(250)))
    assert keep(found, "a.test", history, SECRETS, _yes) == LogKept(added=250)
    assert keep(found, "a.test", history, SECRETS, _yes) == LogKept(again=250)
    assert len(_rows(history, "is:imported is:refused host:a.test")) == 125


def test_alike_lines_keep_their_own_times(history, log):
    keep(log(*(combined(START + n, status=401) for n in range(3))), "", history, SECRETS, _yes)
    rows = _rows(history)
    assert [row.started - START * 1000 for row in rows] == [2000, 1000, 0]
    kept = history.load(rows[0].key).result(60)
    assert kept.attempt.exchanges[0].started.timestamp() == START + 2
    assert kept.attempt.id == rows[0].id
    assert {row.title for row in rows} == {
        "Login missing or not accepted: the log does not say which"
    }


def test_since_when_it_fails_can_be_told(history, log):
    statuses = [401, 200, 200, 401, 401, 401, 200]
    lines = (combined(START + n, status=status) for n, status in enumerate(statuses))
    keep(log(*lines), "a.test", history, SECRETS, _yes)
    fourth = next(row for row in _rows(history) if row.started == (START + 5) * 1000)
    good, bad = history.turn(fourth.key).result(60)
    assert [row.started / 1000 - START for row in (good, bad)] == [2, 3]


def test_it_stops_between_portions(history, log):
    found = log(*(combined(START + n, status=401) for n in range(350)))
    assert keep(found, "", history, SECRETS, lambda done: done < 200).added == 200


def test_what_is_left_out_is_counted():
    store = type("Store", (), {"add_many": lambda self, pairs: _Done(len(pairs))})()
    takings = Takings(lines=(_taken(),), refused=7, untimed=2)
    assert keep(takings, "", store, SECRETS, _yes) == LogKept(added=1, left_out=4, untimed=2)


class _Done:
    def __init__(self, value):
        self.result = lambda: value


def test_it_is_said_in_words():
    assert kept_words(LogKept(added=1)) == "1 attempt is in the history now."
    all_of_it = kept_words(LogKept(added=2, again=3, left_out=4, untimed=6))
    assert all_of_it == (
        "2 attempts are in the history now. 3 were there already. 4 earlier refusals were left "
        "out. 6 have no time."
    )


def test_no_secret_client_or_user_reaches_the_file(history, log, tmp_path):
    agent = f"curl/8 token={PLANTED}A"
    lines = [
        combined(START, "192.0.2.77", f"/cb?access_token={PLANTED}B&x=1", 401, user="adalovelace"),
        combined(START + 1, "192.0.2.77", f"/cb?api_key={PLANTED}C", 200, agent=agent),
        combined(START + 2, "192.0.2.77", f"/reset?password={PLANTED}D", 403, agent=agent),
        combined(START + 3, "192.0.2.77", f"http://u:{PLANTED}E@h.test/x", 407),
        combined(START + 4, "192.0.2.77", f"/cb?sid={PLANTED}F#{PLANTED}G", 401),
    ]
    keep(log(*lines), "a.test", history, Secrets((f"{PLANTED}G",), b"k" * 32), _yes)
    assert history.count(read_filter("")).result(60) == 5
    history.close()
    written = b"".join(path.read_bytes() for path in tmp_path.glob("history.sqlite*"))
    for secret in (PLANTED, "192.0.2.77", "adalovelace"):
        assert secret.encode() not in written


def test_a_line_of_rubbish_is_an_attempt_like_others(history):
    odd = [_taken("", method=""), _taken("\x16\x03\x01ü", method="\x00", digest=b"x" * 16)]
    keep(Takings(lines=tuple(odd), refused=2), "a.test", history, SECRETS, _yes)
    assert len(_rows(history)) == 2
    assert msgspec.msgpack.encode(history.load(1).result(60))
