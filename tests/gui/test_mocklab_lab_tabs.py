"""Below the scenario stand the requests, counted, and the replies."""

import urllib.request

from inspector.gui.mocklab.lab_tabs import LabTabs


def test_requests_are_counted_and_an_empty_log_says_so(qtbot, panel_tools):
    tabs = LabTabs(panel_tools)
    qtbot.addWidget(tabs)
    tabs.show()
    assert not tabs.log.isVisible()
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.lab.start()
    urllib.request.urlopen(panel_tools.lab.address).close()
    qtbot.waitUntil(tabs.log.isVisible)
    assert tabs.tabs.mark(0).badge == 1


def test_the_second_tab_holds_the_replies(qtbot, panel_tools):
    tabs = LabTabs(panel_tools)
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.tabs.setCurrentIndex(1)
    assert tabs.replies.isVisible()
