"""A path that is not there, and one beside it that the same caller was just given."""

from datetime import timedelta
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.diagnose.facts.suspicion import fact
from inspector.diagnose.facts.things.differing_paths import differing_word
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement
from inspector.reading.statuses import MISREAD_REQUEST, NO_SUCH_PLACE, TURNS_AWAY
from inspector.wording import tr

_LOOK, _SHORTEST = 20, 4


class NearPath(NamedTuple):
    """Who was given the path beside it, and in words what is different here."""

    given: Case
    differs: str


def near_path(case: Case) -> NearPath | None:
    """Return the path beside it that the same caller was given; None without one.

    One word is written otherwise, or the ending that names a format; or the whole path stands
    behind another beginning, as it does where a server in front takes that off, or puts it on.
    """
    return case.once(_near_path)


def _near_path(case: Case) -> NearPath | None:
    absent = case.status in NO_SUCH_PLACE or _calls_unknown(case)
    if not case.sent.credentials or not (absent or case.status in TURNS_AWAY):
        return None
    tell = _differs if absent else _slips
    for other in reversed(case.before[-_LOOK:]) if stands_alone(case) else ():
        same = other.sent.method == case.sent.method and case.shares_credential(other)
        differs = tell(case.sent.path, other.sent.path) if same and other.succeeded else ""
        if differs:
            return NearPath(other, differs)
    return _handed_over_beside(case) if absent else None


def _calls_unknown(case: Case) -> bool:
    """Whether what the path calls is unknown: the server reads the name of a call there."""
    return case.status in MISREAD_REQUEST and _UNKNOWN_CALL.search(case.heard.words) is not None


# finds `unknown command`, `no such method`
# but not `unknown user`
_UNKNOWN_CALL = lazy_re(
    r"\b(?:unknown|no such|unrecogni[sz]ed|undefined) "
    r"(?:api )?(?:command|method|action|operation|function|endpoint|route|call|path)\b"
)


def _handed_over_beside(case: Case) -> NearPath | None:
    """Return what took the very same body, by a path that has parts besides, before or later."""
    body = case.sent.message.body
    near = (*case.after[:_LOOK], *reversed(case.before[-_LOOK:])) if len(body) > _SHORT_BODY else ()
    for other in near:
        same = other.sent.message.body == body and case.shares_credential(other)
        lacking = _parts_besides(case.sent.path, other.sent.path) if same else ()
        if lacking and other.succeeded and other.sent.method == case.sent.method:
            missing = "/".join(lacking)
            return NearPath(other, tr("This path lacks {part} in it.", part=f"/{missing}"))
    return None


_SHORT_BODY = 8  # bytes: what is shorter is sent to several addresses, such as `{}`


def _parts_besides(mine: str, theirs: str) -> tuple[str, ...]:
    """Return the parts of another path that one lacks which has all its own in it, in order."""
    parts, own = theirs.strip("/").split("/"), iter(mine.strip("/").split("/"))
    wanted, besides = next(own), []
    for part in parts:
        if part == wanted:
            wanted = next(own, "")
        else:
            besides.append(part)
    return tuple(besides) if not wanted and parts[-1] == mine.rstrip("/").rpartition("/")[2] else ()


def _slips(mine: str, theirs: str) -> str:
    """Tell of one word in place of another by a slip: who hides what there is answers 403.

    A word and its plural are two places, one of which may be shut.
    """
    word, other = differing_word(mine, theirs)
    short, long = sorted((word.lower(), other.lower()), key=len)
    alike = word and mine.count("/") == theirs.count("/") and long != f"{short}s"
    return says_otherwise(word, other) if alike else ""


def _differs(mine: str, theirs: str) -> str:
    word, other = differing_word(mine, theirs)
    if word and mine.count("/") == theirs.count("/"):
        return says_otherwise(word, other)
    if len(theirs) >= _SHORTEST and mine.endswith(theirs) and mine != theirs:
        return tr("This path has {prefix} before it.", prefix=mine.removesuffix(theirs))
    if len(mine) >= _SHORTEST and theirs.endswith(mine) and mine != theirs:
        return lacks(theirs.removesuffix(mine))
    if version := _only_version(mine, theirs):
        return tr("This path has the version {version} in it.", version=version.strip("/"))
    if version := _only_version(theirs, mine):
        return tr("This path lacks the version {version}.", version=version.strip("/"))
    return _differs_by_its_ending(mine, theirs)


def _only_version(path: str, other: str) -> str:
    """Return the version that a path has beyond the other one; empty where more differs."""
    found = next(_VERSION.finditer(path), None)
    return found[0] if found is not None and _VERSION.sub("", path, 1) == other else ""


# finds `/api/v1/orders`
# but not `/api/orders/11`
_VERSION = lazy_re(r"/v\d{1,2}(?=/)")


def _differs_by_its_ending(mine: str, theirs: str) -> str:
    """Tell of the ending by which an address names its format: `/status` beside `/status.json`."""
    short, long = sorted((mine, theirs), key=len)
    ending = long.removeprefix(short)
    if ending == long or short.endswith("/") or _FORMAT.fullmatch(ending) is None:
        return ""
    if short == mine:
        return tr("This path lacks {ending} at its end.", ending=ending)
    return tr("This path has {ending} at its end.", ending=ending)


# finds `.json`, `.xml`
# but not `.5`, `s`, `/7.json`
_FORMAT = lazy_re(r"\.(?:json|xml|html?|csv|txt|ya?ml|php|aspx?|jsp|cgi|do|rss|atom)")


def holds_still(case: Case, known: Case) -> bool:
    """Whether the credential was good when it was refused: known after that, or just before.

    A login in between may have made the session good under the name that it had.
    """
    if known.index > case.index:
        return bool(case.sent.credentials) or not _logged_in_between(case, known)
    now, then = case.server_time, known.server_time
    return now is not None and then is not None and now - then <= _SOON


def _logged_in_between(case: Case, known: Case) -> bool:
    later = (one for one in case.after if one.index < known.index)
    return any(one.sent.is_login and one.outcome == "accepted" for one in later)


_SOON = timedelta(minutes=2)


# ---------------- What is said of a path beside another one
def says_otherwise(mine: str, theirs: str) -> str:
    """Return the sentence that one part of the path is another one there."""
    return tr('This path says "{mine}" in place of "{theirs}".', mine=mine, theirs=theirs)


def lacks(prefix: str) -> str:
    """Return the sentence that what the other path begins with is missing here."""
    return tr("This path lacks {prefix} before it.", prefix=prefix)


def taken_there(other: Case) -> Evidence:
    """Return the evidence that the other path took the credential."""
    said = tr("{path} was accepted with the same credential.", path=other.sent.path)
    return fact(said, other.heard_line)


# ---------------- The reply itself names the path that begins otherwise
class NamedPath(NamedTuple):
    """path: that the reply names. words: which name it."""

    path: str
    words: Statement


def path_named(case: Case) -> NamedPath | None:
    """Return the path that a 404 names in place of the one asked for; None without one.

    It ends in the same, and has more before it: where all stands below a beginning of its own.
    """
    mine = case.sent.path
    if case.status not in NO_SUCH_PLACE or len(mine) < _SHORTEST:
        return None
    for said in case.heard.statements:
        for found in _PATH.findall(said.text[:_LONGEST]) if _MEANT.search(said.plain) else ():
            if found.endswith(mine) and found != mine:
                return NamedPath(found, said)
    return None


_LONGEST = 600
_PATH = lazy_re(r"(?<![\w.:/-])/[^\s\"'<>?#]{3,300}")
# finds `did you mean to visit /app/cart.js instead`
# but not `/app/cart.js was not found`
_MEANT = lazy_re(
    r"\b(?:did you mean|instead|base (?:url|path)|moved|prefix|try|use|available at)\b"
)
