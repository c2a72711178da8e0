"""Reads the reply to a device authorization request (RFC 8628 §3.2)."""

import msgspec

from inspector.protocol.discovery import is_address
from inspector.protocol.oauth.token_reply import fields

_INTERVAL = 5  # seconds, where nothing is said
PENDING = frozenset({"authorization_pending", "slow_down"})
"""What a token endpoint answers as long as nobody has decided yet (RFC 8628 §3.5)."""
_SLOWER = 5  # seconds that `slow_down` adds (RFC 8628 §3.5)
_LONGEST_WAIT = 300
_LONGEST_LIFE = 24 * 3600
_LIFE = 1800  # where the required `expires_in` is missing


class DeviceReply(msgspec.Struct, frozen=True, kw_only=True):
    """What to show and how to ask. device_code is a secret; complete: address with the code in it.

    expires_in, interval: seconds.
    """

    device_code: str
    user_code: str
    address: str
    complete: str = ""
    expires_in: int = _LIFE
    interval: int = _INTERVAL

    def __repr__(self) -> str:
        return f"DeviceReply(address={self.address!r}, expires_in={self.expires_in})"


def read(body: bytes | str) -> DeviceReply | None:
    """Read the reply; None where a part that is needed is missing.

    `verification_url` is what Google and Microsoft wrote before the standard was finished.
    """
    found = fields(body)
    device, user = found.get("device_code"), found.get("user_code")
    address = found.get("verification_uri") or found.get("verification_url")
    if not (isinstance(device, str) and isinstance(user, str) and isinstance(address, str)):
        return None
    if not device or not user or not is_address(address):
        return None
    complete = found.get("verification_uri_complete")
    return DeviceReply(
        device_code=device,
        user_code=user,
        address=address,
        complete=complete if isinstance(complete, str) and is_address(complete) else "",
        expires_in=min(_number(found.get("expires_in"), _LIFE), _LONGEST_LIFE),
        interval=min(_number(found.get("interval"), _INTERVAL), _LONGEST_WAIT),
    )


def slower(interval: int) -> int:
    """Return the interval after `slow_down`."""
    return min(interval + _SLOWER, _LONGEST_WAIT)


def _number(value: object, otherwise: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return otherwise
    try:
        return max(int(float(value)), 1)
    except (ValueError, OverflowError):
        return otherwise
