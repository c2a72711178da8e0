"""The six demo cards of the first window, in their order."""

import msgspec

from inspector.wording import tr


class Card(msgspec.Struct, frozen=True):
    """One card: the scenario's slug, its title, one line of text, and the name of an icon."""

    slug: str
    title: str
    text: str
    icon: str


def cards() -> tuple[Card, ...]:
    """Return the cards; the first one has the focus when the program first opens."""
    return (
        Card(
            "expired-token",
            tr("Expired token"),
            tr("The access token ended 27 minutes ago."),
            "timer-off",
        ),
        Card(
            "wrong-scheme",
            tr("Wrong scheme"),
            tr("The server wants Digest and gets Basic."),
            "shuffle",
        ),
        Card(
            "wrong-audience",
            tr("Wrong audience"),
            tr("The token was made for another API."),
            "target",
        ),
        Card(
            "missing-credentials",
            tr("Missing credentials"),
            tr("A redirect dropped them on the way."),
            "key-round",
        ),
        Card(
            "csrf-refused",
            tr("CSRF token refused"),
            tr("The cookie is right, its twin is missing."),
            "shield-ban",
        ),
        Card(
            "proxy-in-the-way",
            tr("Proxy in the way"),
            tr("A proxy refused this, not the API."),
            "globe-lock",
        ),
    )
