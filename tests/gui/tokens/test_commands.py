"""Ctrl+I opens the token of the active tab, else the one on the clipboard."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inspector.annotate.tokens.registry import all_readers
from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.commands import Inspecting, explained
from inspector.gui.tokens.token_document import TokenDocument
from tests.fixtures.qt_imports import QtImports
from tests.gui.token_samples import solved, token

ROOT = Path(__file__).parents[3]


@pytest.fixture
def inspecting(panel_tools):
    return Inspecting(panel_tools)


def test_the_token_that_was_sent_is_opened(inspecting, panel_tools):
    tab = RequestDocument(solved(token()).attempt.request)
    tab.attempts.add(solved(token()))
    panel_tools.tabs.open(tab)
    panel_tools.actions.run("inspect-token")
    document = panel_tools.tabs.active
    assert isinstance(document, TokenDocument)
    assert document.topic == token()
    assert document.tab is tab
    assert document.exchange == explained(tab)


def test_else_the_clipboard(inspecting, panel_tools):
    QApplication.clipboard().setText(token())
    panel_tools.actions.run("inspect-token")
    assert panel_tools.tabs.active.topic == token()
    assert panel_tools.tabs.active.tab is None


def test_without_any_it_says_so(inspecting, panel_tools, qtbot):
    QApplication.clipboard().setText("a sentence, no token")
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        panel_tools.actions.run("inspect-token")
    assert "Copy one" in said.args[0].text
    assert explained(None) is None


def test_what_takes_tokens_apart_is_loaded_once_there_is_an_answer(inspecting, panel_tools, qtbot):
    all_readers.cache_clear()
    tab = RequestDocument(solved(token()).attempt.request)
    panel_tools.tabs.open(tab)
    tab.set_title("x")
    assert all_readers.cache_info().currsize == 0
    tab.attempts.add(solved(token()))
    qtbot.waitUntil(lambda: all_readers.cache_info().currsize == 1)


AWAY = """
import importlib, sys, threading
from tests.fixtures.qt_imports import watch_qt_imports
imports = watch_qt_imports()
from inspector.gui.tokens import commands
thread = threading.Thread(target=commands.load)
thread.start()
thread.join()
for name in commands.SCREENS:
    importlib.import_module(name)
print(imports.elsewhere, "inspector.gui.tokens.token_page" in sys.modules)
"""


def test_what_paints_is_not_loaded_on_another_thread():
    done = subprocess.run(
        [sys.executable, "-c", AWAY], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[] True\n"


def test_an_import_elsewhere_is_noticed():
    imports, folder = QtImports(), [str(ROOT / "inspector/gui/tokens")]
    for name in ("token_head", "screen"):  # the second one does without Qt
        asked = (f"inspector.gui.tokens.{name}", folder)
        imports.find_spec(*asked)
        thread = threading.Thread(target=imports.find_spec, args=asked)
        thread.start()
        thread.join()
    assert imports.elsewhere == ["inspector.gui.tokens.token_head"]
