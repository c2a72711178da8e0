"""Building the program: parts connected, nothing heavy loaded, everything ended."""

import subprocess
import sys
import threading

import pytest

from inspector.gui.application import _leave, _warm, application, build
from inspector.settings.places import places
from inspector.vault.vault import Vault

HEAVY = (
    *("asyncio", "ssl", "httpx", "httpcore", "jwt", "keyring", "lxml", "jinja2"),
    *("inspector.diagnose.diagnosing", "inspector.export.registry", "inspector.logs.scan"),
    "inspector.protocol.tokens.saml",
    *("tomlkit", "email.utils", "logging.handlers", "html.entities"),
)

PROBE = """
import sys
from inspector.gui.application import application, build
from inspector.gui.screens.registry import panels
from inspector.settings.places import places
from inspector.vault.choose import open_vault
for name, panel in panels().items():
    panels()[name] = panel._replace(panel="tests.gui.blank_pages:BlankPanel")
qt = application()
program = build(places(), open_vault(places().vault))
program.window.show()
qt.processEvents()
print(*[name for name in {heavy!r} if name in sys.modules])
program.window.close()
program.close()
"""


def test_the_application_is_made_once(qapp):
    assert application() is qapp
    assert qapp.applicationDisplayName() == "Request Inspector"


def test_nothing_heavy_is_loaded_for_the_first_window():
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(heavy=HEAVY)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""


def test_wrong_settings_are_told(qapp, blank_pages, qtbot):
    path = places().settings
    path.parent.mkdir(parents=True)
    path.write_text('[appearance]\ntheme = "pink"\n')
    program = build(places(), Vault.in_memory())
    qtbot.addWidget(program.window)
    assert "appearance.theme" in program.tools.notices.all[0].text
    program.window.close()
    program.close()


def test_closing_ends_every_thread(qapp, blank_pages, qtbot):
    before = set(threading.enumerate())
    program = build(places(), Vault.in_memory())
    qtbot.addWidget(program.window)
    assert program.tools.workbench is program.tools.late_workbench.built
    program.tools.background.compute(int)
    program.window.close()
    program.close()
    assert [each for each in threading.enumerate() if each not in before and each.is_alive()] == []


@pytest.mark.parametrize("name", ["resolver_0", "window-work_0"])
def test_what_can_not_be_interrupted_is_left_behind(monkeypatch, name):
    left, gate = [], threading.Event()
    monkeypatch.setattr("inspector.gui.application.os._exit", left.append)
    thread = threading.Thread(target=gate.wait, args=(30,), name=name, daemon=True)
    thread.start()
    _leave(3)
    gate.set()
    thread.join(60)
    assert left == [3]


def test_what_killed_saves_left_is_swept_once_the_window_stands(qapp, blank_pages, qtbot):
    where = places()
    left = [
        folder / ".x.json.0123456789ab.tmp" for folder in (where.config, where.data, where.state)
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    program = build(where, Vault.in_memory())
    qtbot.addWidget(program.window)
    _warm(program)
    qtbot.waitUntil(lambda: not any(path.exists() for path in left))
    program.window.close()
    program.close()
