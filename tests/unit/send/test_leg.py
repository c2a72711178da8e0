"""A message on its way knows what named its address, and says what it leaves out."""

import pytest

from inspector.model.message import Message
from inspector.send.connections import Shown
from inspector.send.leg import Leg

MESSAGE = Message(method="GET", url="https://api.example/")


@pytest.mark.parametrize(
    ("leg", "source"),
    [
        (Leg(purpose="main", message=MESSAGE), "address"),
        (Leg(purpose="redirect", message=MESSAGE), "redirect"),
        (Leg(purpose="token", message=MESSAGE, aside=True), "provider"),
        (Leg(purpose="redirect", message=MESSAGE, aside=True), "provider"),
    ],
)
def test_what_named_the_address(leg, source):
    assert leg.source == source


def test_a_certificate_that_is_not_shown_is_said_with_the_host():
    leg = Leg(purpose="redirect", message=MESSAGE).without_certificate("rival.example")
    assert leg.certificate == Shown()
    (gone,) = leg.dropped
    assert (gone.name, gone.rule) == ("client certificate", "other-host")
    assert "rival.example" in gone.reason
