"""Keeps scripts as text, and finds those that only hand a value of the reply on.

A script is never run. One that does nothing but read the reply and set variables is the same as a
capture; whatever else it does, it stays a script. Source: the scripting interfaces as Postman
(`pm`, `postman`), Bruno (`bru`, `res`), Insomnia (`insomnia`) and Hoppscotch (`pw`, `hopp`)
document them.
"""

import re
from typing import Any

from inspector.intake.collections.taking import text
from inspector.model.request import Capture, Script

_LINE_COMMENT = re.compile(r"(?<![:\"'])//[^\n]{0,4000}")
_NAME = r"[A-Za-z_$][\w$]{0,80}"
# The parsed reply, in each program's words.
_REPLY = (
    r"(?:(?:pm|insomnia)\.response\.json\(\)|JSON\.parse\(\s{0,9}(?:responseBody|pm\.response\.text\(\))\s{0,9}\)"
    r"|res\.getBody\(\)|res\.body|(?:pw|hopp)\.response\.(?:body|body\.asJSON\(\)))"
)
_STEP = (
    r"(?:\??\.[A-Za-z_$][\w$]{0,80}|\[\s{0,9}(?:\d{1,6}|\"[^\"\n]{1,80}\"|'[^'\n]{1,80}')\s{0,9}\])"
)
_BLANK, _BLANKS = r"\s{0,9}", r"\s{1,9}"
_BOUND = re.compile(
    rf"(?:(?:const|let|var){_BLANKS})?({_NAME}){_BLANK}={_BLANK}({_REPLY}|{_NAME})((?:{_STEP}){{0,30}})"
)
_SETTER = re.compile(
    r"(?:(?:pm|insomnia)\.(?:environment|collectionVariables|globals|variables|baseEnvironment)\.set"
    r"|postman\.set(?:Environment|Global)Variable"
    r"|bru\.set(?:Env|Global|Collection)?(?:Env)?Var|(?:pw|hopp)\.env(?:\.active)?\.set)"
    r"\(\s{0,9}(?:\"([^\"\n]{1,200})\"|'([^'\n]{1,200})'|`([^`\n$]{1,200})`)"
    r"\s{0,9},\s{0,9}([^\n]{1,400})\)",
    re.DOTALL,
)
_VALUE = re.compile(rf"({_REPLY}|{_NAME})((?:{_STEP}){{0,30}})")
_HEADER = re.compile(
    r"(?:(?:pm|insomnia)\.response\.headers\.get|postman\.getResponseHeader|res\.getHeader)"
    r"\(\s{0,9}[\"']([^\"'\n]{1,200})[\"']\s{0,9}\)"
)
_COOKIE = re.compile(r"pm\.cookies\.get\(\s{0,9}[\"']([^\"'\n]{1,200})[\"']\s{0,9}\)")
_ONE_STEP = re.compile(_STEP)
_LONGEST = 4_000  # characters; a script that only sets variables is short


def kept(when: Any, code: Any) -> Script | None:
    """Return a script as text; None where nothing is written in it.

    when: "prerequest", "beforeRequest" and the like, else it runs after the reply. code: a text, or
    a list of lines.
    """
    words = "\n".join(map(text, code)) if isinstance(code, list) else text(code)
    if not words.strip():
        return None
    early = re.search(r"pre|before", text(when), re.IGNORECASE) is not None
    return Script(when="before" if early else "after", text=words)


def captures(script: Script) -> tuple[Capture, ...]:
    """Return what a script hands on where it does nothing else; nothing for any other script."""
    if script.when != "after" or len(script.text) > _LONGEST:
        return ()
    known: dict[str, str] = {}
    found: list[Capture] = []
    for statement in _statements(script.text):
        setter = _SETTER.fullmatch(statement)
        bound = _BOUND.fullmatch(statement)
        if setter is not None:
            capture = _capture(setter[1] or setter[2] or setter[3], setter[4].strip(), known)
            if capture is None:
                return ()
            found.append(capture)
        elif bound is not None and (path := _path(bound[2], bound[3], known)) is not None:
            known[bound[1]] = path
        else:
            return ()
    return tuple(found)


def _statements(code: str) -> list[str]:
    plain = _LINE_COMMENT.sub("", _without_blocks(code))
    parts = re.split(r";|\n(?![ \t]*[.,)\]])", plain)
    return [part.strip() for part in parts if part.strip()]


def _without_blocks(code: str) -> str:
    """Return the code without what stands between `/*` and `*/`."""
    first, *others = code.split("/*")
    return first + "".join(each.partition("*/")[2] for each in others)


def _capture(variable: str, value: str, known: dict[str, str]) -> Capture | None:
    header, cookie = _HEADER.fullmatch(value), _COOKIE.fullmatch(value)
    if header is not None:
        return Capture(variable=variable, source="header", path=header[1])
    if cookie is not None:
        return Capture(variable=variable, source="cookie", path=cookie[1])
    found = _VALUE.fullmatch(value)
    path = _path(found[1], found[2], known) if found is not None else None
    return None if path is None else Capture(variable=variable, path=path)


def _path(root: str, steps: str, known: dict[str, str]) -> str | None:
    """Return the JSONPath of a value, None where it is not of the reply."""
    if re.fullmatch(_REPLY, root):
        start = "$"
    elif root in known:
        start = known[root]
    else:
        return None
    return start + "".join(_step(step) for step in _ONE_STEP.findall(steps))


def _step(step: str) -> str:
    inside = step.lstrip("?").strip("[] \t").strip("\"'")
    if step.lstrip("?").startswith("["):
        return f"[{inside}]" if inside.isdigit() else f"['{inside}']"
    return "." + inside.lstrip(".")
