"""What an export shows in the place of a secret."""

from typing import Literal

from inspector.protocol.redaction import DOTS, mask
from inspector.wording import tr

Treatment = Literal["mask", "first-4", "keep-claims", "remove", "keep"]
REMOVED = "[removed]"
_PARTS_OF_JWT = 3
_ENOUGH = 16  # characters that must stay hidden when the first four are shown


def treatments() -> dict[Treatment, str]:
    """Return the treatments that can be chosen for one secret, with their titles."""
    return {
        "mask": tr("Mask"),
        "first-4": tr("Keep the first 4 characters"),
        "keep-claims": tr("Keep header and claims, drop the signature"),
        "remove": tr("Remove"),
    }


def treat(secret: str, treatment: Treatment) -> str:
    """Return what is shown for a secret; "keep" is the secret itself."""
    if treatment == "keep":
        return secret
    if treatment == "remove":
        return REMOVED
    if treatment == "first-4" and len(secret) >= _ENOUGH:
        return f"{secret[:4]}{DOTS}"
    if treatment == "keep-claims" and is_jwt(secret):
        header, claims, _ = secret.split(".")
        return f"{header}.{claims}.{DOTS}"
    return mask(secret)


def is_jwt(secret: str) -> bool:
    """Whether the secret is a signed token, whose claims can be shown without it."""
    return secret.startswith("eyJ") and len(secret.split(".")) == _PARTS_OF_JWT
