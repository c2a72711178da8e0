"""A GraphQL request: its query is completed from the schema, and a refusal within a 200 explained."""

import json
from http.server import BaseHTTPRequestHandler

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from inspector.gui.compose.body_kinds import body_kinds
from inspector.gui.compose.body_tab import BodyTab
from inspector.gui.compose.request_pane import RequestPane
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from tests.fixtures.loopback_peer import LoopbackPeer
from tests.unit.protocol.graphql.replies import SCHEMA_REPLY

BODY = 3
VALUE, WRONG = "tok-" + "q" * 40, "tok-" + "w" * 40
REFUSED = {"data": None, "errors": [{"message": "no", "extensions": {"code": "UNAUTHENTICATED"}}]}


class _Api(BaseHTTPRequestHandler):
    """Answers with 200 always, as GraphQL servers do."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.peer.asked.append((self.headers["Content-Type"], asked))
        known = self.headers["Authorization"] == f"Bearer {VALUE}"
        reply = (
            SCHEMA_REPLY if "__schema" in asked["query"] else {"data": {"viewer": {"name": "a"}}}
        )
        body = json.dumps(reply if known else REFUSED).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def api():
    made = LoopbackPeer(_Api)
    made.asked = []
    yield made
    made.stop()


@pytest.fixture
def opened(start, api):
    """Open a request whose token is refused, at its body."""
    driver = start()
    token = driver.program.tools.vault.put(WRONG)
    driver.program.tools.tabs.open_request(
        Request(method="POST", url=f"{api.url}/graphql", credential=Bearer(token=token))
    )
    next(
        each for each in driver.window.findChildren(RequestPane) if each.isVisible()
    ).tabs.setCurrentIndex(BODY)
    _choose(driver, "GraphQL")
    return driver


def _choose(driver, title):
    box = driver.find(QComboBox, "body_kind")
    box.activated.emit([kind.title for kind in body_kinds()].index(title))


def _fetch(driver):
    driver.qtbot.mouseClick(driver.find(QPushButton, "graphql_fetch"), Qt.MouseButton.LeftButton)


def _let_in(driver):
    current = driver.tab.current
    token = driver.program.tools.vault.put(VALUE)
    changed = msgspec.structs.replace(current.value, credential=Bearer(token=token))
    current.replace(changed, "Another token")


@pytest.mark.qt_log_ignore(r"raise\(\)|grabbing the keyboard", extend=True)
def test_a_query_is_completed_from_the_schema_and_sent(opened, api):
    keys = opened.qtbot
    _let_in(opened)
    _fetch(opened)
    tab = next(each for each in opened.window.findChildren(BodyTab) if each.isVisible())
    keys.waitUntil(lambda: tab.schema.known is not None)
    query = opened.find(QWidget, "graphql_query")
    query.setFocus()
    keys.keyClicks(query, "{ vi")
    keys.waitUntil(query.list.popup().isVisible)
    keys.keyClick(query.list.popup(), Qt.Key.Key_Return)
    keys.keyClicks(query, " { name } }")
    keys.keyClicks(opened.find(QWidget, "graphql_variables"), '{"n": 1}')
    answer = opened.answer(lambda: opened.run("send"))
    assert not answer.verdict.is_told
    assert api.asked[-1] == (
        "application/json",
        {"query": "{ viewer { name } }", "variables": {"n": 1}},
    )
    _choose(opened, "JSON")
    assert "viewer" in opened.find(QWidget, "body_edit").toPlainText()
    _choose(opened, "GraphQL")
    assert query.isVisible()


def test_a_refusal_within_a_200_is_explained_and_gives_no_schema(opened):
    said = []
    opened.program.tools.notices.said.connect(said.append)
    _fetch(opened)
    opened.qtbot.waitUntil(lambda: bool(said))
    assert "No schema came (200)" in said[0].text
    opened.find(QWidget, "graphql_query").setPlainText("{ viewer { name } }")
    refused = opened.answer(lambda: opened.run("send"))
    assert refused.attempt.exchanges[-1].reply.status == 200
    assert refused.verdict.is_told
