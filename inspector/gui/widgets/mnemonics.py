"""Texts of menus, buttons and tabs whose `&` is no sign of a key."""


def literal(text: str) -> str:
    """Return a text that shows each `&`; a tab would begin the column of keys in a menu."""
    return text.replace("&", "&&").replace("\t", " ")
