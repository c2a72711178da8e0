"""A hand-written Authorization row becomes a credential."""

import base64

import pytest

from inspector.authenticate.basic_login import basic_value
from inspector.diagnose.fixes.lifting import from_header
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.secret import SecretRef


def put(text):
    return SecretRef(place="memory", name=text)


def test_headers_are_read():
    assert from_header("Bearer abc", put) == Bearer(token=put("abc"))
    assert from_header("abc", put) == Bearer(token=put("abc"), word="")
    assert from_header("Basic YTpi", put) == Basic(user="a", password=put("b"))
    assert from_header("Basic ???", put) is None
    assert from_header('Digest username="a", uri="/"', put) == Digest(user="a")
    assert from_header("Digest uri=/", put) is None


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_login_keeps_its_text_and_the_charset_that_it_was_written_in(charset):
    written = base64.b64encode("jörg:für-3".encode(charset)).decode()
    made = from_header(f"Basic {written}", put)
    assert made == Basic(user="jörg", password=put("für-3"), charset=charset)
    assert basic_value(made.user, made.password.name, made.charset) == written


@pytest.mark.parametrize("written", ["Bearer", "Bearer ", "bearer"])
def test_the_word_alone_waits_for_its_token(written):
    assert from_header(written, put) == Bearer(word=written.strip())
