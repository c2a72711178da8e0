"""Decides which credentials leave: a hand-written header, the credentials, or the URL's user.

The one place for it. A header that the user wrote wins over a credential that would write the
same header (as with curl), an earlier credential over a later one for the same place, and a
credential over `user:password@` in the URL; so one leaves in each place, and one in Authorization.
The window shows the answer as it is here.
"""

from typing import Literal

import msgspec

from inspector.model.credential import Credential
from inspector.model.credential_facts import AUTHORIZATION
from inspector.model.request import Request, RequestHeader
from inspector.wording import tr

Winner = Literal["none", "header", "credential", "url"]
_Place = tuple[str, str]  # header, query, cookie or body, and the name there


class Beaten(msgspec.Struct, frozen=True, kw_only=True):
    """A further credential that does not leave. at: its index; place: what it competes for.

    by: the label of the credential that has that place; empty for a header written by hand.
    """

    at: int
    kind: str
    place: str
    by: str = ""

    @property
    def why(self) -> str:
        """Why it does not leave, as the end of a sentence."""
        if not self.by:
            return tr("your own {name} header is sent", name=self.place)
        return tr("{credential} goes in {name} already", credential=self.by, name=self.place)


class Precedence(msgspec.Struct, frozen=True, kw_only=True):
    """Who wins. header: the header they compete for. loses: who else wanted to write it.

    is_off: there is a credential, and the request's options keep it here. also: indices of the
    further credentials that leave, beside: what each is. beaten: those that don't leave.
    """

    winner: Winner = "none"
    header: str = ""
    loses: tuple[Winner, ...] = ()
    is_off: bool = False
    also: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()
    beaten: tuple[Beaten, ...] = ()

    @property
    def text(self) -> str:
        """One sentence for the window where there was a choice, else nothing."""
        if self.is_off:
            return tr("The credential is switched off among the options: it is not sent.")
        if not self.loses:
            return ""
        if self.winner == "header" and "credential" in self.loses:
            return tr(
                "Your own {name} header is sent; the credential of the Auth tab is not used.",
                name=self.header,
            )
        if self.winner == "header":
            return tr(
                "Your own {name} header is sent; user and password of the URL are not used.",
                name=self.header,
            )
        return tr("The credential of the Auth tab is sent; user and password of the URL are not.")


def decide(request: Request, *, url_has_user: bool = False) -> Precedence:
    """Return who writes the credentials of this request."""
    every = (request.credential, *request.also)
    is_off = not request.options.send_credential and any(each.is_given for each in every)
    present = request.credential.is_given and not is_off
    taken: dict[_Place, str] = {}
    if present and not _written_by_hand(request, request.credential):
        taken = dict.fromkeys(_places(request.credential), request.credential.label())
    also, beaten = ((), ()) if is_off else _further(request, taken)
    first = _first(request, present=present, url_has_user=url_has_user)
    if first.winner == "url" and ("header", AUTHORIZATION.lower()) in taken:
        first = Precedence(loses=("url",))
    beside = tuple(request.also[at].described for at in also)
    return msgspec.structs.replace(first, is_off=is_off, also=also, beside=beside, beaten=beaten)


def _first(request: Request, *, present: bool, url_has_user: bool) -> Precedence:
    """Return who wins among the first credential, a header written by hand and the URL."""
    own = request.credential.headers
    names = own if present else (AUTHORIZATION,) * url_has_user
    written = [name for name in names if _written(request.headers, name)]
    rivals: list[Winner] = []
    if written:
        rivals.append("header")
    if present:
        rivals.append("credential")
    if url_has_user and (not present or not own or AUTHORIZATION in own):
        rivals.append("url")
    if not rivals:
        return Precedence()
    header = next(iter((*written, *names)), "")
    return Precedence(winner=rivals[0], header=header, loses=tuple(rivals[1:]))


def _further(
    request: Request, taken: dict[_Place, str]
) -> tuple[tuple[int, ...], tuple[Beaten, ...]]:
    """Return which further credentials leave, and which find their place taken."""
    also: list[int] = []
    beaten: list[Beaten] = []
    for at, each in enumerate(request.also):
        if not each.is_given:
            continue
        hand = _written_by_hand(request, each)
        place = next((one for one in _places(each) if one in taken), None)
        if hand or place is not None:
            name = hand or next(n for n in _names(each) if place and n.lower() == place[1].lower())
            by = "" if hand else taken[place or ("", "")]
            beaten.append(Beaten(at=at, kind=each.label(), place=name, by=by))
            continue
        taken.update(dict.fromkeys(_places(each), each.label()))
        also.append(at)
    return tuple(also), tuple(beaten)


def _names(credential: Credential) -> tuple[str, ...]:
    place, name = credential.travels
    return credential.headers if place == "header" else (name,) if place else ()


def _places(credential: Credential) -> tuple[_Place, ...]:
    """Return the places that a credential writes; names of headers know no case."""
    place = credential.travels.place
    fold = str.lower if place == "header" else str
    return tuple((place, fold(name.strip())) for name in _names(credential))


def _written_by_hand(request: Request, credential: Credential) -> str:
    """Return the header of a credential that the user wrote; empty where there is none."""
    return next((name for name in credential.headers if _written(request.headers, name)), "")


def _written(headers: tuple[RequestHeader, ...], name: str) -> bool:
    wanted = name.strip().lower()
    return any(header.enabled and header.name.strip().lower() == wanted for header in headers)
