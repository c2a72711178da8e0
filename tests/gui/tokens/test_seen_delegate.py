"""A token of the sidebar shows how it fares by an icon, its kind and its state."""

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow
from inspector.gui.tokens.tokens_panel import HEIGHT, seen_painter
from inspector.presentation.tokens.seen_tokens import seen_tokens
from tests.gui.token_samples import NOW, solved, token

LATER = int(NOW.timestamp()) + 10**9


def _drawn(light, qtbot, text):
    listed = PlainList()
    qtbot.addWidget(listed)
    listed.setItemDelegate(seen_painter(light, listed))
    (seen,) = seen_tokens([("tab", "List orders", (solved(text),))])
    listed.show_rows((PlainRow(cells=(PlainCell(),), record=seen, height=HEIGHT),))
    listed.resize(220, HEIGHT + 4)
    return listed


def _colours(listed):
    image = listed.grab().toImage()
    size = image.size()
    return {image.pixelColor(x, y).name() for x in range(40) for y in range(size.height())}


def test_unexpired_is_amber_and_expired_red(light, qtbot):
    unexpired = _colours(_drawn(light, qtbot, token(exp=LATER)))
    expired = _colours(_drawn(light, qtbot, token(exp=1_700_000_000)))
    assert light.colour("warn").name() in unexpired
    assert light.colour("ok").name() not in unexpired  # its signature was not checked
    assert light.colour("err").name() in expired
    assert light.colour("err").name() not in unexpired


def test_the_chosen_row_has_a_ground(light, qtbot):
    listed = _drawn(light, qtbot, token(exp=LATER))
    listed.setCurrentRow(0)
    assert light.colour("accent_soft").name() in _colours(listed)
