"""The text of a PDF's first page, as far as it can be read (ISO 32000). Pure, but not quick.

A PDF may be made to take time and memory without end, so whoever shows it has it read in another
process with limits.
"""

from io import BytesIO
from typing import Literal

import msgspec

_MOST_TEXT = 200_000
_HEAD = 1024  # bytes in which a PDF begins, as readers have it
_MARK = b"%PDF-"

PdfTrouble = Literal["", "damaged", "locked", "empty", "slow"]


class PdfText(msgspec.Struct, frozen=True, kw_only=True):
    """What was read. pages: how many there are, 0 where that is not known. trouble: why no text."""

    text: str = ""
    pages: int = 0
    trouble: PdfTrouble = ""


def is_pdf(body: bytes) -> bool:
    """Whether a body is a PDF, by its first bytes."""
    return _MARK in body[:_HEAD]


def first_page(body: bytes) -> PdfText:
    """Return the text of the first page; whatever is wrong with the file is said, not raised."""
    from pypdf import PdfReader  # noqa: PLC0415 - takes long to load, and few replies are PDFs
    from pypdf.errors import LimitReachedError  # noqa: PLC0415 - as above

    try:
        reader = PdfReader(BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return PdfText(trouble="locked")
        count = len(reader.pages)
        text = reader.pages[0].extract_text() if count else ""
    except (MemoryError, LimitReachedError):
        return PdfText(trouble="slow")
    except Exception:  # noqa: BLE001 - files from outside break it in more ways than it names
        return PdfText(trouble="damaged")
    clean = text.replace("\0", "").encode("utf-8", "replace").decode()[:_MOST_TEXT].strip()
    return PdfText(text=clean, pages=count, trouble="" if clean else "empty")
