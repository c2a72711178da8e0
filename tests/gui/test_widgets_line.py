"""The hairline is one pixel."""

from inspector.gui.widgets.line import Line


def test_lying_and_upright(light, qtbot):
    lying, upright = Line(), Line(upright=True)
    for line in (lying, upright):
        qtbot.addWidget(line)
        line.show()
    assert lying.maximumHeight() == 1
    assert upright.maximumWidth() == 1
