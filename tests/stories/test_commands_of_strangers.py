"""A collection of somebody else's with a command in it: nothing runs before it was agreed to."""

import argparse
import json
import shlex
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from inspector.cli.commands import send
from inspector.cli.messages import HELD_BACK, UNREADABLE
from inspector.settings.places import places
from tests.fixtures.scripted import reply

WAIT = 15_000


@pytest.fixture
def server(scripted):
    return scripted([reply("200 OK", body=b"{}")])


@pytest.fixture
def strangers(home, tmp_path, server):
    """Write a collection whose folder login is a command; returns what counts its runs."""
    runs = tmp_path / "runs"
    script = f"open({str(runs)!r}, 'a').write('x'); print('token-of-the-command')"
    command = [sys.executable, "-c", script]
    shop = places().collections / "shop"
    shop.mkdir(parents=True)
    (shop / "collection.toml").write_text(
        f'name = "Shop"\n[credential]\nkind = "from-command"\ncommand = {json.dumps(command)}\n'
    )
    (shop / "orders.toml").write_text(
        f'name = "Orders"\nurl = "{server.url}/orders"\n[credential]\nkind = "inherit"\n'
    )

    def ran():
        return len(runs.read_text()) if runs.exists() else 0

    ran.command, ran.file = command, shop / "orders.toml"
    return ran


def _open_orders(driver):
    driver.settle()
    panel = driver.window.sidebar.currentWidget()
    driver.qtbot.waitUntil(lambda: bool(panel.owner.loaded), timeout=WAIT)
    node = next(key for key in panel.owner.by_key if key.endswith("orders.toml"))
    panel.requests.open(node, keep=True)
    driver.qtbot.waitUntil(lambda: driver.tab is not None and driver.tab.path != "", timeout=WAIT)
    driver.settle()


def _card(driver):
    return driver.window.questions.get()


def test_nothing_runs_before_it_was_shown_and_agreed_to(start, strangers, server):
    driver = start()
    _open_orders(driver)
    assert strangers() == 0
    card = _card(driver)
    with driver.qtbot.waitSignal(driver.window.sending.answered, timeout=WAIT) as caught:
        driver.run("send")
        driver.qtbot.waitUntil(card.isVisible, timeout=WAIT)
        shown = card.findChild(QPlainTextEdit, "question_exact")
        assert shlex.split(shown.toPlainText()) == strangers.command
        assert strangers() == 0
        driver.qtbot.keyClick(card, Qt.Key.Key_Return)  # meant for something else
    assert caught.args[0].attempt.exchanges[-1].failure.kind == "command-not-agreed"
    assert strangers() == 0
    assert not server.requests
    with driver.qtbot.waitSignal(driver.window.sending.answered, timeout=WAIT) as caught:
        driver.run("send")
        driver.qtbot.waitUntil(card.isVisible, timeout=WAIT)
        card.go.click()
    assert caught.args[0].attempt.exchanges[-1].reply.status == 200
    assert b"Bearer token-of-the-command" in server.requests[0]
    answer = driver.answer(lambda: driver.run("send"))
    assert answer.attempt.exchanges[-1].reply.status == 200
    assert strangers() == 2
    agreed = json.loads(places().agreed_commands.read_text())
    assert len(agreed) == 1
    assert not list(strangers.file.parent.glob("*agreed*"))


def _terminal(*arguments):
    parser = argparse.ArgumentParser()
    send.add_arguments(parser)
    return send.run(parser.parse_args(list(arguments)))


def test_the_terminal_runs_it_only_where_it_was_named(strangers, server, capsys):
    file = str(strangers.file)
    assert _terminal(file) == HELD_BACK
    told = capsys.readouterr().err
    (command,) = shlex.split(told.partition("--allow-command ")[2].strip().rstrip("."))
    assert _terminal(file, "--allow-command", f"{command} more") == HELD_BACK
    assert _terminal(file, "--allow-command", "'") == UNREADABLE
    assert (strangers(), server.requests) == (0, [])
    _terminal(file, "--allow-command", command)
    assert strangers() == 1
    assert b"Bearer token-of-the-command" in server.requests[0]
    assert not places().agreed_commands.exists()
