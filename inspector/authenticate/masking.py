"""Masks a value for a preview."""


def mask(value: str) -> str:
    """Return the mask of a secret."""
    from inspector.protocol import redaction  # noqa: PLC0415

    return redaction.mask(value)
