"""What was asked, in words."""

from inspector.model.message import Message
from inspector.reading.request_words import asked_words, is_recorded, request_words


def test_method_and_address():
    asked = Message(method="GET", url="https://a.test/x")
    assert is_recorded(asked)
    assert request_words(asked) == "GET https://a.test/x"


def test_a_part_alone_has_no_gap():
    assert asked_words("", "https://a.test/x") == "https://a.test/x"
    assert asked_words("GET", "") == "GET"


def test_a_reply_without_its_request():
    nothing = Message(method="", url="")
    assert not is_recorded(nothing)
    assert request_words(nothing) == "The request was not recorded"
