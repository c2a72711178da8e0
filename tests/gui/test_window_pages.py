"""Pages are named, and imported when they are first shown."""

import importlib.util

import pytest

from inspector.gui.state.documents import Document
from inspector.gui.window import pages


@pytest.mark.parametrize("place", [*pages.PAGES.values(), *pages.PANELS.values()])
def test_every_page_exists(place):
    module, name = place.split(":")
    assert importlib.util.find_spec(module) is not None
    assert hasattr(importlib.import_module(module), name)


def test_a_page_gets_its_document_and_the_tools(blank_pages, panel_tools, qtbot):
    document = Document("settings", "Settings")
    page = pages.make_page(document, panel_tools)
    qtbot.addWidget(page)
    assert (page.document, page.tools) == (document, panel_tools)


def test_panels_are_made_on_demand(blank_pages, panel_tools, qtbot):
    factories = pages.panel_factories(panel_tools)
    panel = factories["requests"]()
    qtbot.addWidget(panel)
    assert panel.tools is panel_tools
