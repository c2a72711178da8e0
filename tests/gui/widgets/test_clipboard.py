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


def test_managers_are_told_not_to_keep_a_secret(qapp, monkeypatch):
    copied(monkeypatch, "hush")
    kept = QGuiApplication.clipboard().mimeData()
    assert bytes(kept.data("x-kde-passwordManagerHint")) == b"secret"
    for name in ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory"):
        assert any(name in each for each in kept.formats())
    assert kept.hasFormat("org.nspasteboard.ConcealedType")
    clipboard.copy_text("mine")
    plain = QGuiApplication.clipboard().mimeData()
    assert not any(plain.hasFormat(name) for name in clipboard.NOT_KEPT)


def test_a_secret_goes_with_the_program(start):
    driver = start()
    clipboard.copy_secret("hush")
    driver.program.close()
    assert QGuiApplication.clipboard().text() == ""


def test_what_was_copied_after_a_secret_stays_when_the_program_ends(start):
    driver = start()
    clipboard.copy_secret("hush")
    clipboard.copy_text("mine")
    driver.program.close()
    assert QGuiApplication.clipboard().text() == "mine"
    clipboard.forget_copied()
    assert QGuiApplication.clipboard().text() == "mine"
