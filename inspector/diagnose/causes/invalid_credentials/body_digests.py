"""The body is not the one whose hash was sent or signed along with it."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.body_digest import body_digests
from inspector.reading import places
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.wording import tr

_LOOK = 8192  # characters of a reply
# finds `XAmzContentSHA256Mismatch`, `The Content-MD5 you specified did not match`
# but not `Digest authentication failed`, `Signature mismatch`
_TOLD = lazy_re(
    r"(?i)\b(?:bad ?digest|XAmzContentSHA256Mismatch|Md5Mismatch"
    r"|bad (?:payload|body|content) (?:hash|digest)"
    r"|(?:content[-_ ]?(?:md5|sha-?256|digest|hash)|(?:payload|body)[-_ ](?:hash|digest|checksum)"
    r"|x-[a-z]{2,8}-content-sha-?256|x-content-sha-?256|digest (?:header|value)|sha-256 digest)"
    r"\b[^.<\"]{0,80}?"
    r"(?:mismatch|match|differ|incorrect|invalid|not equal|wrong))"
)


def other_body(case: Case) -> Found:
    """The server says that the hash of the body is another one, or the hash that was sent is."""
    told = _told(case)
    refused = case.is_refused or (told and case.status in REFUSES_SIGNATURE)
    if not case.may_carry or not refused:
        return
    sent = body_digests(case.sent.message)
    wrong = [each for each in sent if not each.fits]
    about = [*wrong, *sent][:1]
    if not (told or wrong):
        return
    facts = [
        fact(
            tr("{name} is not the hash of the body that was sent.", name=each.name)
            if not each.fits
            else tr("{name} is the hash of the body as it was sent from here.", name=each.name),
            places.in_header(
                case.index, "request", each.line, case.sent.message.headers[each.line]
            ),
        )
        for each in about
    ]
    weight = SHOWN if told and wrong else STRONG if told else FAIR
    name = about[0].name if about else ""
    yield case.refused_for("signed-body-differs", weight, *told, *facts, name=name)


def _told(case: Case) -> list[Evidence]:
    reply = case.exchange.reply
    text = reply.body[:_LOOK].decode("utf-8", "replace") if reply is not None else ""
    found = _TOLD.search(f"{text}\n{case.heard.words}")
    if found is None:
        return []
    return [fact(tr("The server says: {words}", words=found[0][:120]), case.heard_body)]


RULES = (other_body,)
