"""What every test gets: a home of its own, no real display, and a check for leftovers."""

import functools
import gc
import itertools
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fixtures.cheap_keys import CHEAP
from tests.fixtures.patience import wait_patiently
from tests.fixtures.qt_imports import watch_qt_imports

QT_IMPORTS = watch_qt_imports()
wait_patiently()
# The same examples each time and no clock: a check says the same on every machine, busy or not.
# `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("check", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("check")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Else each process that a test starts would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
    os.environ.pop(name, None)
    os.environ.pop(name.upper(), None)

pytest_plugins = [
    "tests.fixtures.driver",
    "tests.fixtures.servers",
    "tests.gui.compose_fixtures",
    "tests.gui.compare_samples",
    "tests.gui.history_samples",
    "tests.gui.library_fixtures",
]

INSTALLED = Path(__file__).parents[1] / ".servers"
PROGRAMS = {
    "nginx": "/usr/sbin/nginx",
    "apache": "/usr/sbin/apache2",
    "squid": "/usr/sbin/squid",
    "lighttpd": "/usr/sbin/lighttpd",
    "lighttpd-tls": "/usr/lib/lighttpd/mod_openssl.so",
    "django": INSTALLED / "python" / ".set-up",
    "httpbin": INSTALLED / "python" / ".set-up",
    "oidc-provider": INSTALLED / "node" / ".set-up",
    "swift": INSTALLED / "python" / "bin" / "swift-proxy-server",
    "mcp": INSTALLED / "python" / "bin" / "mcp",
    "docker-registry": "/usr/bin/docker-registry",
    "curl": "/usr/bin/curl",
    "tomcat": "/usr/share/tomcat10/bin/bootstrap.jar",
    "transmission": "/usr/bin/transmission-daemon",
    "chromium": "/usr/bin/chromium",
    "xvfb": "/usr/bin/Xvfb",
    "kdc": "/usr/sbin/krb5kdc",
    "faketime": "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "gss-ntlmssp": "/etc/gss/mech.d/mech.ntlmssp.conf",
    "gnome-keyring": "/usr/bin/gnome-keyring-daemon",
}


@functools.cache
def _not_here():
    return [name for name, path in PROGRAMS.items() if not Path(path).exists()]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection():
    """Collect no garbage while tests are collected: next to none is made, and all is walked over."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish():
    """Let no collection of garbage walk over what the tests are: more than a million objects."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish():
    """Empty the clipboard: what Python made for it would be freed when Python is gone, and crash."""
    if (gui := sys.modules.get("PySide6.QtGui")) is not None:
        application = gui.QGuiApplication.instance()
        if isinstance(application, gui.QGuiApplication):
            application.clipboard().clear()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share tests out by groups without counting all of them for each one."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from tests.fixtures.sharing_out import SharingOut

    return SharingOut(config, log)


def pytest_make_parametrize_id(val):
    """Name a long text by its beginning: keys and tokens are made anew by each worker, and ids of
    tests must be the same in all."""
    return " ".join(val.split())[:_TOLD] if isinstance(val, str) and len(val) > 2 * _TOLD else None


_TOLD = 24  # characters


def _missing(item):
    wanted = {mark.args[0] for mark in item.iter_markers("server")}
    return sorted(wanted.intersection(_not_here()))


def pytest_terminal_summary(terminalreporter):
    """Say in one line which tests are left out; the workers of a parallel run have no terminal."""
    if names := _not_here():
        text = f"The tests of these servers are left out: not installed here: {', '.join(names)}"
        terminalreporter.write_line(text)


def pytest_collection_modifyitems(config, items):
    """Leave out the tests whose server can't be installed here; under CI that is a failure."""
    left_out = {item: missing for item in items if (missing := _missing(item))}
    if not left_out:
        return
    names = sorted({name for missing in left_out.values() for name in missing})
    text = f"{len(left_out)} tests are left out: not installed here: {', '.join(names)}"
    if os.environ.get("CI"):
        raise pytest.UsageError(text)
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol():
    """Collect garbage between tests only, never while fixtures of a module or a test are at work.

    In a change of style it would free widgets of Qt's; on a thread of the network it would free
    them there, which ends the process. A fixture could not do it: those of a module come first.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return (yield)
    from inspector.gui.bridge.collecting import collect_due

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return (yield)
    finally:
        collect_due()
        if was_enabled:
            gc.enable()


@pytest.fixture(autouse=True)
def clicks_at_once(monkeypatch, request):
    """Let tests click as soon as a button is there; those marked `guarded` click as people do."""
    if (buttons := sys.modules.get("inspector.gui.widgets.buttons")) is None:
        return
    if request.node.get_closest_marker("guarded") is None:
        monkeypatch.setattr(buttons, "SETTLED", 0)


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch, request):
    """Let new vault files cost the least that one may; those marked `dear` cost what a user's do."""
    if request.node.get_closest_marker("dear") is None:
        from inspector.vault.file_format import VaultFile

        least = functools.partial(VaultFile, **CHEAP)
        monkeypatch.setattr("inspector.vault.file_store.VaultFile", least)


@pytest.fixture(autouse=True)
def no_qt_imported_elsewhere():
    """Fail a test in which another thread imports a module that knows Qt: that may crash."""
    QT_IMPORTS.elsewhere.clear()
    yield
    assert not QT_IMPORTS.elsewhere


@pytest.fixture(autouse=True)
def no_style_left():
    """Take the style sheet off the application: it changes the sizes that later tests measure."""
    yield
    if (widgets := sys.modules.get("PySide6.QtWidgets")) is None:
        return
    application = widgets.QApplication.instance()
    if isinstance(application, widgets.QApplication) and application.styleSheet():
        application.setStyleSheet("")


@pytest.fixture(autouse=True)
def pointer_aside():
    """Take the pointer off the screen: where a test left it, the next one's window would lie."""
    yield
    if (qt_gui := sys.modules.get("PySide6.QtGui")) and qt_gui.QGuiApplication.instance():
        qt_gui.QCursor.setPos(-10, -10)


@pytest.fixture(autouse=True)
def no_leftover_windows():
    """Delete the windows of a test: each that stays makes every later change of style slower."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is not None:
        for window in widgets.QApplication.topLevelWidgets():
            window.hide()
            window.deleteLater()
        application.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Return where new folders stand; beside thousands, each `tmp_path` would be found late."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes, monkeypatch):
    """Give each test its own folder for settings, drafts, log and vault index."""
    folder = next(homes)
    folder.mkdir()
    monkeypatch.setenv("REQUEST_INSPECTOR_HOME", str(folder))
    return folder


def _running(before):
    now = set(threading.enumerate()) - before
    return {thread for thread in now if not getattr(thread, "kept_for_the_run", False)}


@pytest.fixture(autouse=True)
def no_leftover_threads():
    """Fail a test that leaves a thread of its own running."""
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + 60  # a network that closes on a busy machine
    while (left := _running(before)) and time.monotonic() < end:
        for thread in left:
            if thread.ident is not None:  # else a server begins it at this moment
                thread.join(timeout=60)
    left = [thread.name for thread in left]
    assert not left, f"threads left running: {left}"
