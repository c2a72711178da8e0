"""Refusals that do not hang on the credential: the same with and without, or a server's rule."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import FAIR, HALF, RATHER
from inspector.reading import places
from inspector.wording import tr

_FORBIDDEN = 403
_BARE_WORDS = frozenset({"denied", "unauthorized", "permission"})


def works_without(case: Case) -> Found:
    """Without the credential the same address answers: the network check hangs on it."""
    if not case.sent.has_any or not case.said("ip-refused"):
        return
    for other in (*case.before, *case.after):
        if other.succeeded and not other.sent.has_any and case.repeats(other):
            yield case.suspect(
                "ip-not-allowed",
                RATHER,
                fact(
                    tr(
                        "Without a credential the same address answered {status}.",
                        status=other.heard.phrase,
                    ),
                    places.in_line(other.index, "reply"),
                ),
            )
            return


def rule_of_web_server(case: Case) -> Found:
    """A web server's own 403 page: it answers 401 where a login is missing, so a rule refused."""
    if case.status != _FORBIDDEN or case.sent.has_any or case.meanings.keys() - _BARE_WORDS:
        return
    if case.heard.content.page.is_of_web_server:
        yield case.suspect(
            "web-server-rule",
            HALF,
            fact(
                tr("The web server wrote this page itself."),
                places.in_body(case.index, "reply"),
            ),
            case.status_evidence,
        )


def same_without(case: Case) -> Found:
    """The bare 403 is the same, byte for byte, without any credential: it is not about that."""
    if case.status != _FORBIDDEN or not case.sent.has_any:
        return
    if case.meanings.keys() - _BARE_WORDS:
        return
    mine = case.exchange.reply
    for other in (*case.before, *case.after):
        theirs = other.exchange.reply
        if other.sent.has_any or theirs is None or mine is None or not case.repeats(other):
            continue
        if theirs.status == mine.status and theirs.body == mine.body:
            yield case.suspect(
                "refused-whoever-asks",
                FAIR,
                fact(
                    tr("Without a credential the reply is the same."),
                    places.in_line(other.index, "reply"),
                ),
                fact(
                    tr("A credential was sent here."),
                    case.sent.main.place if case.sent.main else None,
                ),
                case.status_evidence,
            )
            return


RULES = (rule_of_web_server, same_without, works_without)
