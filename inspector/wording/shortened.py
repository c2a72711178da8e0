"""The beginning of an endless text: what one place of a face shows of what came from outside."""

MOST = 1500  # characters; half a page


def shortened(text: str, most: int = MOST) -> str:
    """Return a text of at most that many characters: a toolkit lays all of it out at once.

    A scope of 100,000 characters held the window up for seconds; the exchange shows it whole.
    """
    return text if len(text) <= most else f"{text[:most]}…"
