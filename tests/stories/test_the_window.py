"""What a user does in the real window, from the first start to the exported finding."""

import threading
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.library.saving import SaveDialog
from inspector.mocklab.practice import cards
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from tests.fixtures.web_servers import PASSWORD, USER

OK = 200


def _title(driver):
    return driver.find(QWidget, "verdict_title").text()


def _type_url(driver, url):
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, url)
    return field


def _choose_auth(driver, kind):
    combo = driver.find(QComboBox, "auth_type")
    combo.activated.emit([each.KIND for each in kinds()].index(kind))


def _fill(driver, name, text):
    field = driver.find(QLineEdit, name)
    field.setFocus()
    driver.qtbot.keyClicks(field, text)
    driver.qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_from_the_first_start_enter_alone_gives_a_verdict(start):
    driver = start()
    driver.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    driver.answer(lambda: driver.qtbot.keyClick(focused, Qt.Key.Key_Return))
    assert _title(driver) == "Your access token expired 27 minutes ago"
    assert driver.find(QWidget, "evidence_2").isVisible()
    assert "practice server" in driver.tab.notice.lower()
    answer = driver.answer(lambda: driver.run("apply-fix"))
    assert answer.attempt.exchanges[-1].reply.status == OK
    assert not answer.verdict.findings


@pytest.mark.server("nginx")
def test_typed_refused_explained_fixed_saved_and_exported(start, nginx, tmp_path, home):
    driver = start()
    field = _type_url(driver, f"{nginx.url}/basic")
    answer = driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    assert answer.verdict.findings[0].cause == "missing-credentials"
    assert _title(driver) == answer.verdict.findings[0].title

    driver.run("apply-fix")
    driver.qtbot.waitUntil(lambda: isinstance(driver.tab.current.value.credential, Basic))
    _fill(driver, "credential_user", USER)
    _fill(driver, "credential_password", PASSWORD)
    answer = driver.answer(lambda: driver.run("send"))
    assert answer.attempt.exchanges[-1].reply.status == OK
    _save_as(driver, "Orders behind Basic")

    vault = driver.program.tools.vault
    driver = start(vault)
    assert driver.tab.current.value.name == "Orders behind Basic"
    _forget_password(driver)
    refused = driver.answer(lambda: driver.run("send"))
    path = tmp_path / "finding.html"
    _export(driver, "html", path)
    written = path.read_text()
    assert refused.verdict.findings[0].title in written
    assert PASSWORD not in written
    for file in home.rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes(), file


def _save_as(driver, name):
    driver.qtbot.waitUntil(lambda: driver.program.tools.actions.can_run("save"))
    driver.run("save")
    driver.qtbot.waitUntil(lambda: bool(_dialogs()))
    dialog = _dialogs()[0]
    dialog.form.enter("name", name)
    dialog.save.click()
    driver.qtbot.waitUntil(lambda: driver.tab.path != "")
    assert PASSWORD not in Path(driver.tab.path).read_text()


def _dialogs():
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, SaveDialog) and each.isVisible()
    ]


def _forget_password(driver):
    request = driver.tab.current.value
    without = msgspec.structs.replace(request, credential=NoCredential())
    driver.tab.current.replace(without, "Forget the login")


def _export(driver, format_name, path):
    driver.run("export")
    dialog = driver.window.findChild(ExportDialog)
    driver.qtbot.waitUntil(lambda: dialog.produced.ready)
    with driver.qtbot.waitSignal(dialog.produced.changed):
        dialog.produced.choose(format=format_name)
    with driver.qtbot.waitSignal(dialog.finished):
        dialog.save_to(path)


@pytest.mark.server("apache")
def test_the_wrong_scheme_is_switched(start, apache):
    driver = start()
    field = _type_url(driver, f"{apache.url}/digest/inside.txt")
    _choose_auth(driver, Basic)
    _fill(driver, "credential_user", USER)
    _fill(driver, "credential_password", PASSWORD)
    answer = driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    assert answer.verdict.findings[0].cause == "scheme-mismatch"
    before = driver.tab.current.value
    answer = driver.answer(lambda: driver.run("apply-fix"))
    assert isinstance(driver.tab.current.value.credential, Digest)
    assert answer.attempt.exchanges[-1].reply.status == OK
    driver.run("undo")
    assert driver.tab.current.value == before


def test_every_demo_card_is_solved_in_the_window(start):
    driver = start()
    for card in cards():
        answer = driver.answer(lambda card=card: driver.run("demo", card.slug))
        assert answer.verdict.findings, card.slug
        assert _title(driver) == answer.verdict.findings[0].title


def test_stop_ends_a_request_at_once(start, scripted):
    arrived = threading.Event()

    def script(connection):
        connection.request()
        arrived.set()
        connection.hang()

    server = scripted(script)
    driver = start()
    field = _type_url(driver, server.url)
    driver.qtbot.keyClick(field, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(arrived.is_set)
    answer = driver.answer(lambda: driver.run("stop"))
    assert answer.attempt.exchanges[-1].failure.stage == "stopped"


def test_a_variable_without_a_value_stops_the_send(start):
    driver = start()
    field = _type_url(driver, "http://127.0.0.1/{{nowhere}}")
    answer = driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    assert answer.attempt.exchanges[0].failure.kind == "unresolved-variable"
    assert "nowhere" in _title(driver)
