"""The words of a reply that name a reason which no finding rests on.

They may name a cause that nobody here knows, or none: they are told as they are, because a reply
that says something must not be called silent.
"""

from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import quoted
from inspector.diagnose.judging.rank import best_evidence
from inspector.model.finding import Certainty, Finding
from inspector.protocol.patterns import lazy_re, word_set
from inspector.reading import places
from inspector.reading.pages.blocks import page_blocks
from inspector.reading.plain_words import plain
from inspector.reading.standard_sentences import repeats_a_status, without_idle
from inspector.reading.statements import Kind, Statement

_SURE = (Certainty.CERTAIN, Certainty.VERY_LIKELY)
# RFC 6749 §4.1.2.1: those that read like a status in words, and are a reason all the same.
_CODES = word_set("access_denied invalid_request unauthorized_client")
_ORDER: tuple[Kind, ...] = ("challenge", "message", "code", "header", "reason", "title", "page")
# finds `error_description`, `faultstring`
# but not `documentation`
_EXPLAINS = lazy_re(r"(?i)desc|detail|message|msg|reason|fault|error|notice")
# finds `X-Deny-Reason`, `grpc-message`, `errorCode`
# but not `X-Login-Url`, `level`
_OF_ERRORS = lazy_re(
    r"(?i)err|code|reason|fault|exception|den(?:y|ied)|message|fail|reject|problem"
)
# finds `https://tools.ietf.org/html/rfc9110#section-15.5.2`
# but not `https://api.example.com/problems/stale`
_OF_STATUSES = lazy_re(
    r"(?i)://[^/]{0,200}(?:ietf|rfc-editor|httpstatus|mozilla|httpwg|w3)\b|/40\d\b"
)
_LONGEST_PAGE, _FEWEST = 600, 4  # characters; words of a sentence


def with_reply_words(case: Case, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], str]:
    """Return the findings, the reply's words with the first, and the words.

    Empty words where a cause is told, or the first finding rests on words already.
    """
    first = findings[0] if findings else None
    if first is None or first.certainty in _SURE or not first.names_no_reason:
        return findings, ""
    said = own_words(case)
    if said is None:
        return findings, ""
    shown = best_evidence((quoted(said), *first.evidence))
    return (msgspec.structs.replace(first, evidence=shown), *findings[1:]), said.short


def own_words(case: Case) -> Statement | None:
    """Return the words that tell most of why the reply refuses; None where it says no more."""
    return case.once(_most_telling)


def _most_telling(case: Case) -> Statement | None:
    if case.exchange.reply is None:
        return None
    found = list(_candidates(case))
    return min(found, key=lambda said: _rank(case, said), default=None)


def _candidates(case: Case) -> Iterator[Statement]:
    is_login = case.heard.is_login_page
    for said in case.heard.statements:
        if said.kind == "page" or (is_login and said.kind == "title"):
            continue
        if _says_more(case, said) and _is_about_it(case, said):
            yield said
    if not is_login:
        yield from _of_page(case)


def _says_more(case: Case, said: Statement) -> bool:
    """Whether words say more than the status: a code of OAuth does, as it is written."""
    if said.plain and not repeats_a_status(said.plain):
        return True
    by_challenge = said.place.part == "header" and said.place.name.lower().endswith("authenticate")
    asked = case.asks_provider or by_challenge
    return asked and said.kind == "code" and said.text.lower() in _CODES


def _is_about_it(case: Case, said: Statement) -> bool:
    """Whether words are about a failure: of titles and notices, those that mean something."""
    if said.kind == "title" or said.key == "notice":
        return _means(case, said)
    if said.kind not in {"code", "header"}:
        return True
    return _OF_ERRORS.search(said.key) is not None or _is_problem_type(said)


def _is_problem_type(said: Statement) -> bool:
    """Whether it is the type of a problem (RFC 9457 §3.1.1), and not the page about its status."""
    named = said.key.lower() == "type" and "://" in said.text
    return named and _OF_STATUSES.search(said.text) is None


def _means(case: Case, said: Statement) -> bool:
    return any(one.statement == said for one in case.heard.meanings.values())


def _rank(case: Case, said: Statement) -> tuple[bool, int, bool]:
    explains = _EXPLAINS.search(said.key) is not None
    return not _means(case, said), _ORDER.index(said.kind), not explains


def _of_page(case: Case) -> Iterator[Statement]:
    """Yield the first sentence of a short page that is not its title, nor its server's own."""
    content = case.heard.content
    page = content.page
    if not page.text or len(page.text) > _LONGEST_PAGE or page.is_of_web_server:
        return
    heads = {page.title, *page.headings}
    for block in page_blocks(content.text):
        text = " ".join(block.text.split())
        words = without_idle(plain(text))
        if text in heads or len(words.split()) < _FEWEST or repeats_a_status(words):
            continue
        place = places.in_body(case.index, "reply", places.find(content.bytes, text))
        yield Statement(text, words, "page", "", place)
        return
