"""What was asked, as reports and messages name it; a reply may come without its request."""

from inspector.model.message import Message, readable
from inspector.wording import tr


def is_recorded(message: Message) -> bool:
    """Whether there is a request at all; a raw reply comes without its own."""
    return bool(message.method or message.url)


def asked_words(method: str, url: str) -> str:
    """Return method and address; that they are not known where both are empty."""
    return f"{method} {url}".strip() or tr("The request was not recorded")


def request_words(message: Message) -> str:
    """Return the same of a message, as people read it."""
    return asked_words(readable(message.method), readable(message.url))
