"""QR codes of addresses (ISO/IEC 18004): bytes, error correction L, versions 1 to 10."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True is dark; without the quiet zone of four around it."""


class _Version(NamedTuple):
    """data: codewords. correction: codewords a block. blocks; centres of alignment patterns."""

    data: int
    correction: int
    blocks: int
    centres: tuple[int, ...]


# Tables 9 and E.1, level L.
_VERSIONS = (
    _Version(19, 7, 1, ()), _Version(34, 10, 1, (6, 18)), _Version(55, 15, 1, (6, 22)),
    _Version(80, 20, 1, (6, 26)), _Version(108, 26, 1, (6, 30)), _Version(136, 18, 2, (6, 34)),
    _Version(156, 20, 2, (6, 22, 38)), _Version(194, 24, 2, (6, 24, 42)),
    _Version(232, 30, 2, (6, 26, 46)), _Version(274, 18, 4, (6, 28, 50)),
)  # fmt: skip
_LONG_COUNT, _NAMED = 10, 7  # versions from which the count has 16 bits, and which are named
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, _c: r % 2 == 0,
    lambda _r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def qr_code(text: str) -> Matrix | None:
    """Return the modules of a text; None where it is too long."""
    data = text.encode()
    for number, version in enumerate(_VERSIONS, 1):
        if len(data) + (3 if number >= _LONG_COUNT else 2) <= version.data:
            words = _interleaved(_words(data, number, version.data), version)
            return min((_drawn(words, number, mask) for mask in range(8)), key=_penalty)
    return None


# ---------------- The codewords
def _words(data: bytes, number: int, room: int) -> bytes:
    wide = 16 if number >= _LONG_COUNT else 8
    bits = f"0100{len(data):0{wide}b}" + "".join(f"{byte:08b}" for byte in data)
    bits += "0" * min(4, room * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    made = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
    return (made + bytes((0xEC, 0x11)) * room)[:room]


def _interleaved(words: bytes, version: _Version) -> bytes:
    short, longer = divmod(version.data, version.blocks)
    blocks, at = [], 0
    for block in range(version.blocks):
        end = at + short + (block >= version.blocks - longer)
        blocks.append(words[at:end])
        at = end
    checks = [_correction(block, version.correction) for block in blocks]
    return bytes([*_by_turns(blocks), *_by_turns(checks)])


def _by_turns(blocks: list[bytes]) -> Iterator[int]:
    for at in range(max(map(len, blocks))):
        yield from (block[at] for block in blocks if at < len(block))


def _times(one: int, other: int) -> int:
    """Multiply in GF(2^8) with the polynomial 0x11D."""
    made = 0
    for bit in range(7, -1, -1):
        made = (made << 1) ^ (0x11D if made & 0x80 else 0)
        made ^= one if other >> bit & 1 else 0
    return made


def _correction(data: bytes, count: int) -> bytes:
    """Return the remainder by the generator of Reed and Solomon."""
    generator, root = [1], 1
    for _ in range(count):
        shifted = [*generator, 0]
        for at, each in enumerate(generator):
            shifted[at + 1] ^= _times(each, root)
        generator, root = shifted, _times(root, 2)
    rest = [*data, *[0] * count]
    for at in range(len(data)):
        factor = rest[at]
        for step, each in enumerate(generator):
            rest[at + step] ^= _times(each, factor)
    return bytes(rest[len(data) :])


# ---------------- The modules
_Cells = dict[tuple[int, int], bool]


def _drawn(words: bytes, number: int, mask: int) -> Matrix:
    side = 17 + 4 * number
    cells = _patterns(number, side)
    cells.update(_format(mask, side))
    places = [place for place in _zigzag(side) if place not in cells]
    bits = "".join(f"{word:08b}" for word in words).ljust(len(places), "0")
    for (row, column), bit in zip(places, bits, strict=False):
        cells[row, column] = (bit == "1") != _MASKS[mask](row, column)
    return tuple(tuple(cells[row, column] for column in range(side)) for row in range(side))


def _patterns(number: int, side: int) -> _Cells:
    cells: _Cells = {}
    for at in range(8, side - 8):
        cells[6, at] = cells[at, 6] = at % 2 == 0
    for row, column in ((3, 3), (3, side - 4), (side - 4, 3)):
        cells.update(_rings(row, column, 4, side))
    centres = _VERSIONS[number - 1].centres
    for row in centres:
        for column in centres:
            if (row, column) not in {(6, 6), (6, centres[-1]), (centres[-1], 6)}:
                cells.update(_rings(row, column, 2, side))
    cells[side - 8, 8] = True
    if number >= _NAMED:
        code = number << 12 | _remainder(number << 12, 0x1F25, 12)
        for bit in range(18):
            row, column = bit // 3, side - 11 + bit % 3
            cells[row, column] = cells[column, row] = bool(code >> bit & 1)
    return cells


def _rings(row: int, column: int, reach: int, side: int) -> _Cells:
    """Return a finder (reach 4, with its separator) or an alignment pattern (reach 2)."""
    light = {4, 2} if reach == 4 else {1}  # noqa: PLR2004 - rings, counted from the centre
    span = range(-reach, reach + 1)
    return {
        (row + down, column + right): max(abs(down), abs(right)) not in light
        for down in span
        for right in span
        if 0 <= row + down < side and 0 <= column + right < side
    }


def _format(mask: int, side: int) -> _Cells:
    value = (0b01 << 3 | mask) << 10
    code = (value | _remainder(value, 0x537, 10)) ^ 0x5412
    across = [(8, at) for at in (0, 1, 2, 3, 4, 5, 7, 8)]
    down = [(at, 8) for at in (7, 5, 4, 3, 2, 1, 0)]
    second = [*((side - 1 - at, 8) for at in range(7)), *((8, side - 8 + at) for at in range(8))]
    ways = ((*across, *down), second)
    return {place: bool(code >> 14 - bit & 1) for way in ways for bit, place in enumerate(way)}


def _remainder(value: int, generator: int, degree: int) -> int:
    while value.bit_length() > degree:
        value ^= generator << value.bit_length() - degree - 1
    return value


def _zigzag(side: int) -> Iterator[tuple[int, int]]:
    """Yield the places of data: two columns at a time from the right, up and down by turns."""
    columns = [*range(side - 1, 6, -1), *range(5, -1, -1)]  # column 6 is a timing pattern
    for turn in range(0, len(columns), 2):
        rows = range(side) if turn // 2 % 2 else range(side - 1, -1, -1)
        for row in rows:
            yield from ((row, column) for column in columns[turn : turn + 2])


def _penalty(matrix: Matrix) -> int:
    """Return how hard it is to read, by §7.8.3: runs, blocks, finders' likes, dark and light."""
    lines = ["".join("1" if cell else "0" for cell in row) for row in matrix]
    lines += ["".join(column) for column in zip(*lines, strict=True)]
    found = 0
    for line in lines:
        runs = [len(run) for run in line.replace("01", "0 1").replace("10", "1 0").split()]
        found += sum(run - 2 for run in runs if run >= 5)  # noqa: PLR2004 - as the rule has it
        found += 40 * (line.count("00001011101") + line.count("10111010000"))
    side = len(matrix)
    for row in range(side - 1):
        for column in range(side - 1):
            four = {matrix[row + down][column + right] for down in (0, 1) for right in (0, 1)}
            found += 3 * (len(four) == 1)
    dark = sum(map(sum, matrix)) * 100 // side**2
    return found + 10 * (abs(dark - 50) // 5)
