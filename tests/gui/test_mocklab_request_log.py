"""Requests that the practice server answered are listed, newest first, credentials masked."""

import urllib.error
import urllib.request

import pytest

from inspector.gui.mocklab.lab_tabs import RequestLogList

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLXRlc3Q"


@pytest.fixture
def running(qtbot, panel_tools):
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.lab.start()
    return panel_tools


def _ask(tools, path):
    request = urllib.request.Request(
        f"{tools.lab.address}{path}", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    try:
        urllib.request.urlopen(request).close()
    except urllib.error.HTTPError as error:
        error.close()


def test_new_requests_come_on_top_with_their_headers(qtbot, running):
    listed = RequestLogList(running)
    qtbot.addWidget(listed)
    with qtbot.waitSignal(running.lab.logged):
        _ask(running, "/scenario/expired-token/orders")
    with qtbot.waitSignal(running.lab.logged):
        _ask(running, "/")
    listed.renew()
    assert [listed.plain.index(row, 2).data() for row in range(2)] == [
        "/",
        "/scenario/expired-token/orders",
    ]
    assert listed.plain.index(1, 3).data() == "401"
    above = listed.plain.index(1, 0)
    lines = [
        listed.plain.index(row, 0, above).data() for row in range(listed.plain.rowCount(above))
    ]
    assert any(line.startswith("Authorization: Bearer eyJhbGciOi") for line in lines)
    assert not any(TOKEN in line for line in lines)


def test_a_new_server_begins_a_new_list(qtbot, running):
    listed = RequestLogList(running)
    qtbot.addWidget(listed)
    with qtbot.waitSignal(running.lab.logged):
        _ask(running, "/")
    listed.renew()
    listed.renew()
    assert listed.plain.rowCount() == 1
    running.lab.stop()
    listed.renew()
    assert listed.plain.rowCount() == 0
