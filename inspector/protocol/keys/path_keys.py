"""Keys that stand in the path itself: Telegram's bots, incoming webhooks and links of others.

Source: core.telegram.org/bots/api, api.slack.com/messaging/webhooks, discord.com/developers/docs
/resources/webhook, learn.microsoft.com (Teams), ifttt.com/maker_webhooks, nzbget.com/documentation
/api (user and password before its RPC).
"""

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re

# What may stand for such a key: itself, or our mask as it is, as recorded, percent-encoded.
_KEY = r"[\w%~-]{20,200}|[\w-]{0,20}(?:\xe2\x80\xa2|•|%E2%80%A2)[^\s/?#\"'<>]{0,200}"
_AFTER = r"(?=[\\/?#\s\"'<>&]|\Z)"
_SLASH = r"\\?/"
# finds `/bot123456789:AbCdEfGhIjKlMnOpQrStUv/getMe`
# finds `/ann:pw-12345/jsonrpc`
# finds `/services/T01234567/B01234567/a1b2c3d4e5f6g7h8`
# but not `/bot/getMe`, `/services/Transfers/overview-of-transfers`
_PLACES = lazy_re(
    rf"/bot\d{{5,20}}(?::|%3[Aa])({_KEY}){_AFTER}|/webhooks{_SLASH}\d{{15,20}}{_SLASH}({_KEY})"
    rf"|/(?:services|workflows|triggers){_SLASH}[TE][A-Z0-9]{{6,20}}{_SLASH}(?:[AB][A-Z0-9]{{6,20}}{_SLASH})?"
    rf"(?:\d{{6,30}}{_SLASH})?([A-Za-z0-9]{{16,200}}|{_KEY})"
    rf"|/IncomingWebhook{_SLASH}([0-9a-f]{{32}}|{_KEY})(?={_SLASH})|/with/key/({_KEY})"
    r"|/[^/:\s]{1,60}(?::|%3[Aa])([^/\s?#]{1,200})(?=/(?:jsonp?rpc|xmlrpc)\b)"
)
_SIGNS = ("/bot", "/webhooks", "/services", "/workflows", "/triggers", "/IncomingWebhook",
          "/with/key/", "rpc")  # fmt: skip


def path_key_spans(text: str) -> tuple[Span, ...]:
    """Return the places of keys in paths, whatever stands around them."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    return tuple(found.span(found.lastindex or 0) for found in _PLACES.finditer(text))
