"""The program's own log masks; mistakes are logged and told, and the program goes on."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from inspector.gui import faults

SECRET = "hush-hush-this-is-a-secret-token-of-ours"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJlc2lnbmF0dXJl"


def fail():
    raise ValueError(SECRET)


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "state" / "log.txt"
    handler = faults.open_log(path, lambda: (SECRET,))
    yield path
    faults.LOG.removeHandler(handler)
    handler.close()


def test_known_secrets_and_shapes_of_secrets_are_masked(log):
    faults.LOG.info("sent %s and %s", SECRET, JWT)
    text = log.read_text()
    assert "sent" in text
    assert SECRET not in text
    assert JWT not in text


def test_a_mistake_is_logged_with_its_masked_trace_and_told(log, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told = []
    faults.catch_mistakes(told.append)
    with pytest.raises(ValueError, match="hush") as caught:
        fail()
    error = caught.value
    sys.excepthook(type(error), error, error.__traceback__)
    assert "Help > Log" in told[0]
    text = log.read_text()
    assert "ValueError" in text
    assert "test_faults" in text
    assert SECRET not in text


def test_a_mistake_on_a_thread_is_logged(log, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.catch_mistakes(lambda _text: None)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ValueError" in log.read_text()


def test_ctrl_c_is_left_to_python(log, monkeypatch, capsys):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told = []
    faults.catch_mistakes(told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_no_trouble(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert faults.open_log(blocked / "log.txt", tuple) is None


def test_qts_warnings_go_to_the_log(log):
    faults.log_qt()
    try:
        qWarning("odd thing")
    finally:
        qInstallMessageHandler(None)
    assert "Qt: odd thing" in log.read_text()
    assert faults.LOG.level == logging.INFO
