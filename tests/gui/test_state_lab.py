"""The practice server as the window knows it."""

import pytest

from inspector.gui.state.lab import Lab


@pytest.fixture
def lab(panel_tools):
    made = Lab(panel_tools.background)
    yield made
    made.close()


def test_it_starts_once_and_stops(lab, qtbot):
    first, second = lab.start(), lab.start()
    assert first is second
    with qtbot.waitSignal(lab.changed):
        pass
    assert lab.address.startswith("http://127.0.0.1:")
    server = lab.server
    with qtbot.waitSignal(lab.start().succeeded) as caught:
        pass
    assert caught.args == [server]
    with qtbot.waitSignal(lab.changed):
        lab.stop()
    assert lab.address == ""


def test_a_port_in_use_is_told(lab, panel_tools, qtbot):
    with qtbot.waitSignal(lab.start().succeeded):
        pass
    port = int(lab.address.rpartition(":")[2])
    other = Lab(panel_tools.background)
    with qtbot.waitSignal(other.start(port).failed) as caught:
        pass
    assert str(port) in caught.args[0].problem.where
