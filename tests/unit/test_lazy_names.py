"""Names that a package offers are found when they are first asked for, and kept."""

import sys
from types import ModuleType

import pytest

from inspector.lazy_names import lazy_names


@pytest.fixture
def shop(monkeypatch):
    package, drawer = ModuleType("shop"), ModuleType("shop.drawer")
    package.__path__ = []
    drawer.spoon = object()
    for module in (package, drawer):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    package.__getattr__ = lazy_names("shop", {"spoon": "drawer"})
    return package


def test_a_name_is_found_in_its_module_and_kept(shop):
    assert "spoon" not in vars(shop)
    assert shop.spoon is sys.modules["shop.drawer"].spoon
    assert "spoon" in vars(shop)


def test_another_name_is_none_of_the_package(shop):
    with pytest.raises(AttributeError, match="shop has no fork"):
        _ = shop.fork
