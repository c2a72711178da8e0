"""The clipboard: secrets leave it after a minute, unless something else was copied."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from inspector.gui.widgets import clipboard


def copied(monkeypatch, text):
    later = []
    monkeypatch.setattr(QTimer, "singleShot", lambda ms, _context, do: later.append((ms, do)))
    clipboard.copy_secret(text)
    return later[0]


def test_a_secret_is_removed(qapp, monkeypatch):
    milliseconds, forget = copied(monkeypatch, "hush")
    assert QGuiApplication.clipboard().text() == "hush"
    assert milliseconds == 60_000
    forget()
    assert QGuiApplication.clipboard().text() == ""


def test_other_text_stays(qapp, monkeypatch):
    _milliseconds, forget = copied(monkeypatch, "hush")
    clipboard.copy_text("mine")
    forget()
    assert QGuiApplication.clipboard().text() == "mine"
