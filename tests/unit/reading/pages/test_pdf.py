"""The text of a PDF's first page; damaged and hostile ones are said, never raised."""

import subprocess
import sys

import msgspec
import pytest

from inspector.reading.pages import pdf_worker
from inspector.reading.pages.pdf import PdfText, first_page, is_pdf
from tests.fixtures import pdfs


def test_the_first_page_is_read_and_the_pages_are_counted():
    content = b"BT /F 12 Tf 72 720 Td (Invoice 4711) Tj 0 -20 Td (Total 12,50) Tj ET"
    assert first_page(pdfs.pdf(content, pages=3)) == PdfText(
        text="Invoice 4711\nTotal 12,50", pages=3
    )
    assert first_page(pdfs.deflated(content)).text.startswith("Invoice")


def test_a_page_without_text_says_so():
    assert first_page(pdfs.pdf(b"0 0 100 100 re f")).trouble == "empty"


def test_one_with_a_password_is_locked():
    encrypted = pdfs.pdf(
        extra=b"/ID [(a) (a)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>"
        % (b"o" * 32, b"u" * 32)
    )
    assert first_page(encrypted).trouble == "locked"


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7", pdfs.pdf()[:200], pdfs.looped(), pdfs.pdf().replace(b"/Catalog", b"/Nothing")],
)
def test_damaged_ones_are_said(body):
    assert first_page(body).trouble in ("damaged", "empty") or first_page(body).text


def test_what_unfolds_without_end_is_refused():
    assert first_page(pdfs.bomb()).trouble == "slow"


def test_it_is_known_by_its_beginning():
    assert is_pdf(b"\n\n%PDF-1.4 and more")
    assert not is_pdf(b" " * 2000 + b"%PDF-1.4")
    assert not is_pdf(b"a text about %PDF")


def test_the_other_process_reads_from_its_input():
    done = subprocess.run(
        [sys.executable, "-m", pdf_worker.__name__],
        input=pdfs.pdf(),
        capture_output=True,
        check=True,
    )
    assert msgspec.msgpack.decode(done.stdout, type=PdfText).text == "Hello"
