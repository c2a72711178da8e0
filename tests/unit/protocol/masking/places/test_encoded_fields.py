"""Names are decoded before they are judged, and JSON in a value is read as JSON."""

import pytest

from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.redaction import masked_text


@pytest.mark.parametrize(
    "text",
    [
        "user%5Bpassword%5D=kelp&x=1",
        "https://a.example/?a=1&user%5bpass%5d=kelp",
        "login%5Btotp%5D=kelp",
        "a=1&%70assword=kelp",
        "a=1&%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D1%8C=kelp",
        "a=1&contrase%C3%B1a=kelp",
        "?q=%7B%22password%22%3A%22kelp%22%2C%22a%22%3A1%7D",
        "?q=%7B%22user%22%3A%22bob%22%2C%22pass%22%3A%22kelp%22%7D",
        "?q=%257B%2522password%2522%253A%2522kelp%2522%257D",
        "data=%5B%7B%22client_secret%22%3A%22kelp%22%7D%5D",
    ],
)
def test_the_value_is_found_and_nothing_else(text):
    assert [text[a:b] for a, b in text_spans(text)] == ["kelp"]


@pytest.mark.parametrize(
    "text",
    [
        "user%5Bname%5D=bob&filter%5Bcode%5D=401",
        "?q=%7B%22page%22%3A%2212%22%7D&pass%5Bage%5D=3",
        "?q=%7B%7D&r=%7B%22pass%22%3Atrue%7D",
    ],
)
def test_other_names_and_values_stay(text):
    assert masked_text(text) == text
