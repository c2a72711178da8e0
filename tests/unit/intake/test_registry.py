"""The registry picks the reader that fits, helps with the file's name, and refuses the rest."""

import pytest

from inspector import intake
from inspector.intake import registry
from inspector.intake.registry import all_readers, folder_readers


def kind(text, name=""):
    best, _ = registry._best(text.encode(), name)
    return best.NAME if best else ""


def test_what_stands_above_the_output_of_a_command_does_not_mislead():
    text = "$ curl -i https://a.example/x\nHTTP/2 401\nserver: x\n\nno"
    reading = intake.read(text.encode())
    assert reading.kind == "http-text"
    assert reading.attempt.exchanges[0].request.url == "https://a.example/x"


def test_a_transcript_wins_over_the_command_above_it():
    assert kind("$ curl -v http://a/\n* Trying 1.2.3.4:80...\n> GET / HTTP/1.1\n> \n") == (
        "curl-transcript"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Digest realm="a", nonce="b"', "challenge"),
        ('Digest username="a", realm="b", nonce="c", response="d"', "token"),
        ("Basic YTpi", "token"),
        ('Basic realm="x"', "challenge"),
        ("Negotiate", "challenge"),
        ("api.example.com/v1", "url"),
        ("550e8400-e29b-41d4-a716-446655440000", "token"),
        ("<saml:Assertion xmlns:saml='x'/>", "token"),
        ("GET / HTTP/1.1\nHost: a\n\n", "http-text"),
        ("hello world", ""),
        ("{}", ""),
    ],
)
def test_near_misses(text, expected):
    assert kind(text) == expected


def test_the_name_of_the_file_decides_where_the_text_does_not():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(b"hello", "x.har")
    assert "not a HAR" in raised.value.problem.what


def test_nothing_known_says_what_is():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(b"hello there", "x.md")
    assert raised.value.problem.where == "x.md"
    assert all(reader.title() in raised.value.problem.todo for reader in all_readers())
    assert intake.recognise(b"hello there").fit == 0.0


def test_nothing_at_all():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(b" \n ")
    assert raised.value.problem.what == "There is nothing in it."


def test_a_folder_of_nothing_known_says_which_folders_open():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read_folder({"notes.txt": b"hello there"}, "notes")
    titles = [reader.title() for reader in folder_readers()]
    assert raised.value.problem.todo == f"These open here: {', '.join(titles)}."
