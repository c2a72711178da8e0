"""What a text says to its reader where it is mark-up, or a script that shows a message.

Programs that put their pages together in the browser send both as texts of JSON; a page that was
just loaded shows in the same way what came of a form.
"""

import html
import re
from collections.abc import Iterable, Iterator

from inspector.protocol.patterns import lazy_re, word_set

_STRING = r"\"(?:[^\"\\\n]|\\.){0,400}\"|'(?:[^'\\\n]|\\.){0,400}'"
# What tells a call with a text apart from what stands in a block, a comment or another text.
# finds `ui.display_message("Your session has expired.", "error")`, `toastr.error('Wrong password')`
# but not `your session has expired`
_TOKEN = re.compile(
    # a comment without an end goes on to the last character, so that none is looked through twice
    r"(?P<idle>/\*[^*]{0,8000}(?:\*(?!/)[^*]{0,8000}){0,8000}(?:\*/)?|(?<!:)//[^\n]{0,1000})|"
    r"(?P<ready>(?:\$\(|\bready\(|(?:\bdocument\.|\bwindow\.)?"
    r"addEventListener\([\"'](?:DOMContentLoaded|load)[\"'],)\s?"
    r"(?:function\s?\(\w{0,20}\)|\(\w{0,20}\)\s?=>)\s?\{)|"
    r"(?P<open>\{)|(?P<close>\})|"
    r"(?<![\w$.])(?P<name>[\w$]{1,40}(?:\.[\w$]{1,40}){0,4})\((?P<said>" + _STRING + r")"
    r"(?:\s?,\s?(?P<level>" + _STRING + r"))?|" + _STRING
)
# finds `ui.display_message`, `toastr.error`
# but not `translate`
_SHOWS = lazy_re(
    r"(?i)(?:message|alert|notify|notification|toastr?|flash|error|warning|swal|fire)\w{0,12}$"
)
_NOT_SHOWN = lazy_re(r"(?i)^(?:console|log|logger|window\.console|Error|TypeError|new)\b")
_FINE = word_set("notice confirmation success info ok loading")
# finds `<div class="alert">`, `<br/>`
# but not `<urlopen error [Errno 111] Connection refused>`, `<your-key>`
_ELEMENT = re.compile(
    r"</?(?:a|abbr|b|br|button|center|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|label|li|ol|p|pre|"
    r"small|span|strong|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]{0,600}>"
)
# What a multi-status says of each part: its reason is what counts (RFC 4918 §14.28).
_STATUS_LINE = lazy_re(r"^HTTP/\d(?:\.\d)? \d{3} ")
_SHORTEST, _LONGEST, _MOST = 6, 8_000, 6


def shown_by(script: str) -> Iterator[str]:
    """Yield the messages that a script shows at once, but for those that tell of a success."""
    depth = found = 0
    for token in _TOKEN.finditer(script[:_LONGEST]):
        depth = max(0, depth + (token["open"] is not None) - (token["close"] is not None))
        if token["ready"] is not None:
            depth -= 1  # its end brings it back
        said = token["said"]
        if said is None or depth > 0 or found >= _MOST or not _is_shown(token):
            continue
        words = " ".join(_unquoted(said).split())
        if len(words) >= _SHORTEST and (" " in words or not words.isascii()):
            found += 1
            yield words


def _is_shown(token: re.Match[str]) -> bool:
    name, level = token["name"], _unquoted(token["level"] or '""').lower()
    shows = _SHOWS.search(name) is not None and _NOT_SHOWN.search(name) is None
    return shows and level not in _FINE


def _unquoted(text: str) -> str:
    return text[1:-1].replace('\\"', '"').replace("\\'", "'").replace("\\n", " ")


def spoken(text: str) -> tuple[str, bool]:
    """Return what a member of a body says, and whether a script shows it."""
    if "(" in text and ("'" in text or '"' in text):
        shown = list(shown_by(text))
        if shown:
            return " ".join(shown), True
    if "<" in text and _ELEMENT.search(text):
        text = " ".join(html.unescape(_ELEMENT.sub(" ", text)).split())
    return _STATUS_LINE.sub("", text), False


def messages_of(scripts: Iterable[str]) -> tuple[str, ...]:
    """Return the messages that the scripts of a page show, in order, each once."""
    return tuple(dict.fromkeys(words for script in scripts for words in shown_by(script)))[:_MOST]
