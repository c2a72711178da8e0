"""Pages that come with a success and tell a known caller that a right is lacking."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re


def lacks_a_right(case: Case) -> bool:
    """Whether a box of a small page says so, or a heading that is all of it, above another title.

    A text about refusals has its heading for a title.
    """
    if case.meanings.get("permission") is None and case.meanings.get("denied") is None:
        return False
    return case.sent.has_any and (_in_a_box(case) or _in_a_heading(case))


def _in_a_box(case: Case) -> bool:
    told, page = case.meanings.get("permission"), case.heard.content.page
    if told is None or told.statement.key != "notice":
        return False
    to_the_reader = _YOU.search(told.statement.plain) is not None
    return to_the_reader and len(page.text) <= _SMALL and not page.has_password_field


# finds `you do not have permission to view the log`
# but not `users without permission: 3`
_YOU = lazy_re(r"\byou(?:r|rs)?\b")
_SMALL = 1_200  # characters


def _in_a_heading(case: Case) -> bool:
    page = case.heard.content.page
    told = next((one for one in page.headings if _REFUSES.fullmatch(one.strip())), "")
    return bool(told and page.title) and told.strip().lower() not in page.title.lower()


# finds `Permission Denied`, `403 Forbidden`, `You are not authorized to view this page`
# but not `Permission denied in the shell`
_REFUSES = lazy_re(
    r"(?i)(?:error\W{1,3})?(?:40[13]\W{0,3})?(?:(?:access|permission) (?:is |was )?denied|"
    r"forbidden|not (?:allowed|authori[sz]ed|permitted)|"
    r"you (?:are not (?:allowed|authori[sz]ed|permitted)|"
    r"do ?n[o']t have (?:the )?(?:permission|rights?|access))"
    r"(?: to (?:view|see|access|read|open|edit) this (?:page|resource|content|area))?)[.!]?"
)
