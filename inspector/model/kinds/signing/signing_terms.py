"""What the kinds of credentials share that sign a request."""

from typing import Literal, NamedTuple

from inspector.model.secret import SecretRef

SecretCoding = Literal["text", "base64", "hex"]
"""How a secret is written; an Ed25519 key in hexadecimal is its seed, as curl takes it."""

Clock = Literal["own", "server"]
"""Whose time is signed: this computer's, or the server's where it refused the first."""


class OverComponents(NamedTuple):
    """What a signature over components of a message needs (RFC 9421), for who writes it elsewhere.

    components: their names, separated by blanks. marked: whether it carries a tag or a nonce.
    """

    algorithm: str
    key: SecretRef
    coding: SecretCoding
    key_id: str
    components: str
    marked: bool
