"""Finds options by words in their titles, explanations, choices and keys. No Qt."""

from inspector.settings.options import Option, groups, options


def found(words: str) -> dict[str, tuple[Option, ...]]:
    """Return the options that hold all the words, by the titles of their groups, in order."""
    wanted = words.lower().split()
    titles = groups()
    result: dict[str, tuple[Option, ...]] = {}
    for option in options():
        title = titles[option.key.partition(".")[0]]
        text = _text(option, title)
        if all(word in text for word in wanted):
            result[title] = (*result.get(title, ()), option)
    return result


def _text(option: Option, group: str) -> str:
    choices = " ".join(choice.title for choice in option.choices)
    return f"{group} {option.title} {option.help} {choices} {option.key}".lower()
