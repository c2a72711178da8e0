"""A known secret is masked wherever a comparison would repeat it, names and cut texts included."""

import json
import random
import string

import jwt
import pytest
from msgspec.structs import replace

from inspector.compare.comparison import compare
from inspector.compare.masking import Masking
from inspector.compare.records import Cell, CodeLine
from inspector.compare.veiling import veiled
from inspector.compare.writing import ENDINGS, written
from inspector.model.message import Header
from tests.unit.compare.conftest import attempt, bearer

SECRET = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"
LONG = "".join(random.Random(7).choices(string.ascii_letters + string.digits, k=400))
JSON = (Header("Content-Type", "application/json"),)
TEXT = (Header("Content-Type", "text/plain"),)
FORM = (Header("Content-Type", "application/x-www-form-urlencoded"),)
CLAIM = jwt.encode({"sub": "ada", "note": SECRET}, "k" * 40, algorithm="HS256")


def _pieces(secret):
    return (secret[at : at + 8] for at in range(3, len(secret) - 7))


def _url(path):
    return f"https://api.example.com{path}"


@pytest.mark.parametrize(
    "one",
    [
        attempt(bearer(SECRET), reply_headers=JSON, reply_body=json.dumps({SECRET: 1}).encode()),
        attempt(bearer(SECRET), reply_headers=FORM, reply_body=f"{SECRET}=1&a=2".encode()),
        attempt(bearer(SECRET), Header("Cookie", f"{SECRET}=1")),
        attempt(bearer(SECRET), url=_url(f"/?{SECRET}=1&q={SECRET}")),
        attempt(bearer(SECRET), url=f"https://{SECRET}.example.com/v1"),
        attempt(bearer(SECRET), Header(f"X-{SECRET}", "1")),
        attempt(Header("X-Api-Key", SECRET), bearer(CLAIM)),
        attempt(
            bearer(LONG),
            reply_headers=JSON,
            reply_body=json.dumps({"detail": "refused " * 31 + LONG}).encode(),
        ),
        attempt(bearer(LONG), reply_headers=TEXT, reply_body=("x y" * 70 + " " + LONG).encode()),
    ],
    ids=["json", "form", "cookie", "query", "host", "header", "claim", "cut json", "cut line"],
)
def test_no_part_of_a_secret_is_written(one):
    found = compare([one, attempt(status=200)])
    texts = repr(found) + "".join(written(found, ending) for ending in ENDINGS)
    assert not [part for part in (*_pieces(SECRET), *_pieces(LONG)) if part in texts]


def test_marks_go_with_the_text_they_stood_in():
    cell = Cell(text=f"key {SECRET}", state="bad", marks=((4, 48),))
    found = veiled(cell, Masking(secrets=[SECRET]))
    assert (found.state, found.marks) == ("bad", ())
    assert veiled(replace(cell, text="key"), Masking(secrets=[SECRET])).marks == cell.marks


def test_lines_of_a_body_keep_their_look_without_what_is_masked():
    line = CodeLine(text=f'"{SECRET}": 1', number=2, state="bad", differs=True, marks=((2, 3),))
    found = veiled(line, Masking(secrets=[SECRET]))
    assert SECRET not in found.text
    assert (found.state, found.differs, found.marks) == ("bad", True, ())
    assert veiled(replace(line, text="plain"), Masking(secrets=[SECRET])).marks == ((2, 3),)


def test_a_secret_in_a_key_of_a_body_is_nowhere_in_the_layout():
    body = json.dumps({SECRET: {"a": {SECRET: [1]}}, "b": f'"{SECRET}'}).encode()
    typed = (Header("Content-Type", "application/json"),)
    found = compare(
        [attempt(reply_headers=typed, reply_body=body), attempt(status=200)], known=(SECRET,)
    )
    code = [row for section in found.sections for row in section.code]
    assert len(code) == 10
    assert SECRET not in repr(found)
