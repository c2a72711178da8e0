"""A success whose whole text is a refusal: "Denied", "Access denied", "Not authorized"."""

from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content

_LONGEST = 60


def refuses_in_a_word(content: Content) -> bool:
    """Whether a plain text is nothing but the word of a refusal.

    In small letters it may be the state of a thing: `denied`, `blocked`.
    """
    text = content.text.strip() if content.kind == "text" and content.json is None else ""
    return 0 < len(text) <= _LONGEST and _REFUSAL.fullmatch(text) is not None


# finds `Denied`, `Access denied.`, `ERROR: Unauthorized`, `Login required`
# but not `denied`, `Denied 3 orders`, `Permission denied: 0`
_REFUSAL = lazy_re(
    r"(?:(?i:error|err)[: -]{1,3})?(?:"
    r"(?:Access|ACCESS|Permission|PERMISSION|Request) (?:is |was )?(?i:denied|refused|forbidden)|"
    r"D(?:enied|ENIED)|R(?:efused|EFUSED)|F(?:orbidden|ORBIDDEN)|U(?:n|N)(?i:authori[sz]ed)|"
    r"Not (?i:allowed|authori[sz]ed|authenticated|permitted|logged in)|"
    r"(?:Login|Password|Authentication|Authorization) (?i:required|needed|failed)"
    r")[.!]?"
)
