"""Pages and panels with nothing on them, for tests of the frame around them."""

from PySide6.QtWidgets import QWidget


class BlankPage(QWidget):
    """Stands for any page."""

    def __init__(self, document, tools, parent=None):
        super().__init__(parent)
        self.document = document
        self.tools = tools


class BlankPanel(QWidget):
    """Stands for any panel of the sidebar."""

    def __init__(self, tools):
        super().__init__()
        self.tools = tools
