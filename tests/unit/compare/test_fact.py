"""A fact is compared by its identity, else by its text."""

from inspector.compare.fact import Fact


def test_identity_goes_before_the_text():
    assert Fact(name="a", text="shown").compared == "shown"
    assert Fact(name="a", text="shown", identity="whole").compared == "whole"
