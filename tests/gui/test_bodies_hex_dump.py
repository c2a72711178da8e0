"""Bytes as hexadecimal; bytes of secrets stay hidden."""

from inspector.presentation.bodies.body_rows import HexRows
from inspector.presentation.bodies.secret_blocks import SecretBlocks


def test_a_row_has_offset_digits_and_characters():
    rows = HexRows(b"GET / HTTP/1.1\r\nHost")
    assert len(rows) == 2
    assert (
        rows.text(0)
        == "00000000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1.."
    )
    assert rows.text(1).startswith("00000010  48 6f 73 74   ")
    assert len(rows.text(0)) <= rows.widest


def test_bytes_of_secrets_are_dots():
    text = HexRows(b"key=abc;", SecretBlocks(b"key=abc;", known=((4, 7),))).text(0)
    assert "61 62 63" not in text
    assert "6b 65 79 3d •• •• •• 3b" in text
    assert text.endswith("key=•••;")


def test_a_byte_finds_its_row_and_its_digits():
    rows = HexRows(bytes(40))
    assert rows.row_at(17) == 1
    assert rows.span(2) == (32, 40)
    assert rows.text(1)[rows.column(1, 17) :].startswith("00 ")
    assert rows.number(0) == 0
