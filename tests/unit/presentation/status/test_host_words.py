"""What is said about another host, for each way that leads there."""

import pytest

from inspector.model.question import HostQuestion
from inspector.model.vault_entry import BoundHost
from inspector.presentation.status.host_words import host_words


def asked(host, *bound, source="address"):
    hosts = tuple(BoundHost(each) for each in bound)
    return host_words(HostQuestion(secret="the secret", bound=hosts, host=host, source=source))


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("api.examp1e.com", "The digit 1 stands for the letter l."),
        ("api.exmple.com", "The letter a is left out."),
        ("api.exarnple.com", "“rn” stands for the letter m."),
        ("api.exammple.com", "The letter m is added."),
        ("api.example.com.evil.net", "It only begins like it: it belongs to evil.net."),
        ("api.exаmple.com", "Cyrillic small letter a (а) stands for the letter a."),
    ],
)
def test_how_a_look_alike_differs(host, said):
    assert said in asked(host, "other.test", "api.example.com").why


def test_punycode_is_shown_as_it_is_read_and_as_it_is():
    words = asked("xn--pi-6kc.example.com", "api.example.com")
    assert words.asked == "аpi.example.com"
    assert words.marked == ((0, 1),)
    assert "xn--pi-6kc.example.com" in words.why


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("address", "The address of this request leads to another host."),
        ("provider", "The login provider's description leads to another host."),
    ],
)
def test_who_names_the_other_host(source, said):
    assert said in asked("b.test", "a.test", "c.test", source=source).lead
    assert asked("b.test", "a.test", "c.test").since == "You named it, and 1 more"
