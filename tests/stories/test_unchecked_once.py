"""A certificate that is not trusted: its line, its words, and one send without the check."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from inspector.gui.state.documents import RequestDocument
from inspector.gui.widgets.banner import Banner
from inspector.gui.window.details import connection_facts
from inspector.model.request import Request
from inspector.presentation.status.status_items import status_items
from inspector.workbench.runs.mending import can_mend
from tests.fixtures.scripted import reply

OK = reply("200 OK", "Content-Type: application/json", body=b"{}")


def _status(driver, answer):
    items = status_items(answer, driver.program.tools.vault.status)
    return [item.text for item in items if item.id == "tls"]


def _banners(driver):
    found = driver.window.findChildren(Banner)
    return [each.accessibleName() for each in found if each.isVisible()]


def _question():
    boxes = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
    return next(each for each in boxes if each.isVisible())


def test_once_without_checking_with_the_danger_said_and_only_once(start, scripted, certificates):
    driver, server = start(), scripted([OK], certificates.server_context(certificates.self_signed))
    request = Request(url=f"{server.url}/v1")
    tab = driver.program.tools.tabs.open(RequestDocument(request))
    refused = driver.answer(lambda: driver.run("send"))
    assert refused.attempt.exchanges[0].failure.kind == "certificate"
    assert [
        each.text().strip() for each in driver.window.findChildren(QPushButton, "evidence_1")
    ] == ["line 7"]
    assert _status(driver, refused) == ["Certificate not trusted"]
    assert ("Certificate", "checked and not trusted") in connection_facts(refused)
    fix = next(f for f in refused.verdict.findings[0].fixes if f.id == "send-unchecked")
    assert not can_mend(fix)

    driver.run("apply-fix", fix)
    asked = _question()
    assert "read and change" in asked.text()
    assert asked.defaultButton().text() == "Cancel"
    agree = next(each for each in asked.buttons() if each.text() != "Cancel")
    accepted = driver.answer(lambda: driver.qtbot.mouseClick(agree, Qt.MouseButton.LeftButton))
    assert accepted.attempt.exchanges[0].reply.status == 200
    assert accepted.aftermath.result == "solved"
    assert _status(driver, accepted) == ["Certificate not checked"]
    assert tab.current.value == request
    assert accepted.attempt.request.options.verify_tls  # what is kept sends with the check
    assert [each for each in _banners(driver) if "Only this once" in each]

    again = driver.answer(lambda: driver.run("send"))
    assert again.attempt.exchanges[0].failure.kind == "certificate"
    assert not [each for each in _banners(driver) if "not checked" in each]
