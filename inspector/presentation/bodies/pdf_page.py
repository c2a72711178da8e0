"""A PDF as far as it can be read here: the text of its first page, in blocks.

It is read in another process: one that would take time or memory without end is ended with it.
"""

import subprocess
import sys

import msgspec

from inspector.logs.parts import environment
from inspector.reading.pages.blocks import Block, Run
from inspector.reading.pages.pdf import PdfText, first_page
from inspector.wording import tr, tr_n

LONGEST = 8.0  # seconds


def read_pdf(body: bytes) -> PdfText:
    """Return the text of the first page. It blocks its thread, for so many seconds at most."""
    if getattr(sys, "frozen", False):  # a bundle has no Python to start
        return first_page(body)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "inspector.reading.pages.pdf_worker"],
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            timeout=LONGEST,
            check=False,
        )
        return msgspec.msgpack.decode(done.stdout, type=PdfText)
    except subprocess.TimeoutExpired:
        return PdfText(trouble="slow")
    except (OSError, msgspec.DecodeError):
        return PdfText(trouble="damaged")


def pdf_blocks(read: PdfText) -> tuple[Block, ...]:
    """Return what was read, below a line that says what of the file it is."""
    if read.trouble:
        return (_said(_trouble(read)),)
    said = tr_n(
        "The text of the only page.",
        "The text of the first of {count} pages.",
        read.pages,
    )
    lines = (line.rstrip() for line in read.text.splitlines())
    return (_said(said), *(Block("text", (Run(line),)) for line in lines if line))


def _said(text: str) -> Block:
    return Block("text", (Run(text, "emphasis"),))


def _trouble(read: PdfText) -> str:
    return {
        "locked": tr("This PDF asks for a password. Open with… shows it."),
        "empty": tr("The first page has no text, only pictures or drawings. Open with… shows it."),
        "slow": tr("This PDF takes too long to read here. Open with… may show it."),
    }.get(read.trouble, tr("This PDF is damaged or not finished. Open with… may show it."))
