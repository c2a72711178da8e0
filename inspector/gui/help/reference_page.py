"""What statuses, challenges and error codes mean for a login, as replies are explained."""

from collections.abc import Iterator
from http import HTTPStatus

from PySide6.QtWidgets import QWidget

from inspector.annotate.annotators.status import meanings
from inspector.annotate.challenge_params import parameters
from inspector.annotate.error_codes import codes
from inspector.gui.help.searched_page import Column, Group, Listed, SearchedPage
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.protocol.schemes.computed_schemes import Computed, known_schemes
from inspector.wording import tr

_NAME, _SOURCE, _WIDEST = 248, 150, 1000


class ReferencePage(SearchedPage):
    """Each line says what stands in a reply, what it means, and where that is defined."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        listed = Listed(
            name="reference",
            columns=(
                Column(tr("In the reply"), _NAME, code=True),
                Column(tr("Meaning")),
                Column(tr("Source"), _SOURCE),
            ),
            find=tr("Find a status, parameter, error code or scheme"),
            nothing=tr("Nothing of that name is known here"),
            groups=reference,
            widest=_WIDEST,
        )
        super().__init__(document, tools, listed, parent)


def reference() -> Iterator[Group]:
    """Return what is known, by the place in a reply where it stands."""
    yield Group(
        tr("Statuses"),
        tuple((_status(code), *_sourced(each[:2])) for code, each in sorted(meanings().items())),
    )
    yield Group(
        tr("Parameters of a challenge (WWW-Authenticate)"),
        tuple((name, *_sourced(each)) for name, each in sorted(parameters().items())),
    )
    yield Group(
        tr("Error codes of OAuth, Bearer, DPoP and OpenID Connect"),
        tuple((code, *_sourced(each)) for code, each in sorted(codes().items())),
    )
    yield Group(
        tr("Schemes whose credential is computed for each request"),
        tuple((each.name, *_sent(each)) for each in known_schemes()),
    )


def _status(code: int) -> str:
    """Return the code with its standard phrase, the code alone where a vendor made it up."""
    phrase = HTTPStatus(code).phrase if code in {each.value for each in HTTPStatus} else ""
    return f"{code} {phrase}".strip()


def _sourced(meaning: tuple[str, str]) -> tuple[str, str]:
    text, source = meaning
    named = text.partition(" ")[0].endswith(":")  # "nginx: …" keeps the product's own spelling
    return text if named else text[:1].upper() + text[1:], source or tr("The vendor's own")


def _sent(scheme: Computed) -> tuple[str, str]:
    if scheme.by_curl:
        return tr("Curl computes it: {options}", options=" ".join(scheme.options)), ""
    return tr("Curl can only repeat a value that was computed elsewhere"), ""
