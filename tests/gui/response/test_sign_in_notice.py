"""The card of a sign-in that is waited for."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from inspector.gui.response.sign_in_notice import SignInNotice
from inspector.model.question import Notice
from inspector.presentation.tokens import sign_in_notice as words

PAGE = "https://login.example.com/device"


def _notice(**fields):
    given = {
        "text": "Open the page.",
        "address": PAGE,
        "ends": datetime.now(UTC) + timedelta(minutes=15),
    }
    return Notice(**{**given, **fields})


@pytest.fixture
def opened(monkeypatch):
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


@pytest.fixture
def card(qtbot, panel_tools):
    made = SignInNotice(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.show()
    return made


def _tell(card, notice):
    card.show_notice(notice)


def test_a_code_is_shown_large_spelled_and_copied(card, opened):
    _tell(card, _notice(code="WDJB-MJHT", complete=f"{PAGE}?user_code=WDJB-MJHT"))
    assert card.isVisible()
    assert card.code.text() == "WDJB-MJHT"
    assert card.code.accessibleName() == "W D J B - M J H T"
    assert card.code.font().pixelSize() == 46
    assert card.qr.isVisible()
    card.copy.click()
    assert QApplication.clipboard().text() == "WDJB-MJHT"
    assert opened == []
    card.open.click()
    assert opened == [f"{PAGE}?user_code=WDJB-MJHT"]
    _tell(card, None)
    assert not card.isVisible()


def test_without_a_whole_address_or_with_a_long_one_there_is_no_picture(card):
    _tell(card, _notice(code="AB"))
    assert not card.qr.isVisible()
    _tell(card, _notice(code="AB", complete=PAGE + "?" + "x" * 400))
    assert not card.qr.isVisible()


def test_a_login_page_is_opened_once_and_again_when_asked(card, opened):
    notice = _notice(opens=True)
    _tell(card, notice)
    _tell(card, notice)
    assert opened == [PAGE]
    assert card.open.accessibleName() == "Open again"
    assert not card.code.isVisible()
    card.open.click()
    assert opened == [PAGE, PAGE]


def test_only_an_address_of_the_web_is_opened(card, opened):
    _tell(card, _notice(opens=True, address="file:///etc/passwd"))
    card.open.click()
    assert opened == []


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (758, "12 min 40 s left of 15 min"),
        (34, "30 s left of 15 min"),
        (0, "The time is over"),
    ],
)
def test_the_time_is_said_in_steps_of_ten_seconds(left, said):
    assert words.time_left(left, 900) == said


def test_slowing_down_is_said_and_the_time_goes_on(card, opened):
    notice = _notice(code="AB-CD", opens=True)
    _tell(card, notice)
    whole = card._whole
    _tell(card, msgspec.structs.replace(notice, pace=10))
    assert card._pace.text() == "Asked to slow down: every 10 s."
    assert card._pace.isVisible()
    assert card._whole == whole  # the bar does not begin anew
    assert len(opened) == 1


def test_an_expired_code_is_asked_for_again(card, panel_tools, monkeypatch):
    ran = []
    monkeypatch.setattr(panel_tools.actions, "run", ran.append)
    _tell(card, _notice(code="AB-CD", complete=f"{PAGE}?c=AB-CD"))
    _tell(card, None)
    card.show_expired(_notice(code="AB-CD", complete=f"{PAGE}?c=AB-CD"))
    assert card.isVisible()
    assert card.accessibleName() == "The code has expired"
    assert card.bar.accessibleName() == "The time is over"
    assert not any(part.isVisible() for part in (card.open, card.copy, card.stop, card.qr))
    assert card.again.isVisible()
    card.again.click()
    assert ran == ["send"]
    _tell(card, _notice(code="EF-GH"))
    assert card.open.isVisible()
    assert not card.again.isVisible()
