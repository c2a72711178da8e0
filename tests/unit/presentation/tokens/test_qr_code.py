"""QR codes, read back by the steps of ISO/IEC 18004 §12."""

import pytest

from inspector.presentation.tokens import qr_code as module
from inspector.presentation.tokens.qr_code import qr_code

ADDRESS = "https://login.example.com/device?user_code=WDJB-MJHT"


def _read(matrix):
    """Return the text in a code: its mask taken off, its blocks put together."""
    side = len(matrix)
    number = (side - 17) // 4
    version = module._VERSIONS[number - 1]
    fixed = {**module._patterns(number, side), **module._format(0, side)}
    mask = next(
        each
        for each in range(8)
        if all(matrix[r][c] == dark for (r, c), dark in module._format(each, side).items())
    )
    bits = "".join(
        "01"[matrix[row][column] != module._MASKS[mask](row, column)]
        for row, column in module._zigzag(side)
        if (row, column) not in fixed
    )
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits) // 8 * 8, 8)]
    data = _gathered(words, version)
    stream = "".join(f"{word:08b}" for word in data)
    wide = 16 if number >= 10 else 8
    count = int(stream[4 : 4 + wide], 2)
    text = stream[4 + wide : 4 + wide + 8 * count]
    return bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8)).decode()


def _gathered(words, version):
    short, longer = divmod(version.data, version.blocks)
    sizes = [short + (block >= version.blocks - longer) for block in range(version.blocks)]
    blocks, rest = [[] for _ in sizes], list(words)
    for at in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if at < size:
                block.append(rest.pop(0))
    checks = [[] for _ in sizes]
    for _ in range(version.correction):
        for check in checks:
            check.append(rest.pop(0))
    for block, check in zip(blocks, checks, strict=True):
        assert _syndromes([*block, *check], version.correction) == {0}
    return [word for block in blocks for word in block]


def _syndromes(words, count):
    found, root = set(), 1
    for _ in range(count):
        value = 0
        for word in words:
            value = module._times(value, root) ^ word
        found.add(value)
        root = module._times(root, 2)
    return found


@pytest.mark.parametrize("text", ["a", ADDRESS, ADDRESS * 2, ADDRESS * 3, "é" * 80, "v" * 271])
def test_what_is_written_is_read_back(text):
    assert _read(qr_code(text)) == text


def test_a_text_that_is_too_long_has_none():
    assert qr_code("v" * 272) is None


def test_the_finders_stand_in_three_corners():
    matrix = qr_code(ADDRESS)
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for rows, columns in ((0, 0), (0, -7), (-7, 0)):
        part = matrix[rows:][:7] if rows else matrix[:7]
        found = [
            "".join("01"[cell] for cell in (row[columns:] if columns else row)[:7]) for row in part
        ]
        assert found == finder
    assert len(matrix) == 29


@pytest.mark.parametrize(("mask", "bits"), [(0, "111011111000100"), (5, "110001100011000")])
def test_the_format_is_that_of_table_c1(mask, bits):
    cells = module._format(mask, 21)
    places = [
        *((8, at) for at in (0, 1, 2, 3, 4, 5, 7, 8)),
        *((at, 8) for at in (7, 5, 4, 3, 2, 1, 0)),
    ]
    assert "".join("01"[cells[place]] for place in places) == bits
