"""Says a line of the exchange as a screen reader should hear it."""

from inspector.presentation.exchange.line import Line
from inspector.wording import tr


def spoken(line: Line) -> str:
    """Return "line 13, evidence 1, error invalid_token, expired, revoked or malformed"."""
    parts = []
    if line.number:
        parts.append(tr("line {number}", number=line.number))
    parts.extend(tr("evidence {number}", number=pin) for pin in line.pins)
    text = line.text.strip().replace("=", " ").replace('"', "")
    if text:
        parts.append(text)
    parts.extend(note.text for note in line.notes)
    return ", ".join(parts)
