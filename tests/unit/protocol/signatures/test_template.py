"""Templates of what is signed: parts in braces are read, filled in, filtered; errors have words."""

import hashlib

import pytest

from inspector.protocol.signatures.template import (
    Line,
    Part,
    TemplateError,
    encoded,
    filtered,
    lines,
    parts,
    pieces,
    rendered,
)


def test_parts_and_what_stands_between_them():
    found = list(pieces(r"{method}\n{header: X-Date |lower|sha256}!"))
    assert found == [Part("method"), "\n", Part("header", "X-Date", ("lower", "sha256")), "!"]
    assert found[2].written == "{header:X-Date|lower|sha256}"


def test_braces_of_json_are_no_part():
    assert parts('{"a": 1}') == ()
    assert rendered('{"a": "{nonce}"}', lambda _: b"7") == b'{"a": "7"}'


@pytest.mark.parametrize(
    ("filters", "value"),
    [
        (("sha256",), hashlib.sha256(b" A=b ").hexdigest().encode()),
        (("sha256", "base64"), b"1UHE3YbsFFpUNaPAcyVr2yFP7aNkVw0u3WYJ1FgwPJw="),
        (("trim", "lower"), b"a=b"),
        (("trim", "url"), b"A%3Db"),
        (("upper", "hex"), b"20413d4220"),
        (("nonzero",), b" A=b "),
    ],
)
def test_filters_are_applied_one_after_the_other(filters, value):
    made = filtered(b" A=b ", Part("body", "", filters))
    if filters == ("sha256", "base64"):
        import base64

        value = base64.b64encode(hashlib.sha256(b" A=b ").digest())
    assert made == value


def test_a_zero_is_left_out_where_that_is_wanted():
    assert filtered(b"0", Part("length", "", ("nonzero",))) == b""


def test_an_unknown_filter_is_named_with_those_there_are():
    with pytest.raises(TemplateError, match=r"\{body\|sha3\} ends in \|sha3.*sha256.*base64"):
        filtered(b"", Part("body", "", ("sha3",)))


@pytest.mark.parametrize(
    ("coding", "text"), [("hex", "fbff"), ("base64", "+/8="), ("base64url", "-_8")]
)
def test_codings_of_a_signature(coding, text):
    assert encoded(b"\xfb\xff", coding) == text


def test_lines_of_headers_and_which_holds_the_signature():
    made = lines("X-Time: {timestamp}\n\n X-Sign : v1={signature|hex}\n", ":")
    assert made == (Line("X-Time", "{timestamp}"), Line("X-Sign", "v1={signature|hex}"))
    assert [each.is_signature for each in made] == [False, True]


@pytest.mark.parametrize(("text", "sign"), [("no colon", ":"), (": no name", ":"), ("=x", "=")])
def test_another_line_is_quoted_in_the_error(text, sign):
    with pytest.raises(TemplateError, match="is no line of the form"):
        lines(text, sign)
