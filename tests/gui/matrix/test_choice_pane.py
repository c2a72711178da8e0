"""What is ticked stays ticked when more is known; consent covers only what was read."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from inspector.gui.matrix.choice_pane import ChoicePane, RunCard, cost_lines, progress_words
from inspector.gui.matrix.consent_card import ConsentCard
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.model.collection import Environment
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Cost
from inspector.model.request import Request
from inspector.model.secret import SecretRef

URL = "https://a.example/orders"


@pytest.fixture
def pane(panel_tools, qtbot):
    token = panel_tools.vault.put("a-token-of-the-test-of-the-pane-of-choice")
    bearer = Bearer(token=token)
    panel_tools.tabs.open_request(Request(name="Orders", url=URL, credential=bearer))
    deletes = Request(name="Delete", url=URL, method="DELETE", credential=bearer)
    panel_tools.tabs.open_request(deletes)
    consent = ConsentCard(panel_tools.theme)
    made = ChoicePane(panel_tools, MatrixDocument(panel_tools), consent)
    qtbot.addWidget(consent)
    qtbot.addWidget(made)
    made.show()
    return made


def _tick(pane, requests=(), credentials=()):
    pane.requests.list.tick(frozenset(requests))
    pane.credentials.list.tick(frozenset(credentials))


def _box(pane):
    return next(box for box in pane.consent.findChildren(QCheckBox) if box.parent() is not None)


def test_the_choice_is_what_is_wanted(pane):
    assert pane.wanted().subjects == ()
    _tick(pane, {0}, {0, 1})
    wanted = pane.wanted()
    assert [one.label for one in wanted.subjects] == ["Orders"]
    assert len(wanted.candidates) == 2
    assert not pane.consent.isVisible()


def test_consent_is_asked_where_it_matters_and_reset_with_the_choice(pane):
    _tick(pane, {1}, {0})
    assert pane.consent.isVisible()
    _box(pane).click()
    assert pane.wanted().terms.methods == {"DELETE"}
    pane.renew()
    assert pane.wanted().terms.methods == {"DELETE"}
    _tick(pane, {1}, {0, 1})
    assert not pane.wanted().terms.methods


@pytest.mark.parametrize("what", ["environment", "request"])
def test_consent_is_reset_when_what_is_sent_becomes_another(pane, panel_tools, what):
    _tick(pane, {1}, {0})
    _box(pane).click()
    if what == "environment":
        panel_tools.environments.put(Environment(name="Live", values={}, production=True))
        panel_tools.environments.choose("Live")
    else:
        current = panel_tools.tabs.active_request.current
        current.replace(msgspec.structs.replace(current.value, body=current.value.body), "Same")
        changed = msgspec.structs.replace(current.value, url=f"{URL}?all=1")
        current.replace(changed, "Change the URL")
        pane.renew()
    assert not pane.wanted().terms.methods
    assert [one.label for one in pane.wanted().subjects] == ["Delete"]


def test_consent_is_for_one_run(pane):
    _tick(pane, {1}, {0})
    _box(pane).click()
    pane.set_busy(busy=True)
    assert not pane.requests.isEnabled()
    pane.end()
    assert pane.requests.isEnabled()
    assert not pane.wanted().terms.methods


def test_a_tab_opened_later_is_listed_and_ticks_stay(pane, panel_tools):
    _tick(pane, {0}, {1})
    panel_tools.tabs.open_request(Request(name="Later", url="https://a.example/later"))
    pane.renew()
    assert [one.label for one in pane.subjects] == ["Orders", "Delete", "Later"]
    assert pane.requests.list.chosen() == (0,)
    assert pane.credentials.list.chosen() == (1,)


def test_a_typed_credential_is_added_and_ticked(pane, panel_tools):
    pane.more.click()
    assert pane.typed.isVisible()
    assert not pane.more.isVisible()
    pane.typed.use("token")
    pane.typed.add.click()
    assert pane.more.isVisible()
    added = pane.candidates[-1]
    assert added.credential == Bearer(token=SecretRef(place="text", name="{{token}}"))
    assert added.origin == "https://a.example"
    assert pane.credentials.list.chosen() == (len(pane.candidates) - 1,)


def test_a_third_of_the_page_or_all_of_its_width(pane, light):
    pane.fit(900, below=False)
    assert pane.minimumWidth() == pane.maximumWidth() == light.px(300)
    pane.fit(400, below=True)
    assert pane.maximumWidth() > light.px(2000)


def test_esc_puts_the_form_away_and_gives_the_focus_back(pane, qtbot):
    pane.more.click()
    field = pane.typed.kind
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not pane.typed.isVisible()
    assert pane.more.hasFocus()


# ---------------- The cost names how many, with what, where to and how long
HOSTS = ("a.example", "b.example")


def test_methods_hosts_and_time_are_stated():
    cost = Cost(
        cells=6,
        exchanges=6,
        methods=("GET", "HEAD"),
        hosts=HOSTS,
        apart=0.25,
        seconds=1.25,
        held=1,
    )
    assert cost_lines(cost) == (
        "6 requests at most: GET, HEAD to a.example, b.example.",
        "One after another, 250 ms apart: 1.25 s and the time the servers take.",
        "1 cell is not sent; it says why.",
    )


def test_a_single_request_waits_for_none():
    cost = Cost(cells=1, exchanges=1, methods=("GET",), hosts=HOSTS[:1], apart=0.25)
    assert cost_lines(cost) == ("1 request at most: GET to a.example.",)


def test_without_anything_to_send():
    assert cost_lines(Cost()) == ("Tick at least one request and one credential.",)
    assert cost_lines(Cost(held=2))[0] == "Nothing would be sent."
    assert cost_lines(Cost(refused="Too many.")) == ("Too many.",)


def test_progress():
    assert progress_words(2, 6) == "2 of 6 cells are done."


# ---------------- The button begins or stops a run, and its cost is read with it
COST = Cost(cells=2, exchanges=2, methods=("GET",), hosts=("a.example",), apart=0.25, seconds=0.25)


def test_cost_run_progress_and_stop(light, qtbot):
    card = RunCard(light)
    qtbot.addWidget(card)
    card.show()
    card.show_cost(Cost())
    assert not card.button.isEnabled()
    card.show_cost(COST)
    assert "2 requests at most: GET to a.example." in card.button.accessibleDescription()
    with qtbot.waitSignal(card.run_asked):
        card.button.click()
    card.show_progress(1, 2)
    assert card.bar.isVisible()
    assert card.cost.text() == "1 of 2 cells are done."
    assert card.button.text().strip() == "Stop"
    with qtbot.waitSignal(card.stop_asked):
        card.button.click()
    card.end(COST)
    assert not card.bar.isVisible()
    assert card.button.text().strip() == "Run"
    card.show_cost(Cost(refused="Too many."))
    assert not card.button.isEnabled()
