"""The guide is laid out with the theme's fonts and colours, and no markup of its own."""

from PySide6.QtGui import QTextDocument

from inspector.gui.help.guide_layout import lay_out

TEXT = """# Title

Words with **weight**, `code` and a [link](https://example.com).

- one
- two

After the list.
"""


def _formats(document):
    found = {}
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            found[fragment.text()] = fragment.charFormat()
            iterator += 1
        block = block.next()
    return found


def test_headings_code_and_links_are_told_apart(light):
    document = QTextDocument()
    lay_out(document, TEXT, light)
    found = _formats(document)
    assert found["Title"].font().pixelSize() == 20
    assert found["code"].font().family() == light.code_font().family()
    assert found["weight"].font().weight() > found["Words with "].font().weight()
    assert found["link"].anchorHref() == "https://example.com"
    assert found["link"].foreground().color() == light.colour("accent")


def test_it_grows_with_the_interface(light):
    document = QTextDocument()
    light.set_percent(200)
    lay_out(document, TEXT, light)
    assert _formats(document)["Title"].font().pixelSize() == 40


def test_the_last_item_of_a_list_keeps_its_distance(light):
    document = QTextDocument()
    lay_out(document, TEXT, light)
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    items = [each.blockFormat().bottomMargin() for each in blocks if each.textList()]
    assert items[0] < items[-1]
