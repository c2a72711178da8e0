"""What the program is made of: its parts, the installed packages, their licences and texts."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
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


# ---------------- The Python packages that the program stands on, as they are installed. No Qt
PROGRAM = "request-inspector"
_SHOWN_WITH_QT = "pyside6-essentials"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRAS = re.compile(r"\[([^\[\]]*)\]")
_LONGEST = 60


def declared() -> tuple[str, ...]:
    """Return the names that the program's own metadata asks for; of extras, what they bring."""
    names: dict[str, None] = {}
    for line in _asked(PROGRAM):
        name = _named(line)
        names[name] = None
        extras = _EXTRAS.search(line)
        for extra in extras[1].split(",") if extras else ():
            names.update(dict.fromkeys(_brought(name, extra.strip())))
    return tuple(name for name in names if name != _SHOWN_WITH_QT)


def _brought(name: str, extra: str) -> list[str]:
    marked = re.compile(rf"extra == ['\"]{re.escape(extra)}['\"]")
    return [_named(line) for line in _asked(name) if marked.search(line)]


def _asked(name: str) -> list[str]:
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return []


def _named(requirement: str) -> str:
    found = _NAME.match(requirement)
    return found[0].lower() if found else ""


def packages(names: tuple[str, ...] | None = None) -> tuple[Licence, ...]:
    """Return what is installed of these packages, with their licences; reads the disk.

    Without names it is what `pyproject.toml` declares.
    """
    found = []
    for name in declared() if names is None else names:
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        what = tr("Python package {version}", version=package.version)
        text = _text(package)
        found.append(Licence(name, what, licence_of(package), text, _page(package)))
    return tuple(found)


def licence_of(package: Distribution) -> str:
    """Return the short name of a package's licence, as the package itself gives it."""
    named = _field(package, "License-Expression") or _field(package, "License")
    first = named.strip().split("\n", 1)[0]
    if first and first != "UNKNOWN" and len(first) <= _LONGEST:
        return first
    classified = package.metadata.get_all("Classifier") or []
    kinds = [each for each in classified if each.startswith("License ::")]
    return kinds[0].rsplit(" :: ", 1)[-1] if kinds else tr("see its text")


def _text(package: Distribution) -> Path | None:
    for file in package.files or ():
        inside = ".dist-info" in str(file)
        if inside and file.name.upper().startswith(("LICEN", "COPYING")):
            return Path(str(package.locate_file(file)))
    return None


def _page(package: Distribution) -> str:
    pages = [each.split(", ", 1)[-1] for each in package.metadata.get_all("Project-URL") or ()]
    return _field(package, "Home-page") or (pages[0] if pages else "")


def _field(package: Distribution, name: str) -> str:
    return str((package.metadata.get_all(name) or [""])[0])


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
