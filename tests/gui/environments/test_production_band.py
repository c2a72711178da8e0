"""The band warns while a production environment is in use."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.environments.production_band import ProductionBand
from inspector.model.collection import Environment


@pytest.fixture
def owner(panel_tools):
    panel_tools.environments.replace(
        (Environment(name="Dev"), Environment(name="Live", production=True))
    )
    return panel_tools.environments


def _shown(qtbot, tools):
    outer = QWidget()
    qtbot.addWidget(outer)
    band = ProductionBand(tools)
    QVBoxLayout(outer).addWidget(band)
    outer.show()
    return outer, band


def test_it_follows_the_environment_in_use(qtbot, owner, panel_tools):
    _outer, band = _shown(qtbot, panel_tools)
    assert not band.isVisible()
    owner.choose("Live")
    assert band.isVisible()
    assert "Live" in band.accessibleName()
    owner.choose("Dev")
    assert not band.isVisible()


def test_it_stands_there_from_the_start(qtbot, owner, panel_tools):
    owner.choose("Live")
    _outer, band = _shown(qtbot, panel_tools)
    assert band.isVisible()
