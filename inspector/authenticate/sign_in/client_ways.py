"""Which client a walked sign-in goes on with: what there is to choose, and what was chosen."""

import msgspec

from inspector.model.kinds.oauth import Login
from inspector.model.question import Answers, Question, QuestionField
from inspector.model.sign_in import Offer, SetUp, Trouble, Way
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.wording import tr

CLIENT_ID, WAY = "client_id", "way"
_ABOUT_REDIRECT = frozenset({"redirect-refused", "redirect-changed"})


def offers(found: ServerMetadata) -> tuple[Offer, ...]:
    """Return what a login provider offers to a client that it doesn't know."""
    there: tuple[tuple[Offer, bool], ...] = (
        ("S256", "S256" in found.pkce_methods),
        ("registration", bool(found.endpoints.registration)),
        ("client-documents", found.takes_client_documents),
    )
    return tuple(name for name, given in there if given)


def ways(offered: tuple[Offer, ...], login: Login, broken: tuple[Trouble, ...]) -> tuple[Way, ...]:
    """Return the ways to a client, the best first. broken: why a registration came to nothing."""
    if not broken:
        return ("register", "client") if "registration" in offered else ("client",)
    if not any(one.slug in _ABOUT_REDIRECT for one in broken):
        return ("client", "register")
    return ("localhost", "client") if login.host != "localhost" else ("client",)


def question(about: SetUp) -> Question:
    """Return what is asked; an answer without a client ID takes the first way."""
    field = QuestionField(name=CLIENT_ID, label=tr("Client ID"))
    return Question(text=_text(about), fields=(field,), about=about)


def _text(about: SetUp) -> str:
    match about.ways[0]:
        case "register":
            return tr(
                "{host} registers clients. Leave the client ID empty to register this program, or "
                "enter the ID of a client you have.",
                host=about.host,
            )
        case "localhost":
            return tr(
                "{host} refused the redirect address. Leave the client ID empty to register with "
                "localhost instead, or enter the ID of a client you have.",
                host=about.host,
            )
    return tr("{host} wants a client ID. Enter the ID of a client you have.", host=about.host)


def chosen(answers: Answers, offered: tuple[Way, ...]) -> tuple[Way, str]:
    """Return the way that was chosen, and the client ID where it is one that was typed."""
    typed = answers[CLIENT_ID].reveal().strip() if CLIENT_ID in answers else ""
    if typed:
        return "client", typed
    said = answers[WAY].reveal() if WAY in answers else ""
    return next((way for way in offered if way == said), offered[0]), ""


def login_by(way: Way, login: Login) -> Login:
    """Return the redirect address for a way."""
    return msgspec.structs.replace(login, host="localhost", port=0) if way == "localhost" else login
