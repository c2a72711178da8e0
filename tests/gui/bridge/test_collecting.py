"""Unreachable widgets are freed between events, not while Qt walks over them."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector.gui.bridge.collecting import Collecting
from inspector.gui.theme import Theme


@pytest.fixture
def collecting(qapp):
    made = Collecting()
    yield made
    made.close()


class _Ring(QWidget):
    """A widget that only a collection frees."""

    def __init__(self):
        super().__init__()
        self.itself = self


def test_python_does_not_collect_by_itself(collecting):
    lost = weakref.ref(_Ring())
    _garbage = [[] for _ in range(200_000)]
    assert lost() is not None


def test_the_timer_collects_what_is_due(collecting, qtbot):
    lost = weakref.ref(_Ring())
    kept = [[] for _ in range(2_000)]
    qtbot.waitUntil(lambda: lost() is None)
    assert len(kept) == 2_000


def test_nothing_due_costs_no_collection(collecting):
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    collecting.check()
    assert gc.get_stats()[0]["collections"] == before


def test_a_closed_one_leaves_it_to_python_again(qapp):
    gc.enable()  # as it is outside of these tests
    made = Collecting()
    assert not gc.isenabled()
    made.close()
    assert gc.isenabled()
    gc.disable()
    Collecting().close()
    assert not gc.isenabled()


class _Restless(QWidget):
    """Makes many objects whenever its style changes, as handlers of ours do."""

    def changeEvent(self, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.StyleChange:
            self.made = [[index] for index in range(3_000)]
        super().changeEvent(event)


def test_a_change_of_theme_survives_lost_widgets(collecting, qtbot):
    theme = Theme()
    parents = [_Restless() for _ in range(50)]
    for parent in parents:
        qtbot.addWidget(parent)
        parent.ensurePolished()
        ring = _Ring()
        ring.ensurePolished()
    for mode in ("dark", "light", "dark"):
        theme.set_mode(mode)
    assert QApplication.instance().styleSheet()


@pytest.fixture(scope="module")
def while_a_module_is_prepared():
    """Whether Python collected on its own: on any thread, where widgets of earlier tests lie."""
    return gc.isenabled()


def test_tests_and_what_they_share_are_spared_too(while_a_module_is_prepared):
    assert not while_a_module_is_prepared
    assert not gc.isenabled()


def test_what_is_loaded_is_not_walked_over(collecting):
    kept = [[] for _ in range(2_000)]
    before = gc.get_freeze_count()
    try:
        collecting.spare_what_is_loaded()
        assert gc.get_freeze_count() - before >= 2_000
        assert not any(each is kept for each in gc.get_objects())
    finally:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
