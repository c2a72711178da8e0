"""Who does what: folded at first, whole when opened, gone where there is nothing to say."""

import msgspec
from PySide6.QtWidgets import QWidget

from inspector.gui.diagnosis.verdict_card import Advice
from inspector.gui.widgets.buttons import Button
from inspector.model.finding import Todo
from tests.gui import answer_samples as samples

FINDING = samples.finding(
    todo=(Todo("client", "Get a fresh token."), Todo("api-owner", "Send expires_in.")),
    avoid="Renew early.",
    reference="RFC 6750 §3.1",
)


def shown(qtbot, theme, finding):
    advice = Advice(theme)
    qtbot.addWidget(advice)
    advice.show_finding(finding)
    advice.show()
    return advice


def texts(advice):
    body = advice.findChild(QWidget, "advice")
    return [label.accessibleName() for label in body.children() if label.isWidgetType()]


def test_it_is_folded_until_it_is_asked_for(qtbot, light):
    advice = shown(qtbot, light, FINDING)
    body, fold = advice.findChild(QWidget, "advice"), advice.findChild(Button, "advice_fold")
    assert not body.isVisible()
    with qtbot.waitSignal(advice.resized):
        fold.click()
    assert body.isVisible()
    said = [text for text in texts(advice) if text]
    assert said == [
        "Client: Get a fresh token.",
        "API owner: Send expires_in.",
        "How to avoid it: Renew early.",
        "Reference: RFC 6750 §3.1",
    ]


def test_another_finding_folds_it_again(qtbot, light):
    advice = shown(qtbot, light, FINDING)
    advice.findChild(Button, "advice_fold").click()
    advice.show_finding(msgspec.structs.replace(FINDING, avoid=""))
    assert not advice.findChild(QWidget, "advice").isVisible()
    assert not any("How to avoid it" in text for text in texts(advice))


def test_nothing_to_say_shows_nothing(qtbot, light):
    advice = shown(qtbot, light, FINDING)
    advice.show_finding(samples.finding())
    assert not advice.isVisible()
