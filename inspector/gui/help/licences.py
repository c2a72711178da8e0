"""What the program is made of, under which licences, and where their texts lie. No Qt."""

from pathlib import Path
from typing import NamedTuple

from inspector.wording import tr
from inspector.wording.resources import resources


class Licence(NamedTuple):
    """One part. text: the file of the licence's text; url: where it is published.

    Either may be empty: what is shipped as a file is shown from it.
    """

    part: str
    what: str
    licence: str
    text: Path | None = None
    url: str = ""


def licences() -> tuple[Licence, ...]:
    """Return the parts in the order of their weight; touches no file."""
    shipped = resources()
    return (
        Licence(
            "Request Inspector",
            tr("This program"),
            "Apache-2.0",
            shipped.parent / "LICENSE",
            "https://www.apache.org/licenses/LICENSE-2.0",
        ),
        Licence(
            "Qt, PySide6",
            tr("Window and drawing"),
            "LGPL-3.0",
            url="https://www.gnu.org/licenses/lgpl-3.0.html",
        ),
        Licence(
            "Inter",
            tr("Font of the interface"),
            "OFL-1.1",
            shipped / "fonts" / "OFL-Inter.txt",
            "https://openfontlicense.org",
        ),
        Licence(
            "JetBrains Mono NL",
            tr("Font for bytes"),
            "OFL-1.1",
            shipped / "fonts" / "OFL-JetBrainsMono.txt",
            "https://openfontlicense.org",
        ),
        Licence(
            "Lucide",
            tr("Icons"),
            "ISC",
            shipped / "icons" / "LICENSE",
            "https://lucide.dev/license",
        ),
    )
