"""The card that sets a sign-in up: whom it asks, what it found, what is to add, what broke."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from inspector.gui.response.set_up_card import SetUpCard
from inspector.gui.state.under_way import UnderWay
from inspector.model.attempt import Attempt
from inspector.model.kinds.oauth import Target
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.question import Question
from inspector.model.sign_in import NamedHost, SetUp, Walk, WalkedStep
from inspector.protocol.oauth.sign_in_faults import trouble
from inspector.workbench.progress import Asked, WalkedSoFar
from tests.fixtures.sign_ins import API, LOGIN

HOSTS = (
    NamedHost(host="api.example.com", state="yours"),
    NamedHost(host="login.example.com", state="not-asked", by="api.example.com"),
)
AGREED = (HOSTS[0], NamedHost(host="login.example.com", state="agreed", by="api.example.com"))
FOUND = OAuth2(issuer=LOGIN, scope="files:read", target=Target(resources=(f"{API}/mcp",)))
OFFERS = ("S256", "registration")
REFUSED = trouble("redirect-refused", host="login.example.com", redirect="http://127.0.0.1/")


@pytest.fixture
def card(qtbot, panel_tools):
    made = SetUpCard(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 400)
    made.show()
    return made


def _walk(**fields):
    return Walk(**{"steps": (), "hosts": HOSTS, "credential": OAuth2(scope="files:read"), **fields})


def _broken():
    step = WalkedStep(name="registration", mark="broken", troubles=(REFUSED,))
    return _walk(steps=(step,), hosts=AGREED, credential=FOUND, offers=OFFERS)


def _ask(card, walk, asks, *ways):
    about = SetUp(walk=walk, asks=asks, host="login.example.com", ways=ways)
    asked, way = Asked(Question(text="?", about=about), Future()), UnderWay()
    way.take((WalkedSoFar(walk), asked))
    card.show_under_way(way)
    return asked.answer


def _given(future):
    return {name: value.reveal() for name, value in future.result(0).items()}


def test_a_host_is_named_with_who_named_it_before_it_is_asked(card, qtbot):
    answer = _ask(card, _walk(), "host")
    assert card.isVisible()
    assert card.primary.accessibleName() == "Ask login.example.com"
    assert card.hosts.accessibleName() == (
        "Hosts that are asked: api.example.com: Your API: its metadata, Asked, answered; "
        "login.example.com: Named by api.example.com: login and registration, Not asked yet; "
        "the button below asks it"
    )
    assert card.findChild(QWidget, "host_2") is not None
    assert "Grant: not asked yet" in card.found.accessibleName()
    assert card.accessibleName().endswith("Step 2 of 4: agree")
    assert card.primary.hasFocus()
    qtbot.keyClick(card.primary, Qt.Key.Key_Space)
    assert _given(answer) == {}
    assert not card.primary.isVisible()  # it can't be answered twice


def test_a_host_that_looks_like_another_is_marked(card):
    likeness = NamedHost(
        host="login.examp1e.com", state="not-asked", by="a", like="login.example.com"
    )
    _ask(card, _walk(hosts=(HOSTS[0], likeness)), "host")
    assert "Look closely: it is not login.example.com" in card.hosts.accessibleName()


def test_the_first_way_is_chosen_and_a_client_id_wants_a_text(card, qtbot):
    walk = _walk(hosts=AGREED, credential=FOUND, offers=OFFERS)
    answer = _ask(card, walk, "client", "register", "client")
    assert card.primary.accessibleName() == "Register and sign in"
    assert card.found.accessibleName() == (
        "Found: Issuer: login.example.com; Grant: code + PKCE S256; "
        "Resource: api.example.com/mcp; Scope: files:read; Register: offered there"
    )
    assert not card.add.client.isVisible()
    card.add.choose("client")
    assert card.add.client.hasFocus()
    assert card.primary.accessibleName() == "Sign in"
    assert not card.primary.isEnabled()
    card.go_on()  # Alt+Enter sends nothing that is not there
    assert not answer.done()
    qtbot.keyClicks(card.add.client, "my-client")
    qtbot.keyClick(card.add.client, Qt.Key.Key_Return)
    assert _given(answer) == {"client_id": "my-client", "way": "client"}


def test_a_provider_that_takes_documents_says_so(card):
    walk = _walk(hosts=AGREED, credential=FOUND, offers=("S256", "client-documents"))
    _ask(card, walk, "client", "client")
    assert "Register: by a document" in card.found.accessibleName()
    said = [part.accessibleDescription() for part in card.add.findChildren(QWidget)]
    assert any("the address of a client metadata document" in text for text in said)


def test_a_refused_loopback_address_is_offered_localhost_and_a_note_for_the_owner(
    card, qtbot, panel_tools
):
    answer = _ask(card, _broken(), "broken", "localhost", "client")
    assert card.title.text() == (
        "login.example.com refused to register the redirect address http://127.0.0.1/"
    )
    assert card.primary.accessibleName() == "Register with localhost instead"
    assert card.enter.isVisible()
    with qtbot.waitSignal(panel_tools.notices.said):
        card.copy.click()
    note = QApplication.clipboard().text()
    assert "RFC 8252 §7.3" in note
    assert "Registration" in note
    card.primary.click()
    assert _given(answer) == {"way": "localhost"}


def test_cancel_and_esc_are_no_answer(card, qtbot):
    answer = _ask(card, _walk(), "host")
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert answer.result(0) is None
    answer = _ask(card, _walk(), "host")
    card.close_.click()
    assert answer.result(0) is None


def test_one_that_broke_and_is_over_can_be_copied_and_closed(card, qtbot):
    way = UnderWay()
    way.take((WalkedSoFar(_broken()),))
    card.show_broken(way.walk, Attempt())
    assert not card.primary.isVisible()
    assert not card.add.isVisible()
    assert card.copy.isVisible()
    with qtbot.waitSignal(card.closed):
        card.close_.click()


def test_columns_stand_below_one_another_where_it_is_narrow(card, qtbot):
    _ask(card, _walk(), "host")
    assert card.found.y() == card.hosts.y()
    card.resize(460, 600)
    qtbot.waitUntil(lambda: card.found.y() > card.hosts.y())
    assert card.minimumHeight() >= 300
