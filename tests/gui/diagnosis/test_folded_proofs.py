"""Folded to one line, each proof says something, however little room there is."""

import pytest

from inspector.gui.diagnosis.evidence_row import said_of
from inspector.gui.diagnosis.proofs import FoldedProofs
from inspector.gui.widgets.buttons import Button
from inspector.presentation.exchange.pins import Pin

LONG = "Entry “POST /revoke” of 30 Nov 05:08 had revoked it"


@pytest.mark.parametrize("width", [1000, 60])
def test_what_was_sent_before_is_named_where_nothing_can_be_led_to(light, qtbot, width):
    folded = FoldedProofs(light)
    qtbot.addWidget(folded)
    folded.resize(width, 30)
    folded.show_proofs([said_of(Pin(1, LONG, earlier=True), ()), said_of(Pin(2, LONG), (5,))])
    first, second = (button.text() for button in folded.findChildren(Button))
    assert (first, second) == ((LONG, LONG) if width > 500 else ("sent before", "line 5"))
