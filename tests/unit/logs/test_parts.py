"""Orders to another process: told apart when they arrive; it finds the program."""

import os
from pathlib import Path

import msgspec
import pytest

import inspector
from inspector.logs.parts import Part, Whole, environment
from inspector.logs.scan import Wanted


@pytest.mark.parametrize(
    "order", [Part("a", "combined", Wanted(), 0, 5, 9), Whole(("a",), Wanted(since=3.0))]
)
def test_orders_are_told_apart(order):
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(order), type=Part | Whole) == order


def test_the_program_is_found(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    folders = environment()["PYTHONPATH"].split(os.pathsep)
    assert folders == [str(Path(inspector.__file__).parent.parent), "/elsewhere"]
