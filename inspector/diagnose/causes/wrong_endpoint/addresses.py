"""Addresses that differ by a slash, by http in place of https, or by a redirect."""

from collections.abc import Iterable
from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import same_login_elsewhere
from inspector.diagnose.facts.callers.intermediate_servers import (
    is_in_front,
    is_one_program,
    keeps_it_out,
    mark_of_another_program,
    shows_another_program,
)
from inspector.diagnose.facts.callers.other_schemes import asks_for_another
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import taken_alike
from inspector.diagnose.facts.hosts.given_at_another_name import given_at_another_name
from inspector.diagnose.facts.lone_errors import arrived_as_a_read
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.things.differing_paths import are_one_and_all, differing_word
from inspector.diagnose.facts.things.near_paths import holds_still, says_otherwise, taken_there
from inspector.diagnose.weights import CLEAR, HALF, LIKELY, OPEN, RATHER, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.urls import origin_of, port_of, split
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_LACK, OF_AN_END, OF_TRIES, Names
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS, TURNS_AWAY
from inspector.wording import tr


def redirected_address(case: Case) -> Found:
    """The address asked is not the final one, and the detour lost the credential."""
    source = case.previous
    if source is None or not source.heard.is_redirect or case.status not in MAY_BE_WRONG_ADDRESS:
        return
    lost = arrived_as_a_read(case) is not None
    if not lost and (source.heard.leads_to_login or not source.sent.has_any):
        return
    before, after = split(source.sent.url), split(case.sent.url)
    slug = ""
    if before.scheme == "http" and after.scheme == "https":
        slug = "http-in-place-of-https"
    elif before.path.rstrip("/") == after.path.rstrip("/") and before.path != after.path:
        slug = "trailing-slash"
    elif origin_of(source.sent.url) != origin_of(case.sent.url):
        slug = "moved-host"
    taken = _taken_there(case, source)
    if slug:
        yield case.refused_for(
            slug,
            STRONG if taken is not None else SOUND if lost else OPEN,
            fact(
                tr("{before} leads to {after}.", before=source.sent.url, after=case.sent.url),
                source.heard.header_place("location"),
            ),
            *([fact(tr("Asked at once, it was accepted."), taken.sent_line)] if taken else []),
            *([_without_body(case, source)] if lost else []),
            other=case.sent.url,
        )


def _without_body(case: Case, source: Case) -> Evidence:
    mine, theirs = case.sent.method, source.sent.method
    said = tr("{sent} arrived there as {arrived}, without its body.", sent=theirs, arrived=mine)
    return fact(said, case.sent_line)


def led_out_by_a_slash(case: Case) -> Found:
    """A slash more or less led to a path with another beginning, and that refuses.

    A program behind a server in front mends its own path, which the server in front gives to
    others, or to nobody.
    """
    source = case.previous
    if source is None or not source.heard.is_redirect or case.status not in MAY_BE_WRONG_ADDRESS:
        return
    before, after = split(source.sent.url), split(case.sent.url)
    mine, theirs = before.path.rstrip("/"), after.path.rstrip("/")
    slash = before.path.endswith("/") != after.path.endswith("/")
    end = mine.rpartition("/")[2]
    if not slash or mine == theirs or not end or not theirs.endswith(f"/{end}"):
        return
    if before.netloc != after.netloc or not source.sent.has_any or source.heard.leads_to_login:
        return
    meant = mine if before.path.endswith("/") else f"{mine}/"
    yield case.refused_for(
        "trailing-slash",
        LIKELY,
        fact(
            tr("{before} leads to {after}.", before=source.sent.url, after=case.sent.url),
            source.heard.header_place("location"),
        ),
        fact(tr("Its path begins otherwise: that is another part of the host."), case.sent_line),
        other=meant,
        other_path=meant,
    )


def hung_up(case: Case) -> Found:
    """A port hung up on plain http without a byte: some that speak TLS alone do."""
    failure, url = case.exchange.failure, case.sent.url
    if failure is None or failure.kind != "reset" or not url.startswith("http://"):
        return
    connection = case.exchange.connection
    if case.exchange.reply is not None or (connection is not None and connection.proxy):
        return
    if port_of(url) in {None, _HTTP_PORT} or _answered_there(case, "http", case.before):
        return
    secure = _answered_there(case, "https", (*case.after, *reversed(case.before)))
    asked = tr("It was asked over http at a port of its own.")
    answered = tr("The same port answered over https.")
    yield case.suspect(
        "https-wanted",
        SHOWN if secure is not None else OPEN,
        fact(failure.message, case.connection_place),
        *([fact(answered, secure.heard_line)] if secure is not None else []),
        fact(asked, case.sent_line),
        other="https://" + url.removeprefix("http://"),
    )


_HTTP_PORT = 80


def _answered_there(case: Case, scheme: str, others: Iterable[Case]) -> Case | None:
    """Return the first of some calls that the very same port answered by a scheme, or None."""
    answered = (one for one in others if one.exchange.reply is not None)
    there = (one for one in answered if one.sent.host == case.sent.host)
    return next((one for one in there if one.sent.parts[0] == scheme), None)


def _taken_there(case: Case, source: Case) -> Case | None:
    """Return a request that took the credential to where the redirect leads, and was let in."""
    for other in case.neighbours:
        there = other.sent.host == case.sent.host != source.sent.host
        same = other.sent.bare_host == case.sent.bare_host and other.sent.path == case.sent.path
        if (there or same) and other.succeeded and source.shares_credential(other):
            return other
        if same and other.succeeded and other.sent.method == source.sent.method != case.sent.method:
            return other  # what it became on the way is not asked there
    return None


def works_with_slash(case: Case) -> Found:
    """The same address with or without a slash at its end works, asked by the same method."""
    led = wants_login(case)
    if not led and case.status not in MAY_BE_WRONG_ADDRESS:
        return
    for other in (*case.before, *case.after):
        same = other.sent.path.rstrip("/") == case.sent.path.rstrip("/")
        if not same or other.sent.path == case.sent.path or not other.succeeded:
            continue
        asked = other.sent.method == case.sent.method and case.shares_credential(other)
        asked = asked and other.sent.content.type == case.sent.content.type
        if asked and (not led or holds_still(case, other)):
            yield _with_slash(case, other)
            return


def _with_slash(case: Case, other: Case) -> Suspicion:
    """Blame the slash; where the reply is of another program than the success, nothing else is."""
    answered = tr("{path} answered {status}.", path=other.sent.path, status=other.heard.phrase)
    mark = mark_of_another_program(case, other)
    said = tr("Another program answered here, as {header} shows.", header=mark.name) if mark else ""
    return case.refused_for(
        "trailing-slash",
        STRONG if mark is None else SHOWN,
        fact(answered, other.sent_line),
        *([fact(said, mark)] if mark is not None else []),
        other=other.sent.path,
    )


def login_at_another_path(case: Case) -> Found:
    """The same name and password log in at another path of the host: this one is no login."""
    if not case.sent.is_login or case.status not in MAY_BE_WRONG_ADDRESS or case.said(*_LOCKED):
        return
    other = same_login_elsewhere(case)
    if other is not None:
        slip = differing_word(case.sent.path, other.sent.path)[0]
        slash = case.sent.path.rstrip("/") == other.sent.path.rstrip("/")
        yield _other_path(case, other, weight=SHOWN if slip or slash else LIKELY)


def _other_path(case: Case, other: Case, *, weight: float) -> Suspicion:
    return case.refused_for(
        "path-unknown",
        weight,
        fact(
            tr("{path} accepted the same name and password.", path=other.sent.path),
            other.heard_line,
        ),
        fact(tr("{path} refused them.", path=case.sent.path), case.sent_line),
        other=other.sent.path,
    )


_LOCKED: Names = OF_TRIES


def almost_a_known_path(case: Case) -> Found:
    """A path beside it was accepted with the same credential, and one word is written otherwise.

    A challenge without a reason says that no token was looked at (RFC 6750 §3.1): programs whose
    page for unknown paths asks for a login answer so; a known caller without a right gets 403.
    """
    if case.status not in TURNS_AWAY or not case.sent.credentials or case.heard.error[0]:
        return
    if case.said(*_OTHER_REASON):
        return
    for other in (*reversed(case.before), *case.after):
        if not other.succeeded or not case.shares_credential(other):
            continue
        mine, theirs = differing_word(case.sent.path, other.sent.path)
        if mine:
            yield _almost(case, other, mine, theirs)
            return


def _almost(case: Case, other: Case, mine: str, theirs: str) -> Suspicion:
    bare = case.heard.challenge("bearer") is not None or not case.heard.statements
    sure = bare and case.status == HTTPStatus.UNAUTHORIZED
    both_may_be = case.said(*OF_A_LACK) or are_one_and_all(case.sent.path, other.sent.path)
    return case.refused_for(
        "path-unknown",
        OPEN if both_may_be else CLEAR if sure else RATHER,
        taken_there(other),
        fact(says_otherwise(mine, theirs), case.sent_line),
        other=other.sent.path,
    )


_OTHER_REASON: Names = (*BESIDE_THE_CREDENTIAL, *OF_AN_END, "token-refused")


# ---------------- The same host serves this way at another port
_SAME_PARTS = 2
_OF_THE_CALLER: Names = (
    "bad-login", "locked", "token-expired", "permission", "too-many-attempts",
)  # fmt: skip


def works_at_other_port(case: Case) -> Found:
    """Another port of the host accepts paths that begin alike, and this one does not."""
    same = given_at_another_name(case)
    refused = case.status in MAY_BE_WRONG_ADDRESS or same is not None
    if not refused or case.said(*_OF_THE_CALLER):
        return
    if any(c.succeeded for c in (*case.before, *case.after)):
        return
    for other in case.neighbours:
        passed_on = is_in_front(case, other) and is_one_program(case, other)
        if keeps_it_out(case, other) or passed_on:
            continue  # it is the right address, behind a server in front
        alike = other is same or _begins_alike(case, other)
        if _is_other_port(case, other) and other.succeeded and alike:
            yield case.refused_for(
                "other-port-serves-it",
                HALF if asks_for_another(case) or _may_be_behind(case, other) else CLEAR,
                fact(
                    tr(
                        "{host} answered {path} with {status}.",
                        host=other.sent.host,
                        path=other.sent.path,
                        status=other.heard.phrase,
                    ),
                    other.heard_line,
                ),
                fact(tr("This request went to {host}.", host=case.sent.host), case.sent_line),
                other=other.sent.host,
            )
            return


def _may_be_behind(case: Case, other: Case) -> bool:
    """Whether the one that took the credential, or a like one, may stand behind the one asked."""
    if not is_in_front(case, other) or shows_another_program(case, other):
        return False
    return case.shares_credential(other) or any(True for _ in taken_alike(case, (other,)))


def _is_other_port(case: Case, other: Case) -> bool:
    return other.sent.host != case.sent.host and other.sent.bare_host == case.sent.bare_host


def _begins_alike(case: Case, other: Case) -> bool:
    mine, theirs = (c.sent.path.strip("/").split("/")[:_SAME_PARTS] for c in (case, other))
    return len(mine) == _SAME_PARTS and mine == theirs


RULES = (
    redirected_address,
    led_out_by_a_slash,
    hung_up,
    works_with_slash,
    login_at_another_path,
    almost_a_known_path,
    works_at_other_port,
)
