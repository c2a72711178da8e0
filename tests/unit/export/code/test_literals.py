"""Texts stand in code as they are, whatever is in them: Python reads its literals back."""

import json

import pytest

from inspector.export.code import javascript_words, python_words
from inspector.export.code.call import Variable
from inspector.model.message import latin1

TEXTS = (
    "",
    "plain",
    'it\'s "both"',
    "back\\slash\n\r\t\x00",
    "grün",
    "日本",
    "${x} `y` {z}",
    "\u2028",
)


@pytest.mark.parametrize("text", TEXTS)
def test_python_reads_its_bytes_back(text):
    recorded = latin1(text)
    assert eval(python_words.bytes_of((recorded,))) == text.encode()
    assert eval(python_words.text_of((recorded,))) == text


def test_bytes_that_are_no_text_are_kept():
    assert eval(python_words.bytes_of(("\xff\xfe\x80",))) == b"\xff\xfe\x80"


@pytest.mark.parametrize("text", TEXTS)
def test_a_literal_of_javascript_is_one_of_json_and_breaks_no_line(text):
    made = javascript_words.literal(text)
    assert json.loads(made) == text
    assert "\n" not in made
    assert "\u2028" not in made


def test_a_variable_stands_between_texts(monkeypatch):
    import os

    monkeypatch.setenv("TOKEN", "s3cret")
    text = ("Bearer ", Variable("TOKEN"))
    assert eval(python_words.bytes_of(text), {"os": os}) == b"Bearer s3cret"
    assert eval(python_words.text_of(text), {"os": os}) == "Bearer s3cret"
    assert javascript_words.text_of(text) == '"Bearer " + process.env.TOKEN'
