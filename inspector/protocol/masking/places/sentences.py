"""Passwords within addresses and sentences that people wrote: `https://bob:k7 Qz@host`."""

from collections.abc import Iterator

from inspector.model.message import Span
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.masking.places.member_values import is_plain
from inspector.protocol.naming.logins import PASSWORD_IN_WORDS
from inspector.protocol.patterns import lazy_re, word_set

# A login whose password has a blank or a quote, which no address may have.
# finds `://bob:k7 Qz@host.example`
# but not `://host.example:80 and bob@host.example`
_USER_INFO = lazy_re(
    r"""://[^/?#@\s"'<>:\\]{1,200}:(?!\d{1,5}(?:[/?#\s"',]|\Z))((?:(?!["']\s{0,9}[,:}\]])[^/?#@\n<>\\]){1,200})@(?=[\w\[{])"""
)
# finds `use password k7Qz9x`
# but not `passing expired`
_TOLD = lazy_re(
    rf"""(?i)\b({PASSWORD_IN_WORDS}|token|secret|key)(?:\s{{1,3}}(?:is|was|ist)|\s{{0,3}}[:=])?"""
    r"""\s{1,3}["'`\u201c\u201e]?([^\s"'`\u201c\u201d<>]{6,200})"""
)
_WEAK = frozenset({"token", "secret", "key"})  # words that stand before much else, too
_HASHES = word_set("argon2 argon2i argon2d argon2id pbkdf2 sha256 sha512 md5crypt bcrypt2 oauth2")
_BEGINNINGS = ("passw", "passp", "passc", "pwd", "kennw", "token", "secret", "key")
_END = ".,;:!?)]}"


def login_in_address(text: str) -> Iterator[Span]:
    """Yield passwords that stand unencoded in an address."""
    for found in _USER_INFO.finditer(text):
        yield found.span(1)


def told_in_words(text: str) -> Iterator[Span]:
    """Yield what a sentence names as a password, where no language has it."""
    lower = text.lower()
    if not any(word in lower for word in _BEGINNINGS):
        return
    for found in _TOLD.finditer(text):
        value = found[2].rstrip(_END)
        weak = found[1].lower() in _WEAK
        if is_random(value) if weak else not is_plain(value) and value.lower() not in _HASHES:
            yield found.start(2), found.start(2) + len(value)
