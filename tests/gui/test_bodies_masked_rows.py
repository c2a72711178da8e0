"""Rows of a large text show masks, also where a secret goes on in the next row."""

from inspector.presentation.bodies.body_rows import COPY_LIMIT, MaskedRows
from inspector.presentation.bodies.line_index import LONGEST, rows_of
from inspector.presentation.bodies.secret_blocks import SecretBlocks

TOKEN = "tok" + "q" * 45


def _rows(data):
    return MaskedRows(rows_of(data), SecretBlocks(data))


def _text(rows):
    return "\n".join(rows.text(row) for row in range(len(rows)))


def test_a_token_is_masked_and_the_rest_stays():
    rows = _rows(b'line one\n{"access_token":"' + TOKEN.encode() + b'","x":1}\nlast')
    assert "q" * 20 not in _text(rows)
    assert _text(rows).startswith("line one\n")
    assert '"x":1}\nlast' in _text(rows)


def test_a_token_over_several_rows_is_hidden_in_each():
    long = "ab12" * LONGEST
    rows = _rows(('{"access_token":"' + long + '"}').encode())
    assert len(rows) > 3
    assert "ab12ab12ab12" not in _text(rows)


def test_columns_take_the_mask_into_account():
    data = b'{"access_token":"' + TOKEN.encode() + b'","x":1}'
    rows = _rows(data)
    text = rows.text(0)
    assert rows.column(0, 2) == 2
    assert text[rows.column(0, data.index(b'"x"')) :].startswith('"x"')
    assert rows.column(0, data.index(TOKEN.encode())) == text.index("tokq")


def test_a_copy_holds_masks_and_has_a_limit():
    data = b'{"access_token":"' + TOKEN.encode() + b'"}\n' + b"line\n" * (COPY_LIMIT // 4)
    rows = _rows(data)
    text = rows.copied(0, len(rows) - 1)
    assert TOKEN not in text
    assert text.endswith("show secrets to copy all")
    assert rows.copied(1, 2) == "line\nline"
