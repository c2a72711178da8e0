"""The real window as stories drive it: real network, its own home, secrets in memory."""

import sys

import pytest

from inspector.gui.application import application, build
from inspector.settings.places import places
from inspector.vault.vault import Vault

ANSWERED = 15_000


class Driver:
    """What a user does: types, clicks, reads. `program` is the whole running program."""

    def __init__(self, qtbot, program):
        self.qtbot, self.program = qtbot, program

    @property
    def window(self):
        return self.program.window

    @property
    def tab(self):
        return self.program.tools.tabs.active_request

    @property
    def page(self):
        return self.window.area.currentWidget() if hasattr(self.window, "area") else self.window

    def find(self, kind, name):
        found = [each for each in self.window.findChildren(kind, name) if each.isVisible()]
        assert found, f"{name} is not on the screen"
        return found[0]

    def run(self, command, argument=None):
        assert self.program.tools.actions.run(command, argument), f"{command} can't be run"

    def answer(self, act):
        """Do something and wait for the answer that it leads to."""
        with self.qtbot.waitSignal(self.window.sending.answered, timeout=ANSWERED) as caught:
            act()
        self.qtbot.wait(50)
        return caught.args[0]


def _close_all_but_the_vault(program):
    """End a program whose keyring the next one is to find again."""
    vault, close = program.tools.vault, program.tools.vault.close
    vault.close = lambda: None
    program.close()
    vault.close = close


@pytest.fixture
def start(qapp, qtbot):
    """Start the program; starting again while one runs closes that one first."""
    kept, running = sys.excepthook, []

    def end(kept_vault=None):
        while running:
            program = running.pop()
            program.window.close()
            if program.tools.vault is kept_vault:
                _close_all_but_the_vault(program)
            else:
                program.close()

    def begin(vault=None):
        end(vault)
        application()
        program = build(places(), vault or Vault.in_memory())
        running.append(program)
        program.window.begin()
        program.window.show()
        qtbot.waitExposed(program.window)
        return Driver(qtbot, program)

    yield begin
    end()
    qapp.setStyleSheet("")
    sys.excepthook = kept
