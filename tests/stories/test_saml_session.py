"""A SAML reply that was pasted is posted to its service; what comes back is a session."""

import base64
import urllib.parse
from http.server import BaseHTTPRequestHandler

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from inspector.protocol.tokens import saml
from tests.fixtures.loopback_peer import LoopbackPeer

REPLY = (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
    'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Destination="{acs}"><samlp:Status>'
    '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
    "<saml:Assertion><saml:Subject><saml:NameID>jane</saml:NameID></saml:Subject>"
    "</saml:Assertion></samlp:Response>"
)


class Service:
    """Takes a reply at /acs and begins a session with it; /app wants the session."""

    def __init__(self):
        self.got = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                size = int(self.headers["Content-Length"])
                form = urllib.parse.parse_qs(self.rfile.read(size).decode())
                read = saml.read(base64.b64decode(form["SAMLResponse"][0]).decode())
                service.got.append((self.path, read.subject, form.get("RelayState")))
                self.answer(302, Location="/app", Set_Cookie="SESSION=s-0123456789abcdef; Path=/")

            def do_GET(self):
                known = "SESSION=s-0123456789abcdef" in (self.headers.get("Cookie") or "")
                self.answer(200 if known else 401)

            def answer(self, status, **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._peer = LoopbackPeer(Handler)
        self.url = self._peer.url
        self.stop = self._peer.stop


@pytest.fixture
def service():
    made = Service()
    yield made
    made.stop()


def test_a_pasted_reply_becomes_a_session(start, service):
    driver = start()
    reply = base64.b64encode(REPLY.format(acs=f"{service.url}/acs").encode()).decode()
    driver.run("paste-anything", f"SAMLResponse={urllib.parse.quote(reply)}&RelayState=there")
    driver.qtbot.waitUntil(lambda: _button(driver) is not None)
    assert service.got == []  # nothing is sent before it was agreed to
    assert _button(driver).accessibleName() == "Post it to 127.0.0.1"
    after = driver.answer(_button(driver).click)
    assert service.got == [("/acs", "jane", ["there"])]
    assert [each.reply.status for each in after.attempt.exchanges] == [302, 200]
    request = driver.tab.current.value
    assert reply[:40] not in str(request)
    assert "{{vault." in request.body.fields[0].value
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, f"{service.url}/app")
    again = driver.answer(lambda: driver.run("send"))
    assert again.attempt.exchanges[-1].reply.status == 200  # the jar has the session


def _button(driver):
    found = driver.window.findChildren(QAbstractButton, "saml_post")
    return next((each for each in found if each.isVisible()), None)
