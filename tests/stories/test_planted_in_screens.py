"""Planted secrets driven through the screens that look back: none is shown, told or written."""

import base64
import json

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QListWidget,
    QPushButton,
)

from inspector.compare.matrix_writing import ENDINGS as MATRIX_ENDINGS
from inspector.compare.writing import ENDINGS
from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.gui.tokens.token_page import TokenPage
from inspector.library.hide import Hider
from inspector.model.credential import ApiKey, Basic, Bearer
from inspector.model.request import FormBody, FormField, QueryParam, Request, RequestHeader
from tests.fixtures.experimenting import jwt
from tests.fixtures.planting import Planted, echo, found_in
from tests.fixtures.planting import planted as planted_text
from tests.fixtures.scripted import reply

WAIT = 15_000


@pytest.fixture
def planted(start, home):
    return Looking(start(), home)


@pytest.fixture
def server(scripted):
    return scripted([echo])


class Looking(Planted):
    """The window with secrets in it, and the ways to the screens."""

    @property
    def tools(self):
        return self.driver.program.tools

    def put(self, place):
        """Plant a secret and return its reference, as if it had been typed."""
        return self.tools.vault.put(self.secret(place))

    def token(self, place, **claims):
        """Return a token whose payload and signature are planted; its header is public."""
        signature = base64.urlsafe_b64decode(planted_text(f"{place}, signature") + "=")[:32]
        claim = self.claims[f"{place}, claim"] = planted_text(f"{place}, claim")
        made = jwt(signature, jti=claim, **claims)
        _head, payload, self.secrets[f"{place}, signature"] = made.split(".")
        self.claims[f"{place}, payload"] = payload[24:]
        return made

    def send(self, request):
        """Open a request in a tab of its own, as if it had been pasted, and send it."""
        self.tools.tabs.open_request(self.hidden(request))
        return self.driver.answer(lambda: self.driver.run("send"))

    def hidden(self, request):
        """Return a request as it is when it was pasted: its secrets are in the vault."""
        return Hider(self.tools.vault).hide(request)

    def send_all(self, url):
        """Send one request with each kind of secret."""
        for request in self.requests(url):
            assert self.send(request).attempt.exchanges[-1].reply is not None

    def requests(self, url):
        """Yield requests that carry each kind of secret."""
        yield Request(
            name="Bearer", url=f"{url}/bearer", credential=Bearer(token=self.put("bearer"))
        )
        basic = Basic(user="ada", password=self.put("basic"))
        yield Request(name="Basic", url=f"{url}/basic", credential=basic)
        key = ApiKey(value=self.put("key in header"))
        yield Request(name="Key", url=f"{url}/key", credential=key)
        in_query = ApiKey(name="api_key", value=self.put("key in query"), place="query")
        yield Request(name="Query", url=f"{url}/query", credential=in_query)
        rows = (RequestHeader("Cookie", f"session={self.secret('cookie')}; theme=dark"),)
        yield Request(name="Cookie", url=f"{url}/cookie", headers=rows)
        query = (QueryParam("access_token", self.secret("token in query")),)
        yield Request(name="Parameter", url=f"{url}/parameter", query=query)
        fields = (
            FormField("grant_type", "refresh_token"),
            FormField("client_secret", self.secret("client_secret")),
            FormField("refresh_token", self.secret("refresh token")),
        )
        yield Request(name="Token", method="POST", url=f"{url}/token", body=FormBody(fields=fields))
        saml = base64.b64encode(_assertion(self.secret("SAML assertion")).encode()).decode()
        form = FormBody(fields=(FormField("SAMLResponse", saml),))
        yield Request(name="Login", method="POST", url=f"{url}/acs", body=form)

    # ------------------------------------------------------------ the screens
    def history(self):
        """Open the history; return its panel."""
        self.driver.run("show-history")
        return self.driver.window.sidebar.currentWidget()

    def page(self, kind):
        found = self.driver.window.area.findChildren(kind)
        return next(each for each in found if each.isVisible())

    def written(self, path):
        """Look into a file that was exported."""
        text = path.read_text()
        assert text
        assert not found_in(text, self.secrets), path

    def leave(self):
        """Look at what lies on the disk while the window runs, and when it has closed."""
        self.driver.program.restore._save_drafts()
        self.look_at_files()
        self.driver.window.close()
        self.driver.program.close()
        self.look_at_files()


def _assertion(secret):
    return (
        '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1">'
        f"<saml:Subject><saml:NameID>{secret}</saml:NameID></saml:Subject></saml:Assertion>"
    )


# ---------------------------------------------------------------- history
def test_the_history_shows_and_keeps_none(planted, server, qtbot):
    planted.send_all(server.url)
    wire = b"".join(server.requests).decode("latin-1")
    assert len(found_in(wire, planted.secrets)) >= 8
    panel = planted.history()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 8, timeout=WAIT)
    shown = planted.driver.find(QListView, "history_list")
    for place in range(8):
        shown.setCurrentIndex(panel.model.index(place))
        planted.look_at_screen()
    for text in ("status:401", "body-text:refused", "refused", "method:POST"):
        planted.driver.find(QLineEdit, "history_filter").setText(text)
        qtbot.wait(300)
        planted.look_at_screen()
    planted.driver.find(QLineEdit, "history_filter").setText("")
    qtbot.waitUntil(lambda: len(panel.model.rows) == 8, timeout=WAIT)
    row = panel.model.rows[0]
    with qtbot.waitSignal(planted.tools.history.changed):
        planted.tools.history.mark(row.key, tags=("release",), note="a note")
    planted.look_at_files()
    for row in panel.model.rows:
        shown.open_asked.emit(row, True)
        qtbot.wait(150)
        planted.look_at_screen()
    planted.leave()


def test_what_is_filtered_for_is_not_kept(planted, server, qtbot):
    planted.send_all(server.url)
    panel = planted.history()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 8, timeout=WAIT)
    field = planted.driver.find(QLineEdit, "history_filter")
    for secret in planted.secrets.values():  # full text must not find what is not there
        with qtbot.waitSignal(panel.model.filled, timeout=WAIT):
            field.setText(secret)
        assert not panel.model.rows, secret
    field.setText("")
    planted.leave()


# ---------------------------------------------------------------- comparison
@pytest.fixture
def compared(planted, server, qtbot):
    """A comparison of two attempts with other secrets everywhere."""
    first, second = (
        Request(
            name="Compared",
            url=f"{server.url}/v1?api_key={planted.secret(f'{turn} in the address')}",
            headers=(
                RequestHeader("Cookie", f"sid={planted.secret(f'{turn} cookie')}"),
                RequestHeader("X-Api-Key", planted.secret(f"{turn} key")),
            ),
            credential=Bearer(token=planted.tools.vault.put(planted.token(f"{turn} token"))),
        )
        for turn in ("first", "second")
    )
    planted.send(first)
    current = planted.driver.tab.current
    current.replace(planted.hidden(second), "Change it")
    planted.driver.answer(lambda: planted.driver.run("send"))
    planted.driver.run("compare-previous")
    page = planted.page(ComparePage)
    qtbot.waitUntil(lambda: bool(page.comparison.heads), timeout=WAIT)
    return page


def test_a_comparison_shows_none(planted, compared, qtbot):
    planted.look_at_screen(readable=(ComparePage,))
    for row in range(compared.model.rowCount()):
        compared.model.toggle(compared.model.index(row))
    planted.look_at_screen(readable=(ComparePage,))
    QApplication.clipboard().clear()
    for row in range(compared.model.rowCount()):
        compared.lines.setCurrentIndex(compared.model.index(row))
        qtbot.keyClick(compared.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not found_in(QApplication.clipboard().text(), planted.secrets)
    assert QApplication.clipboard().text()
    planted.leave()


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_an_exported_comparison_holds_none(planted, compared, qtbot, tmp_path, ending):
    path = tmp_path / f"comparison{ending}"
    with qtbot.waitSignal(planted.tools.notices.said, timeout=WAIT):
        compared._writing.write(compared.comparison, path)
    planted.written(path)
    planted.look_at_screen(readable=(ComparePage,))


def test_what_works_elsewhere_shows_none(planted, compared, server, qtbot):
    QApplication.clipboard().setText(
        f"curl -u 'ada:{planted.secret('pasted password')}' "
        f"-H 'X-Api-Key: {planted.secret('pasted key')}' '{server.url}/v1?q=1'"
    )
    heads = len(compared.comparison.heads)
    planted.driver.run("compare-pasted", compared._document)
    qtbot.waitUntil(lambda: len(compared.comparison.heads) > heads, timeout=WAIT)
    QApplication.clipboard().clear()
    planted.look_at_screen(readable=(ComparePage,))
    planted.leave()


# ---------------------------------------------------------------- tokens
@pytest.fixture
def inspected(planted, scripted, qtbot):
    """The page of a token that was sent and refused."""
    server = scripted([reply("401 No", 'WWW-Authenticate: Bearer error="invalid_token"')])
    token = planted.tools.vault.put(planted.token("token", exp=1))
    planted.send(Request(name="Sent", url=f"{server.url}/v1", credential=Bearer(token=token)))
    planted.look_at_screen()
    planted.driver.run("inspect-token")
    page = planted.page(TokenPage)
    qtbot.waitUntil(lambda: "expired" in page.title.text(), timeout=WAIT)
    return page


def test_the_page_of_a_token_shows_its_claims_and_nothing_else(planted, inspected, qtbot):
    planted.look_at_screen(readable=(TokenPage,))
    QApplication.clipboard().clear()
    with qtbot.waitSignal(planted.tools.notices.said):
        _button(inspected, "Copy decoded").click()
    assert not found_in(QApplication.clipboard().text(), planted.secrets)
    QApplication.clipboard().clear()
    planted.leave()


def _button(page, text):
    return next(each for each in page.findChildren(QPushButton) if each.text().strip() == text)


def test_a_key_to_check_and_to_sign_with_is_never_shown(planted, inspected, qtbot):
    key = planted.secret("key")
    inspected.signature.key_given.emit(key)
    qtbot.wait(300)
    planted.look_at_screen(readable=(TokenPage,))
    with qtbot.waitSignal(planted.driver.window.sending.answered, timeout=WAIT):
        claims = json.dumps({"sub": "ada", "exp": 9999999999})
        inspected.change.click()
        inspected.edit.send_asked.emit(json.dumps({"alg": "HS256"}), claims, key)
    qtbot.wait(200)
    planted.look_at_screen(readable=(TokenPage,))
    planted.leave()


def test_the_list_of_tokens_shows_none(planted, scripted, qtbot):
    def answer(request):
        body = {
            "access_token": planted.token("granted"),
            "refresh_token": planted.secret("granted refresh token"),
            "token_type": "Bearer",
        }
        return reply("200 OK", "Content-Type: application/json", body=json.dumps(body).encode())

    server = scripted([answer])
    fields = (FormField("client_secret", planted.secret("client_secret")),)
    asked = Request(
        name="Fetch", method="POST", url=f"{server.url}/t", body=FormBody(fields=fields)
    )
    planted.send(asked)
    planted.driver.run("show-tokens")
    shown = planted.driver.find(QListWidget, "tokens_list")
    qtbot.waitUntil(lambda: shown.count() >= 1, timeout=WAIT)
    planted.look_at_screen()
    paste = planted.driver.find(QLineEdit, "token_paste")
    paste.setText(planted.token("pasted"))
    qtbot.keyClick(paste, Qt.Key.Key_Return)
    planted.look_at_screen(readable=(TokenPage,))
    planted.leave()


# ---------------------------------------------------------------- credential matrix
def test_the_matrix_shows_and_writes_none(planted, server, qtbot, tmp_path):
    for request in planted.requests(server.url):
        planted.tools.tabs.open_request(request)
    token = Bearer(token=planted.tools.vault.put(planted.token("token")))
    planted.tools.tabs.open_request(Request(name="JWT", url=f"{server.url}/j", credential=token))
    planted.driver.run("credential-matrix")
    page = planted.page(MatrixPage)
    planted.look_at_screen()
    page.choice.requests.list.tick(frozenset({0, 4, 5}))
    page.choice.credentials.list.tick(frozenset(range(len(page.choice.candidates))))
    planted.look_at_screen()
    page.choice.run.button.click()
    qtbot.waitUntil(lambda: bool(page.matrix.cells), timeout=WAIT)
    assert any(cell.status for cell in page.matrix.cells)
    planted.look_at_screen()
    for ending in MATRIX_ENDINGS:
        path = tmp_path / f"matrix{ending}"
        with qtbot.waitSignal(planted.tools.notices.said, timeout=WAIT):
            page._saving.write(page.matrix, path)
        planted.written(path)
    with qtbot.waitSignal(planted.tools.tabs.activated, timeout=WAIT):
        page.results.grid.asked.emit(0, 1)
    planted.look_at_screen()
    planted.leave()


def test_a_credential_typed_into_the_matrix_stays_in(planted, server, qtbot):
    planted.tools.tabs.open_request(Request(name="Open", url=f"{server.url}/open"))
    planted.driver.run("credential-matrix")
    page = planted.page(MatrixPage)
    page.choice.more.click()
    field = page.choice.typed.findChild(QLineEdit, "credential_token")
    field.setFocus()
    qtbot.keyClicks(field, planted.secret("typed"))
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    planted.look_at_screen()
    page.choice.typed.add.click()
    planted.look_at_screen()
    planted.leave()


# ---------------------------------------------------------------- what is opened
def _har(planted, url):
    exchange = {
        "startedDateTime": "2026-03-04T12:00:00.000Z",
        "time": 10,
        "request": {
            "method": "POST",
            "url": f"{url}/in?access_token={planted.secret('HAR address')}",
            "httpVersion": "HTTP/1.1",
            "cookies": [{"name": "sid", "value": planted.secret("HAR cookie record")}],
            "headers": [
                {"name": "Authorization", "value": f"Bearer {planted.secret('HAR bearer')}"},
                {"name": "Cookie", "value": f"sid={planted.secret('HAR cookie')}"},
            ],
            "queryString": [],
            "postData": {
                "mimeType": "application/x-www-form-urlencoded",
                "text": f"client_secret={planted.secret('HAR client_secret')}",
            },
            "headersSize": -1,
            "bodySize": -1,
        },
        "response": {
            "status": 401,
            "statusText": "Unauthorized",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [
                {"name": "WWW-Authenticate", "value": "Bearer"},
                {"name": "Set-Cookie", "value": f"next={planted.secret('HAR Set-Cookie')}"},
            ],
            "content": {
                "size": 10,
                "mimeType": "application/json",
                "text": json.dumps({"refresh_token": planted.secret("HAR refresh token")}),
            },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 1, "wait": 1, "receive": 1},
    }
    other = msgspec.json.decode(msgspec.json.encode(exchange))
    other["response"]["status"] = 403
    log = {"version": "1.2", "creator": {"name": "t", "version": "1"}, "entries": [exchange, other]}
    return json.dumps({"log": log})


def test_a_recording_that_is_opened_and_kept_shows_none(planted, qtbot, tmp_path):
    path = tmp_path / "recorded.har"
    path.write_text(_har(planted, "https://api.example"))
    with qtbot.waitSignal(planted.tools.tabs.activated, timeout=WAIT):
        planted.driver.window.opening.open_files([path])
    qtbot.wait(300)
    planted.look_at_screen()
    planted.driver.run("keep-in-history")
    panel = planted.history()
    qtbot.waitUntil(lambda: len(panel.model.rows) >= 1, timeout=WAIT)
    planted.look_at_screen()
    planted.leave()


def test_a_log_that_is_opened_shows_none(planted, qtbot, tmp_path):
    path = tmp_path / "access.log"
    line = (
        '203.0.113.9 - {user} [04/Mar/2026:12:00:{second:02} +0000] "GET /v1?access_token={secret}'
        '&page=2 HTTP/1.1" 401 12 "https://app.example/?api_key={other}" "curl/8"\n'
    )
    lines = [
        line.format(
            user="ada",
            second=second,
            secret=planted.secret(f"log address {second}"),
            other=planted.secret(f"log referrer {second}"),
        )
        for second in range(20)
    ]
    path.write_text("".join(lines))
    with qtbot.waitSignal(planted.tools.tabs.activated, timeout=WAIT):
        planted.driver.window.opening.open_files([path])
    document = planted.tools.tabs.active
    qtbot.waitUntil(lambda: not document.running, timeout=WAIT)
    qtbot.wait(200)
    planted.look_at_screen()
    planted.leave()


# ---------------------------------------------------------------- restart
def test_what_comes_back_after_a_restart_shows_none(planted, server, start, qtbot, home):
    planted.send_all(server.url)
    planted.driver.program.restore._save_drafts()
    planted.look_at_files()
    again = Looking(start(planted.tools.vault), home)
    again.secrets = planted.secrets
    qtbot.waitUntil(lambda: len(again.tools.tabs.documents) >= 8, timeout=WAIT)
    for document in again.tools.tabs.documents:
        again.tools.tabs.activate(document)
        again.look_at_screen()
    again.look_at_files()
