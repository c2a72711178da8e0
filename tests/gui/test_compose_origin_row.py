"""The line that says where an inherited credential comes from."""

from PySide6.QtCore import Qt

from inspector.gui.compose.origin_row import OriginRow
from inspector.gui.state.documents import Origin


def test_it_names_the_folder_and_leads_there(light, qtbot):
    row, led = OriginRow(light), []
    qtbot.addWidget(row)
    assert row.isHidden()
    row.show_origin(Origin("Orders", lambda: led.append(1)), "Bearer")
    assert not row.isHidden()
    assert row.text.text() == "Inherited from Orders: Bearer"
    assert "Orders" in row.edit.accessibleName()
    row.show()
    qtbot.mouseClick(row.edit, Qt.MouseButton.LeftButton)
    assert led == [1]
    row.show_origin(None, "")
    assert row.isHidden()
