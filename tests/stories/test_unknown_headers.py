"""A header nobody knows with a long random value is asked about once, and masked until answered."""

import pytest

from inspector.export.export import export
from inspector.export.options import Options
from inspector.export.registry import all_formats
from inspector.gui.trace.exchange_panel import HeaderQuestion
from inspector.model.request import Request, RequestHeader
from tests.fixtures import on_screen
from tests.fixtures.planted_window import PlantedWindow
from tests.fixtures.planting import found_in
from tests.fixtures.scripted import reply

SENT, RECEIVED = "X-Acme-Blub", "X-Acme-Door"


@pytest.fixture
def planted(start, home, monkeypatch):
    return PlantedWindow(start(), home).listen(monkeypatch)


@pytest.fixture
def server(planted, scripted):
    value = planted.secret("in the reply")

    def answer(request):
        said = request.decode("latin-1").partition(f"{SENT}: ")[2].partition("\r\n")[0]
        lines = ('WWW-Authenticate: Basic realm="x"', f"{RECEIVED}: {value}", "X-Page: start")
        return reply("401 Unauthorized", *lines, body=f"refused: {said}".encode())

    return scripted([answer])


def _send(planted, url, value):
    request = Request(url=url, headers=(RequestHeader(SENT, value),))
    planted.tools.tabs.open_request(request)
    return planted.driver.answer(lambda: planted.driver.run("send"))


def _exported(planted, answer):
    known = planted.tools.vault.known_values()
    for form in all_formats():
        made = export(answer, form.NAME, Options(known=known, mask_leaks=True))
        yield form.NAME, made.text


def _question(planted):
    found = planted.driver.window.findChildren(HeaderQuestion)
    return next((each for each in found if each.isVisible()), None)


def _in_history(planted, count):
    panel = planted.history()
    planted.driver.qtbot.waitUntil(lambda: len(panel.model.rows) == count)
    for row in panel.model.rows:
        job = planted.tools.history.load(row.key)
        with planted.driver.qtbot.waitSignal(job.succeeded) as loaded:
            pass
        yield repr(loaded.args[0])


def test_until_it_is_answered_nothing_holds_it(planted, server):
    answer = _send(planted, server.url, planted.secret("in the request"))
    assert f"{SENT}: {planted.secrets['in the request']}".encode() in server.requests[0]
    assert SENT in _question(planted).accessibleName()
    planted.look_at_screen()
    for name, text in _exported(planted, answer):
        assert not found_in(text, planted.secrets), name
    for kept in _in_history(planted, 1):
        assert not found_in(kept, planted.secrets)
    planted.leave()


def test_what_is_no_secret_is_shown_and_what_is_one_stays_masked(planted, server, start):
    value = planted.secret("in the request")
    answer = _send(planted, server.url, value)
    _question(planted).open.click()
    assert RECEIVED in _question(planted).accessibleName()
    _question(planted).secret.click()
    assert _question(planted) is None
    del planted.secrets["in the request"]  # said to be none
    planted.look_at_screen()
    assert any(value in text for _, text in on_screen.texts())
    for name, text in _exported(planted, answer):
        assert not found_in(text, planted.secrets), name
        if name in {"saved-attempt", "har"}:
            assert value in text, name
    planted.driver.settle()
    planted.driver = start()  # the answers are there after a restart
    _send(planted, server.url, value)
    assert _question(planted) is None
    assert any(value in text for _, text in on_screen.texts())
    planted.look_at_screen()
    latest = next(_in_history(planted, 2))
    assert value in latest
    assert not found_in(latest, planted.secrets)
    planted.leave()
