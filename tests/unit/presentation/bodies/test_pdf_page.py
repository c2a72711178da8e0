"""A PDF as blocks: read elsewhere within a time, secrets masked, what can't be read said."""

import pytest

from inspector.model.message import Header
from inspector.presentation.bodies.body_rows import BodyText, page_of_body
from inspector.presentation.bodies.body_ways import ways_of
from inspector.presentation.bodies.pdf_page import pdf_blocks, read_pdf
from inspector.protocol.redaction import KnownValues
from inspector.reading.pages.pdf import PdfText
from tests.fixtures import pdfs

KIND = (Header("Content-Type", "application/pdf"),)
SECRET = "planted-secret-of-an-invoice-0815"


def words(body, **more):
    return [block.text for block in page_of_body(BodyText(body=body, headers=KIND, **more))]


def test_it_is_shown_as_a_page_whatever_its_type_says():
    assert ways_of(pdfs.pdf(), KIND) == ("page", "hex")
    assert ways_of(pdfs.pdf(), ()) == ("page", "hex")


def test_its_lines_stand_below_what_is_read_of_it():
    body = pdfs.pdf(b"BT /F 12 Tf 72 720 Td (Invoice) Tj 0 -20 Td (Total) Tj ET", pages=2)
    assert words(body) == ["The text of the first of 2 pages.", "Invoice", "Total"]
    assert words(pdfs.pdf()) == ["The text of the only page.", "Hello"]


def test_known_secrets_are_masked_until_they_are_shown():
    body = pdfs.deflated(f"BT /F 12 Tf 72 720 Td (key {SECRET}) Tj ET".encode())
    values = KnownValues((SECRET,))
    assert SECRET not in "".join(words(body, values=values))
    assert words(body, values=values, revealed=True)[1] == f"key {SECRET}"


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("locked", "asks for a password"),
        ("empty", "has no text"),
        ("slow", "takes too long"),
        ("damaged", "is damaged"),
    ],
)
def test_what_can_not_be_read_is_said(trouble, said):
    (block,) = pdf_blocks(PdfText(trouble=trouble))
    assert said in block.text


def test_one_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr("inspector.presentation.bodies.pdf_page.LONGEST", 1)
    content = b"BT /F 12 Tf " + b"1 0 Td (word) Tj " * 300_000 + b"ET"
    assert read_pdf(pdfs.deflated(content)).trouble == "slow"


def test_a_process_that_says_nothing_counts_as_damage(monkeypatch):
    monkeypatch.setattr("inspector.presentation.bodies.pdf_page.sys.executable", "/bin/true")
    assert read_pdf(pdfs.pdf()).trouble == "damaged"
    monkeypatch.setattr("inspector.presentation.bodies.pdf_page.sys.executable", "/nowhere")
    assert read_pdf(pdfs.pdf()).trouble == "damaged"


def test_a_bundle_reads_it_itself(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert read_pdf(pdfs.pdf()).text == "Hello"
