"""The head of every HTML page that the program writes: no such page loads or sends anything."""

import html

# CSP Level 3 §6: without default-src 'none' a name or header that became markup would still load.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def head(title: str, style: str) -> str:
    """Return a page up to the end of its head; title: as text, style: CSS of the program's own.

    The policy stands before anything that came from outside: it holds for what follows it only
    (HTML §4.2.5.3).
    """
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Request Inspector">\n'
        f"<title>{html.escape(title)}</title>\n<style>\n{style}\n</style>\n</head>\n"
    )
