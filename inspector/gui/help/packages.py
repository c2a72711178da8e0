"""The Python packages that the program stands on, as they are installed. No Qt."""

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from inspector.gui.help.licences import Licence
from inspector.wording import tr

NAMES = (
    "httpx",
    "httpcore",
    "h2",
    "truststore",
    "pyjwt",
    "joserfc",
    "cryptography",
    "keyring",
    "msgspec",
    "tomlkit",
    "platformdirs",
    "brotli",
    "zstandard",
    "oauthlib",
    "pyspnego",
    "lxml",
    "signxml",
    "http-message-signatures",
    "http-sf",
    "publicsuffixlist",
    "pyyaml",
    "jinja2",
    "python-jsonpath",
    "idna",
    "botocore",
    "mohawk",
)
_LONGEST = 60


def packages(names: tuple[str, ...] = NAMES) -> tuple[Licence, ...]:
    """Return what is installed of these packages, with their licences; reads the disk."""
    found = []
    for name in names:
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
