"""URLs, with and without a scheme."""

import pytest

from inspector import intake
from inspector.model.kinds.basic import Basic


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/x?y", "https://a.example/x?y"),
        (" <https://a.example> \n", "https://a.example"),
        ("a.example/x", "https://a.example/x"),
        ("localhost:8080/x", "http://localhost:8080/x"),
        ("192.168.1.1", "http://192.168.1.1"),
        ("My-Host.Internal:8080", "https://My-Host.Internal:8080"),
        ("xn--bcher-kva.example/x", "https://xn--bcher-kva.example/x"),
        ("bücher.example", "https://bücher.example"),
    ],
)
def test_urls(text, url):
    assert intake.read(text.encode()).request.url == url


def test_user_and_password_become_a_credential():
    reading = intake.read(b"https://me:pw@a.example/")
    assert isinstance(reading.request.credential, Basic)
    assert reading.request.url == "https://a.example/"
    assert list(reading.secrets.values()) == ["pw"]


@pytest.mark.parametrize(
    "text", ["https://a b", "word", "a.", "1.5", "mF_9.B5f-4.1JqM", "a.example.c0m1", "1.2.3.4.5"]
)
def test_what_is_no_url(text):
    assert intake.recognise(text.encode()).kind != "url"
