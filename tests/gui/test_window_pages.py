"""Pages and panels are made when they are first shown."""

from inspector.gui.state.documents import Document
from inspector.gui.window import pages


def test_a_page_gets_its_document_and_the_tools(blank_pages, panel_tools, qtbot):
    document = Document("settings")
    page = pages.make_page(document, panel_tools)
    qtbot.addWidget(page)
    assert (page.document, page.tools) == (document, panel_tools)


def test_panels_are_made_on_demand(blank_pages, panel_tools, qtbot):
    factories = pages.panel_factories(panel_tools)
    panel = factories["requests"]()
    qtbot.addWidget(panel)
    assert panel.tools is panel_tools
