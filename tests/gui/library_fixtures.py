"""What the tests of the sidebar share: a library with some requests, its owner and its panel."""

from pathlib import Path

import msgspec
import pytest

from inspector.gui.library.collections import Collections
from inspector.gui.library.collections_panel import CollectionsPanel
from inspector.library.library import Library
from inspector.model.collection import Collection
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.request import Request
from inspector.presentation.library.nodes import Held

TOKEN = "tok-0123456789-0123456789-abcdefghij"


def request(name, method="GET"):
    return Request(
        name=name,
        method=method,
        url="http://api.example.com/v1/orders",
        credential=InheritCredential(),
    )


class Shop:
    """Collections on the disk: Example (folder Orders with List and Create, and Ping), Billing."""

    def __init__(self, tools):
        self.home = tools.places.collections
        self.library = Library(self.home, tools.vault, tools.places.data / "trash")
        self.example = self.library.new_collection("Example").id
        token = tools.vault.put(TOKEN)
        record = Collection(
            name="Example",
            variables={"api": "http://api.example.com"},
            credential=Bearer(token=token),
        )
        self.library.save_collection(self.example, record)
        self.orders = self.library.new_folder(self.example, "Orders").id
        self.list = self.add(self.orders, request("List"))
        self.create = self.add(self.orders, request("Create", "POST"))
        self.ping = self.add(self.example, request("Ping"))
        self.billing = self.library.new_collection("Billing").id

    def add(self, parent, made):
        return str(self.library.path(self.library.add(parent, made).id))

    def key(self, some_id):
        return str(self.library.path(some_id))

    def held(self):
        return Held(place="", root=self.home, loaded=self.library.load())


@pytest.fixture
def shop(panel_tools):
    return Shop(panel_tools)


@pytest.fixture
def settle(qtbot):
    """Wait until the owner has nothing more to do."""

    def wait(owner):
        qtbot.waitUntil(lambda: owner.loaded and not owner.busy)

    return wait


@pytest.fixture
def owner(shop, panel_tools, settle):
    made = Collections(panel_tools)
    made.begin()
    settle(made)
    return made


@pytest.fixture
def panel(shop, panel_tools, qtbot, settle):
    made = CollectionsPanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(224, 600)
    made.show()
    settle(made.owner)
    made.following.timer.stop()
    return made


@pytest.fixture
def edit_file():
    """Change a file as another program would."""

    def change(key, before, after):
        text = Path(key).read_text(encoding="utf-8")
        assert before in text
        Path(key).write_text(text.replace(before, after), encoding="utf-8")

    return change


@pytest.fixture
def type_in():
    """Change a tab as the user would."""

    def change(document, **fields):
        value = msgspec.structs.replace(document.current.value, **fields)
        document.current.replace(value, "Edit")

    return change
