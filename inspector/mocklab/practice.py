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
            tr("Bearer token, past its exp. Fixed by renewing it."),
            "timer-off",
        ),
        Card(
            "wrong-scheme",
            tr("Wrong scheme"),
            tr("The API wants Digest, the request sends Basic."),
            "shuffle",
        ),
        Card(
            "wrong-audience",
            tr("Wrong audience"),
            tr("A good token, made for another API."),
            "target",
        ),
        Card(
            "missing-credentials",
            tr("Missing credentials"),
            tr("A header dropped by a redirect to another host."),
            "key-round",
        ),
        Card(
            "csrf-refused",
            tr("CSRF token refused"),
            tr("A session cookie without its CSRF token."),
            "shield-ban",
        ),
        Card(
            "proxy-in-the-way",
            tr("Proxy in the way"),
            tr("Refused by a proxy before the API saw it."),
            "globe-lock",
        ),
    )
