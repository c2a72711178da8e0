"""Bad input gets a message that says what, where and what to do; nothing is lost, nothing hangs."""

import errno
import gzip
import json
import os
import time

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from inspector.cli.program import Faces, run
from inspector.disk import atomic
from inspector.gui.library.collections_panel import CollectionsPanel
from inspector.gui.response.reply_tabs import ReplyTabs
from inspector.gui.state.documents import RequestDocument
from inspector.library.library import Library
from inspector.model.request import Request
from inspector.settings.places import places
from tests.fixtures.opening import opened
from tests.fixtures.scripted import reply

HELD_UP = 1.0  # seconds that the window may not answer; far above what it takes, for slow machines
READ_WITHIN = 60_000
REFUSED = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n\r\n"
ENTRY = {
    "startedDateTime": "2026-05-16T13:00:00.000Z",
    "time": 9,
    "request": {
        "method": "GET",
        "url": "https://api.example.com/v1/orders",
        "httpVersion": "HTTP/1.1",
        "headers": [],
        "queryString": [],
        "cookies": [],
        "headersSize": -1,
        "bodySize": 0,
    },
    "response": {
        "status": 401,
        "statusText": "Unauthorized",
        "httpVersion": "HTTP/1.1",
        "headers": [{"name": "WWW-Authenticate", "value": 'Bearer error="invalid_token"'}],
        "cookies": [],
        "content": {"size": 2, "mimeType": "application/json", "text": "{}"},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": 2,
    },
    "cache": {},
    "timings": {"send": 1, "wait": 4, "receive": 4},
}


def har(*entries):
    return json.dumps({"log": {"version": "1.2", "creator": {}, "entries": entries}}).encode()


def changed(**fields):
    """Return an entry with values replaced: `request__url=…` is request's url."""
    entry = json.loads(json.dumps(ENTRY))
    for path, value in fields.items():
        place, *rest = path.split("__")
        if rest:
            entry[place][rest[0]] = value
        else:
            entry[place] = value
    return entry


HUGE, DEEP = 10**400, "[" * 100_000
UNREADABLE = {
    "empty": b"",
    "no-har": b"just some words that nobody recorded",
    "bytes": bytes(range(256)) * 40,
    "other-json": b'{"orders": [1, 2, 3]}',
    "truncated": har(ENTRY)[:-200],
    "cut-at-once": b'{"log": {"version": "1.2", "entries": [',
    "deep": b'{"log": {"entries": ' + DEEP.encode(),
    "entries-are-text": b'{"log": {"version": "1.2", "entries": "none"}}',
}
HOSTILE = {
    "numbers-for-text": changed(request__url=5, request__method=None, response__statusText=[1]),
    "text-for-numbers": changed(response__status="401", time="soon"),
    "huge-numbers": changed(response__status=HUGE, response__bodySize=HUGE, time=-HUGE),
    "no-lists": changed(request__headers="x", response__headers={"a": 1}, timings=[]),
    "null-header": changed(response__headers=[None, {}, {"name": None, "value": 7}]),
    "line-breaks": changed(response__headers=[{"name": "X\r\nY", "value": "a\r\nSet-Cookie: b"}]),
    "surrogates": changed(request__url="https://api.example.com/\ud800\udfff\ud800"),
    "no-url": changed(request__url="::::///[@:99999999"),
    "bad-base64": changed(response__content={"text": "!!!", "encoding": "base64", "size": -5}),
    "bad-time": changed(startedDateTime="yesterday, 25:61"),
    "missing-parts": {"request": {}, "response": {}},
    "not-an-object": 7,
}


@pytest.fixture
def command(capsys):
    def command(*arguments):
        status = run(map(str, arguments), Faces(open_window=lambda _: 9, save_picture=lambda _: 9))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return status, shown.out, shown.err

    return command


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_told_and_the_others_are_answered(command, tmp_path, kind):
    bad, good = tmp_path / f"{kind}.har", tmp_path / "good.har"
    bad.write_bytes(UNREADABLE[kind])
    good.write_bytes(har(ENTRY))
    status, out, err = command("diagnose", bad, good, "--format", "jsonl")
    first, second = map(json.loads, out.splitlines())
    assert status == 2
    assert all(first["error"][part] for part in ("what", "todo"))
    assert bad.name in first["error"]["where"]
    assert second["verdict"]["findings"]
    assert bad.name in err + out


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_values_in_a_har_lose_no_other_entry(command, tmp_path, kind):
    file = tmp_path / "hostile.har"
    file.write_bytes(har(HOSTILE[kind], ENTRY))
    status, out, _err = command("diagnose", file, "--format", "json")
    assert status == 1
    answer = json.loads(out)
    assert any(entry["status"] == 401 for entry in answer["entries"])
    assert answer["verdict"]["findings"]


def test_bytes_that_are_no_text_anywhere_in_a_har(command, tmp_path):
    file = tmp_path / "bytes.har"
    file.write_bytes(har(ENTRY).replace(b"orders", b"ord\xff\xfeers").replace(b"Unau", b"\xc3\x28"))
    status, out, _err = command("diagnose", file, "--format", "json")
    assert status == 1
    assert json.loads(out)["verdict"]["findings"]


@pytest.mark.parametrize("form", ["text", "markdown", "json", "jsonl"])
def test_bytes_that_are_no_text_in_a_raw_reply(command, tmp_path, form):
    file = tmp_path / "reply.txt"
    file.write_bytes(
        b'HTTP/1.1 401 N\xffein\r\nWWW-Authenticate: Bearer realm="\xe9\xff"\r\n'
        b"X-\xff: \x80\x81\r\nSet-Cookie: a=\xff\r\n\r\n\xff\xfe\x00body"
    )
    status, out, err = command("diagnose", file, "--format", form)
    assert status == 1, err
    assert "401" in out


def test_a_token_of_ten_thousand_characters(command):
    for token in ("a1" * 5000, "eyJ" + "x" * 9997, "." * 10_000, "\udcff" * 10_000):
        status, out, err = command("decode", token)
        assert status in {0, 2}
        assert (out or err).strip()
        assert len(out) < 100_000


def test_an_invalid_request_file_is_told_with_file_and_line(command, tmp_path):
    file = tmp_path / "orders.toml"
    written = 'name = "Orders"\nmethod = "GET"\nurl = "http://127.0.0.1/\n'
    file.write_text(written)
    status, _out, err = command("send", file)
    assert status == 2
    assert "orders.toml" in err
    assert "3" in err
    assert file.read_text() == written


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('method = ["GET"]', "method"),
        ("url = 7", "url"),
        ('[options]\ntimeout = "soon"', "options.timeout"),
        ('[credential]\nkind = "magic"', "credential"),
    ],
)
def test_a_bad_value_in_a_request_file_is_told_with_its_path(command, tmp_path, line, path):
    file = tmp_path / "orders.toml"
    file.write_text(f'name = "Orders"\n{line}\n')
    status, _out, err = command("send", file)
    assert status == 2
    assert "orders.toml" in err
    assert path in err


def test_a_request_file_that_is_no_text(command, tmp_path):
    file = tmp_path / "orders.toml"
    file.write_bytes(b'name = "\xff\xfe"\n')
    status, _out, err = command("send", file)
    assert status == 2
    assert "orders.toml" in err


def _bomb():
    return gzip.compress(bytes(300 * 1024 * 1024), 1)


MALFORMED = {
    "nothing": b"",
    "no-http": b"SSH-2.0-OpenSSH_9.6\r\n",
    "no-status": b"HTTP/1.1\r\n\r\n",
    "bad-status": b"HTTP/1.1 4O1 Unauthorized\r\nContent-Length: 0\r\n\r\n",
    "no-colon": b"HTTP/1.1 401 Unauthorized\r\nnonsense\r\nContent-Length: 0\r\n\r\n",
    "two-lengths": b"HTTP/1.1 401 No\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "bad-length": b"HTTP/1.1 401 No\r\nContent-Length: many\r\n\r\n",
    "bad-chunk": b"HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "too-short": b"HTTP/1.1 401 No\r\nContent-Length: 50\r\n\r\nabc",
    "no-gzip": b"HTTP/1.1 401 No\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    "bytes": b"HTTP/1.1 401 N\xff\r\nX-\xff: \xfe\r\nWWW-Authenticate: \xff\xfe\xfd\r\n"
    b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
    "long-line": b'HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm="'
    + b"r" * 1024 * 1024
    + b'"\r\nContent-Length: 0\r\n\r\n',
    "long-token": b"HTTP/1.1 401 No\r\nX-Token: "
    + b"t" * 10_000
    + b"\r\nContent-Length: 0\r\n\r\n",
}


def _one_reply(data):
    def script(connection):
        connection.request()
        connection.send(data)

    return script


def _cut_off(connection):
    connection.request()
    connection.send(b"HTTP/1.1 401 No\r\nContent-Length: 500000\r\n\r\n" + b"x" * 1000)
    connection.reset()


def _bombing(connection):
    connection.request()
    connection.send(reply("401 Unauthorized", "Content-Encoding: gzip", body=_bomb()))


SCRIPTS = {
    **{kind: _one_reply(data) for kind, data in MALFORMED.items()},
    "reset": _cut_off,
    "gzip-bomb": _bombing,
}


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_bad_reply_is_answered(command, scripted, tmp_path, kind):
    server, saved = scripted(SCRIPTS[kind]), tmp_path / "saved.json"
    status, out, err = command("send", server.url, "--format", "json", "--save", saved)
    assert status == 1, err
    verdict = json.loads(out)["verdict"]
    assert verdict["findings"], kind
    assert all(finding["title"] and finding["explanation"] for finding in verdict["findings"])
    assert saved.stat().st_size < 100 * 1024 * 1024
    status, out, err = command("diagnose", saved, "--format", "text")
    assert status == 1, err
    assert out.strip()


# ---------------------------------------------------------------- the window


class Gaps:
    """How long the window's thread was away at most, seen by a clock that should tick often.

    Away is what it computed in between, or a fifth of what it waited: a busy machine makes it
    wait a little, a disk or the network on this thread makes it wait long.
    """

    def __init__(self):
        self.longest, self._last = 0.0, (time.thread_time(), time.monotonic() / 5)
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = (time.thread_time(), time.monotonic() / 5)
        away = max(after - before for before, after in zip(self._last, now, strict=True))
        self.longest, self._last = max(self.longest, away), now

    def stop(self):
        self._timer.stop()
        return self.longest


@pytest.fixture
def driver(start):
    return start()


def _open(driver, path):
    driver.window.opening.open_files([path])


@pytest.mark.parametrize("kind", UNREADABLE)
def test_the_window_tells_what_it_cannot_read(driver, tmp_path, kind):
    file = tmp_path / f"{kind}.har"
    file.write_bytes(UNREADABLE[kind])
    driver.run("new-tab")
    kept = driver.program.tools.tabs.documents
    gaps = Gaps()
    with driver.qtbot.waitSignal(driver.program.tools.notices.said) as caught:
        _open(driver, file)
    assert caught.args[0].icon == "triangle-alert"
    assert file.name in caught.args[0].text
    assert driver.program.tools.tabs.documents == kept
    assert gaps.stop() < HELD_UP


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_window_opens_a_hostile_har(driver, tmp_path, kind):
    file = tmp_path / "hostile.har"
    file.write_bytes(har(HOSTILE[kind], ENTRY))
    gaps = Gaps()
    opened(driver.qtbot, driver.program.tools.tabs, lambda: _open(driver, file))
    assert isinstance(driver.program.tools.tabs.active, RequestDocument)
    assert driver.tab.attempts.current.verdict.findings
    assert gaps.stop() < HELD_UP


def test_a_har_of_200_megabytes_does_not_hold_the_window(driver, tmp_path):
    file = tmp_path / "large.har"
    one = json.dumps(changed(response__content={"size": 9, "text": "x" * 100_000})).encode()
    with file.open("wb") as out:
        out.write(b'{"log": {"version": "1.2", "creator": {}, "entries": [')
        out.write(b",".join([one] * (200 * 1024 * 1024 // len(one) + 1)))
        out.write(b"]}}")
    assert file.stat().st_size > 200 * 1024 * 1024
    gaps = Gaps()
    tabs = driver.program.tools.tabs
    opened(driver.qtbot, tabs, lambda: _open(driver, file), timeout=READ_WITHIN)
    assert driver.tab.attempts.current.verdict.findings
    assert gaps.stop() < 5 * HELD_UP
    file.unlink()


def test_a_file_that_is_too_large_is_told(driver, tmp_path):
    file = tmp_path / "huge.har"
    with file.open("wb") as out:
        out.truncate(300 * 1024 * 1024)
    with driver.qtbot.waitSignal(driver.program.tools.notices.said) as caught:
        _open(driver, file)
    assert "256 MB" in caught.args[0].text
    assert "huge.har" in caught.args[0].text


@pytest.mark.parametrize("kind", SCRIPTS)
def test_the_window_answers_a_bad_reply(driver, scripted, kind):
    server = scripted(SCRIPTS[kind])
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    driver.qtbot.keyClicks(field, server.url)
    gaps = Gaps()
    answer = driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    assert answer.verdict.findings
    for index in (1, 2, 3, 0):
        driver.window.findChildren(ReplyTabs)[-1].tabs.setCurrentIndex(index)
        driver.qtbot.wait(20)
    assert gaps.stop() < HELD_UP


def test_long_tokens_and_odd_characters_open(driver):
    tabs = driver.program.tools.tabs
    for token in ("eyJ" + "x" * 9997, "eyJhbGciOiJIUzI1NiJ9." + "x" * 10_000 + ".c2ln"):
        gaps = Gaps()
        with driver.qtbot.waitSignal(tabs.activated):
            driver.run("paste-anything", token)
        assert tabs.active.kind == "token"
        assert gaps.stop() < HELD_UP
    with driver.qtbot.waitSignal(driver.program.tools.notices.said):
        driver.run("paste-anything", "odd \udcff\ud800 text")


# ---------------------------------------------------------------- saving


@pytest.fixture
def saved(driver):
    """A request that was saved once and changed since: the tab and its file."""
    vault = driver.program.tools.vault
    library = Library(places().collections, vault, places().data / "trash")
    collection = library.new_collection("Orders")
    done = library.add(collection.id, Request(name="List", url="http://127.0.0.1/before"))
    file = library.path(done.id)
    actions = driver.program.tools.actions
    owner = _owner(driver)
    owner.do(lambda _libraries: None)
    driver.qtbot.waitUntil(lambda: str(file) in owner.by_key)
    node = owner.by_key[str(file)]
    driver.program.tools.tabs.open_request(node.request, str(file))
    current = driver.tab.current
    current.replace(msgspec.structs.replace(current.value, url="http://127.0.0.1/after"), "Change")
    driver.qtbot.waitUntil(lambda: actions.can_run("save"))
    return driver, file


def _owner(driver):
    driver.qtbot.waitUntil(lambda: driver.window.findChild(CollectionsPanel) is not None)
    return driver.window.findChild(CollectionsPanel).owner


def _refused_save(driver, file):
    """Save, and check that nothing was lost by its failure; return what was said."""
    before = file.read_bytes()
    with driver.qtbot.waitSignal(driver.program.tools.notices.said) as caught:
        driver.run("save")
    assert caught.args[0].icon == "triangle-alert"
    assert file.read_bytes() == before
    assert driver.tab.current.value.url == "http://127.0.0.1/after"
    assert driver.tab.modified
    assert not [each for each in file.parent.iterdir() if each.name.endswith(".tmp")]
    return caught.args[0].text


def test_a_full_disk_while_saving_loses_nothing(saved, monkeypatch):
    driver, file = saved

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", full)
    assert "no space" in _refused_save(driver, file)
    monkeypatch.undo()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EIO])
def test_a_folder_that_cannot_be_written_loses_nothing(saved, monkeypatch, number):
    driver, file = saved
    opened = os.open

    def refuse(path, flags, *rest, **more):
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number))
        return opened(path, flags, *rest, **more)

    monkeypatch.setattr(atomic.os, "open", refuse)
    assert file.name in _refused_save(driver, file)
    monkeypatch.undo()


def test_a_damaged_file_in_the_collection_is_told_and_the_others_open(saved):
    driver, file = saved
    bad = file.with_name("broken.toml")
    bad.write_text('name = "Broken"\nurl = "http://127.0.0.1/\n')
    owner = _owner(driver)
    owner.do(lambda _libraries: None)
    driver.qtbot.waitUntil(lambda: bool(owner.problems))
    problem = owner.problems[0]
    assert "broken.toml" in problem.where
    assert "2" in f"{problem.what} {problem.where}"
    assert problem.todo
    assert str(file) in owner.by_key
    assert bad.read_text().startswith('name = "Broken"')
