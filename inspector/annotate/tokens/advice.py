"""What to do about a token, where several readers say the same."""

from inspector.wording import tr


def copy_again() -> str:
    """For what was cut off or altered on its way."""
    return tr("Copy it once more, whole: nothing left out, nothing added, no line breaks.")


def use_its_key() -> str:
    """For what a key opens or proves."""
    return tr("Give its key under Use a key…, or take it from the vault.")


def as_title(sentence: str) -> str:
    """Return a sentence as it stands as a title: without its full stop."""
    return sentence.removesuffix(".")


def bad_character(number: int) -> str:
    """Return the title of a token that a character does not belong in."""
    return tr("Damaged token: character {number} can't stand in it", number=number)


def not_checked() -> str:
    """For a signature that a key can prove; what shows the check itself leaves it out."""
    return tr("The signature was not checked: that needs its issuer's key or certificate.")
