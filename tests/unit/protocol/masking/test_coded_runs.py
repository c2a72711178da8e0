"""What stands in Base64, hexadecimal and rows of numbers is opened, with the way back to it."""

import base64

import pytest

from inspector.protocol.masking.coded_runs import numbers_opened, opened

PLAIN = "password of the gateway"
CODINGS = {
    "Base64": lambda text: base64.b64encode(text.encode()).decode(),
    "Base64 of URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "hexadecimal": lambda text: text.encode().hex(),
    "capitals": lambda text: text.encode().hex().upper(),
}
NUMBERS = {
    "decimal": lambda text: ", ".join(str(byte) for byte in text.encode()),
    "hexadecimal": lambda text: text.encode().hex(":"),
    "with 0x": lambda text: " ".join(f"0x{byte:02x}" for byte in text.encode()),
    "octal": lambda text: " ".join(f"{byte:03o}" for byte in text.encode()),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
}


def _place(runs, wanted):
    """Return where the wanted text stands in what was opened, by each run's way back."""
    for run in runs:
        at = run.text.find(wanted)
        if at >= 0:
            return run.source(at, at + len(wanted))
    return None


@pytest.mark.parametrize("name", sorted(CODINGS))
def test_a_coding_is_opened_wherever_it_begins(name):
    code = CODINGS[name](PLAIN)
    for before in ("", "{", "it:", "(((("):
        start, end = _place(opened(f"{before}{code}}}"), PLAIN[:-2])
        assert len(before) == start
        assert 0.85 * len(code) <= end - start <= len(code)


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_a_row_of_numbers_is_opened(name):
    row = NUMBERS[name](PLAIN)
    start, end = _place(numbers_opened(f"it was {row} there"), PLAIN)
    assert f"it was {row} there"[start:end].strip("=") == row.strip("=").removeprefix("0x")


@pytest.mark.parametrize(
    "text", ["", "words of a sentence", "2026-11-29 10:00:00", "ff:ee:dd", "1, 2, 3", "a1, b2, 1.5"]
)
def test_what_is_no_row_is_not_opened(text):
    assert [*numbers_opened(text)] == []


def test_numbers_above_a_byte_part_a_row():
    assert "abc" not in "".join(run.text for run in numbers_opened("97, 98, 300, 99, 301, 302, 97"))
