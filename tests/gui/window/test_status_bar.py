"""The status bar follows the active tab and the vault; its items are buttons."""

import dataclasses
import time

import pytest
from PySide6.QtCore import QCoreApplication

from inspector.gui.bridge.lazy import Late
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.widgets.buttons import Button
from inspector.gui.window.status_bar import StatusBar
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.presentation.status.remark import Remark
from inspector.presentation.tokens.token_card import token_status
from inspector.protocol.oauth import kept_token
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.workbench.answer import Answer
from inspector.workbench.build import build
from inspector.workbench.kept_tokens import ref_of


@pytest.fixture
def bar(panel_tools, qtbot):
    panel_tools.tabs.show_start()
    made = StatusBar(panel_tools)
    qtbot.addWidget(made)
    made.resize(1200, 28)
    made.show()
    return made


def ids(bar):
    return [item.id for item in bar.items]


def answer(status):
    exchange = Exchange(request=Message(method="GET", url="x"), reply=Reply(status=status))
    return Answer(attempt=Attempt(exchanges=(exchange,)))


def test_it_follows_the_answer_that_is_shown(bar, panel_tools):
    assert ids(bar) == ["vault", "idle", "private"]
    document = RequestDocument()
    panel_tools.tabs.open(document)
    document.attempts.add(answer(200))
    assert ids(bar) == ["finding", "vault"]
    panel_tools.tabs.open(RequestDocument())
    assert ids(bar) == ["vault", "idle", "private"]
    document.attempts.add(answer(401))
    assert ids(bar) == ["vault", "idle", "private"]


def test_it_says_that_nothing_is_sent_only_while_that_is_so(bar, panel_tools):
    document = RequestDocument()
    panel_tools.tabs.open(document)
    assert ids(bar) == ["vault", "idle", "private"]
    document.attempts.start()
    assert ids(bar) == ["vault", "private"]
    document.attempts.end("stopped")
    assert ids(bar) == ["vault", "idle", "private"]
    panel_tools.tabs.open(Document("code", "Code"))  # a page that sends nothing
    assert ids(bar) == ["vault", "private"]


def test_an_item_leads_somewhere(bar, panel_tools):
    ran = []
    panel_tools.actions.provide("vault-status", lambda _: ran.append(1))
    bar.findChild(Button, "status_vault").click()
    assert ran == [1]


def test_it_hears_of_the_vault_from_its_thread(bar, panel_tools, qtbot):
    job = panel_tools.background.follow(panel_tools.vault.open())
    with qtbot.waitSignal(job.succeeded):
        pass
    qtbot.waitUntil(lambda: bar.items[0].text == "Vault: this run only")


class _Screen(Document):
    said = "1 difference"

    @property
    def remark(self):
        return Remark("equal-not", "text2", self.said, "show-verdict")


def test_a_screen_says_what_it_shows_and_when_it_changes(bar, panel_tools):
    screen = _Screen("compare", "Compare")
    panel_tools.tabs.open(screen)
    assert bar.items[0].text == "1 difference"
    screen.said = "2 differences"
    screen.changed.emit()
    assert bar.items[0].text == "2 differences"
    panel_tools.tabs.show_start()
    assert ids(bar) == ["vault", "idle", "private"]


def test_items_that_went_no_longer_stand_beside_the_new_ones(bar, panel_tools):
    panel_tools.tabs.open(RequestDocument())
    panel_tools.tabs.active.attempts.add(answer(200))
    QCoreApplication.processEvents()
    shown = [button for button in bar.findChildren(Button) if button.isVisible()]
    assert [button.objectName() for button in shown] == ["status_finding", "status_vault"]


def test_it_says_when_the_token_renews(bar, panel_tools, qtbot):
    request = Request(url="https://api.example.com", credential=OAuth2(client_id="orders"))
    kept = KeptToken(access_token="at-1", refresh_token="rt-1", life=3600, obtained=time.time())
    ref = ref_of(kept_token.name_of(request.credential))
    panel_tools.vault.hold({ref: kept_token.written(kept)})
    bench = build(panel_tools.vault)
    bar._tools = dataclasses.replace(panel_tools, late_workbench=Late(lambda: bench))
    bar._tools.late_workbench.get()
    panel_tools.tabs.open(RequestDocument(request))
    assert [item.text for item in bar.items if item.id == "token"] == ["Token renews in 54 min"]
    bench.close()


@pytest.mark.parametrize(
    ("refresh", "ago", "said"),
    [
        ("", 600, ("Token ends in 50 min", "text2")),
        ("", 3400, ("Token ends in 3 min and can't renew itself", "warn")),
        ("", 4000, ("Token has ended", "warn")),
        ("rt-1", 600, ("Token renews in 45 min", "accent")),
        ("rt-1", 4000, ("Token renews with the next send", "accent")),
    ],
)
def test_a_tokens_end_is_said_before_it_comes(refresh, ago, said):
    token = KeptToken(access_token="at-1", refresh_token=refresh, life=3600, obtained=10_000.0)
    assert token_status(token, OAuth2(), 10_000.0 + ago) == said
