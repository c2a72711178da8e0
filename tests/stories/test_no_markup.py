"""Text from outside that looks like HTML is shown as text: no picture, no link, nothing loaded."""

import json
import re
import urllib.error
import urllib.request

import pytest
from PySide6.QtWidgets import QLineEdit

from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.logs.log_page import LogPage
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.library.library import Library
from inspector.model.collection import Collection, Environment
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from tests.fixtures import on_screen
from tests.fixtures.experimenting import jwt
from tests.fixtures.markup import guessed, rendered
from tests.fixtures.scripted import reply

WAIT = 15_000
PICTURE = "<img src=file:///etc/hostname>"
HOSTILE = f"{PICTURE}<a href=http://evil.example/>x</a>"


@pytest.fixture
def driver(start):
    return start()


def _look(driver, least=1):
    """Look at every text that Qt may take for HTML; least: how many must hold the hostile one."""
    driver.settle()
    met = 0
    for where, text, rich in guessed():
        read, live = rendered(text, rich=rich)
        assert not live, f"{where} would load {live} of {text!r}"
        met += PICTURE in read
    assert met >= least, "the hostile text was met nowhere"


def _entry(second, status, token):
    return {
        "startedDateTime": f"2026-03-04T12:00:0{second}.000Z",
        "time": 10,
        "request": {
            "method": "GET",
            "url": f"https://api.example/{HOSTILE}?q={HOSTILE}",
            "headers": [
                {"name": "Authorization", "value": f"Bearer {token}"},
                {"name": "X-Note", "value": f"{HOSTILE} {second}"},
            ],
        },
        "response": {
            "status": status,
            "statusText": HOSTILE,
            "headers": [
                {"name": "WWW-Authenticate", "value": f'Bearer realm="{HOSTILE}"'},
                {"name": "Server", "value": HOSTILE},
            ],
            "content": {"mimeType": "application/json", "text": json.dumps({"error": HOSTILE})},
        },
        "serverIPAddress": HOSTILE,
    }


def _token(**claims):
    return jwt(b"k" * 32, sub=HOSTILE, iss=HOSTILE, aud=[HOSTILE], name=HOSTILE, **claims)


def _recording(driver, folder):
    path = folder / "recorded.har"
    entries = [_entry(at, status, _token(exp=at)) for at, status in enumerate((200, 401, 403))]
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    driver.window.opening.open_files([path])
    tabs = driver.program.tools.tabs
    driver.qtbot.waitUntil(lambda: isinstance(tabs.active, RecordingDocument), timeout=WAIT)
    driver.settle()


def _page(driver, kind):
    return next(each for each in driver.window.area.findChildren(kind) if each.isVisible())


def test_a_recording_the_history_and_tokens(driver, tmp_path):
    _recording(driver, tmp_path)
    _look(driver)
    driver.run("keep-in-history")
    driver.run("show-history")
    panel = driver.window.sidebar.currentWidget()
    driver.qtbot.waitUntil(lambda: bool(panel.model.rows), timeout=WAIT)
    _look(driver, 2)
    driver.run("show-tokens")
    _look(driver, 2)


def test_a_log(driver, tmp_path):
    path = tmp_path / "access.log"
    line = '203.0.113.9 - {user} [04/Mar/2026:12:00:{at:02} +0000] "GET /v1 HTTP/1.1" 401 12 "-" "{client}"\n'
    client = PICTURE.replace("<img", "Mozilla <img")
    path.write_text("".join(line.format(user="a<b>", at=at, client=client) for at in range(20)))
    driver.window.opening.open_files([path])
    tabs = driver.program.tools.tabs
    driver.qtbot.waitUntil(lambda: tabs.active is not None and tabs.active.kind == "log")
    driver.qtbot.waitUntil(lambda: not tabs.active.running, timeout=WAIT)
    driver.settle()
    page, met = _page(driver, LogPage), 0
    for index in range(page.tabs.count()):
        page.tabs.setCurrentIndex(index)
        _look(driver, 0)
        met += any(PICTURE in rendered(text, rich=rich)[0] for _, text, rich in guessed())
    assert met


def test_a_token(driver):
    driver.program.tools.tabs.open(TokenDocument(_token(exp=1)))
    _look(driver)


def test_answers_and_what_looks_back_at_them(driver, scripted):
    header = f'WWW-Authenticate: Bearer error="invalid_token", error_description="{HOSTILE}"'
    server = scripted([reply("401 No", header, f"X-Reason: {HOSTILE}", body=HOSTILE.encode())] * 2)
    tools = driver.program.tools
    note = RequestHeader("X-Note", HOSTILE)
    credential = Bearer(token=tools.vault.put(_token(exp=1)))
    request = Request(name=HOSTILE, url=f"{server.url}/v1", headers=(note,), credential=credential)
    tools.tabs.open_request(request)
    for _ in range(2):
        driver.answer(lambda: driver.run("send"))
    _look(driver)
    driver.run("compare-previous")
    page = _page(driver, ComparePage)
    driver.qtbot.waitUntil(lambda: bool(page.comparison.heads), timeout=WAIT)
    _look(driver)
    driver.run("credential-matrix")
    matrix = _page(driver, MatrixPage)
    _look(driver)
    matrix.choice.more.click()
    _look(driver)


def test_collections_and_environments(start):
    driver = start()
    tools = driver.program.tools
    library = Library(tools.places.collections, tools.vault, tools.places.data / "trash")
    top = library.new_collection("Shop").id
    record = Collection(
        name=HOSTILE,
        variables={"api": HOSTILE},
        environments=(Environment(name=HOSTILE, values={"api": HOSTILE}),),
    )
    library.save_collection(top, record)
    library.add(library.new_folder(top, HOSTILE).id, Request(name=HOSTILE, url="http://{{api}}/"))
    driver = start()
    driver.run("show-requests")
    driver.settle()
    _look(driver)
    driver.run("environments")
    _look(driver)


TURNED = f"\u202e<b>x</b>\u2066&amp; {{}} {'long ' * 80}"
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _look_for_turning(names):
    """Look whether what turns the direction became a visible sign; names: how many were cut."""
    shown = list(on_screen.texts(outside=(QLineEdit,)))
    turned = [(where, text) for where, text in shown if _TURNING.search(text)]
    assert turned == []
    assert sum("\ufffd<b>x</b>\ufffd&" in text for _, text in shown) >= names


def test_names_that_turn_the_direction_or_never_end(start):
    driver = start()
    tools = driver.program.tools
    library = Library(tools.places.collections, tools.vault, tools.places.data / "trash")
    top = library.new_collection("Shop").id
    library.save_collection(top, Collection(name=TURNED, environments=(Environment(name=TURNED),)))
    library.add(library.new_folder(top, TURNED).id, Request(name=TURNED, url="http://a.example/"))
    library.add(top, Request(name=TURNED, url="http://a.example/"))
    driver = start()
    driver.run("show-requests")
    driver.settle()
    tools = driver.program.tools
    tools.environments.choose(TURNED)
    request = Request(name=TURNED, url="http://a.example/b")
    document = tools.tabs.open_request(request)
    document.current.replace(Request(name=TURNED, url="http://a.example/c"), "Change")
    driver.settle()
    _look_for_turning(2)
    driver.run("list-tabs")
    driver.settle()
    _look_for_turning(3)
    tools.tabs.close(document)
    assert len(tools.notices.all[-1].text) < 160
    assert "was closed with changes" in tools.notices.all[-1].text
    _look_for_turning(2)
    driver.run("palette")
    driver.settle()
    _look_for_turning(2)


def test_the_practice_server(driver):
    driver.run("mocklab")
    lab = driver.program.tools.lab
    with driver.qtbot.waitSignal(lab.changed, timeout=WAIT):
        lab.start()
    with driver.qtbot.waitSignal(lab.logged, timeout=WAIT):
        asked = urllib.request.Request(f"{lab.address}/v1", headers={"X-Note": HOSTILE})
        try:
            urllib.request.urlopen(asked).close()
        except urllib.error.HTTPError as error:
            error.close()
    _look(driver)
