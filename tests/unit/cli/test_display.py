"""A window that can't be opened is said so before Qt is touched."""

import sys
from importlib import metadata

import pytest

from inspector.cli import display

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def bare(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_without_a_display_it_says_which_variables_are_missing(bare):
    assert "DISPLAY" in display.obstacle()
    assert "demo" in display.obstacle()


@pytest.mark.parametrize("name", VARIABLES)
def test_any_of_the_variables_is_enough(bare, monkeypatch, name):
    monkeypatch.setenv(name, "x")
    monkeypatch.setattr(display, "_qt_version", lambda: "6.11.3")
    assert display.obstacle() == ""


def test_other_systems_need_no_variable(bare, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(display, "_qt_version", lambda: "6.11.3")
    assert display.obstacle() == ""


@pytest.mark.parametrize(
    ("qt", "python", "refused"),
    [
        ("6.12.0", (3, 11, 7), True),
        ("6.12.0", (3, 12, 1), False),
        ("6.11.3", (3, 11, 7), False),
        ("7.0.0", (3, 11, 0), True),
    ],
)
def test_the_pair_that_crashes_is_refused(monkeypatch, qt, python, refused):
    monkeypatch.setattr(sys, "version_info", python)
    monkeypatch.setattr(display, "_qt_version", lambda: qt)
    said = display.qt_obstacle()
    assert bool(said) == refused
    if refused:
        assert qt in said
        assert ".".join(map(str, python)) in said


def test_without_pyside_there_is_nothing_to_refuse(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    monkeypatch.setattr(display, "find_spec", lambda _: None)
    assert display.qt_obstacle() == ""


def test_the_version_is_the_installed_ones():
    assert display._qt_version() == metadata.version("PySide6-Essentials")
