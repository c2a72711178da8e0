"""The picture of the window with the first demo solved."""

import pytest
from PySide6.QtGui import QImage

from inspector.gui import picture
from inspector.gui.mocklab import practice


def test_the_picture_shows_the_window(qapp, tmp_path):
    path = tmp_path / "window.png"
    picture.save_picture(path, dark=True, size=(1200, 800))
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1200, 800)
    assert image.pixelColor(4, 400).name() == "#0f1115"


def test_a_place_that_cannot_be_written_is_an_error(qapp, tmp_path):
    with pytest.raises(OSError, match="written"):
        picture.save_picture(tmp_path / "none" / "window.png")


def test_a_demo_that_never_ends_is_an_error(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(practice.PracticeRuns, "run", lambda _self, _slug: None)
    monkeypatch.setattr(picture, "_LONGEST", 200)
    with pytest.raises(TimeoutError):
        picture.save_picture(tmp_path / "window.png")
