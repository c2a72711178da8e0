"""Proofs and signatures: DPoP proofs (RFC 9449), replays, requests signed long before."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import end_of
from inspector.diagnose.facts.clocks.timestamps import Made, signed_at
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, HINT, LIKELY, SHOWN, SOUND, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens import jose
from inspector.reading import places
from inspector.reading.meanings import OF_A_RIGHT, OF_AN_END, Names
from inspector.reading.single_use import SingleUse, single_use
from inspector.reading.statuses import MAY_FAIL_ON_CREDENTIAL, MAY_REFUSE_CREDENTIAL
from inspector.story.clocks.stamps import sent_before
from inspector.story.entry import Entry
from inspector.wording import tr
from inspector.wording.durations import exact, span


def nonce_wanted(case: Case) -> Found:
    """The server wants its nonce in the proof."""
    header = case.sent.header("dpop")
    if case.heard.error[0] != "use_dpop_nonce":
        return
    place = case.heard.header_place("dpop-nonce")
    yield case.suspect(
        "dpop-nonce-required",
        SHOWN,
        *case.quote("dpop", "nonce-wanted"),
        *([fact(tr("The server hands out the nonce to use."), place)] if place else []),
        *([fact(tr("The proof sent has no such nonce."), _place(case, *header))] if header else []),
    )


def proof_missing(case: Case) -> Found:
    """A DPoP token came behind the word DPoP, and without a proof."""
    sent = case.sent.authorization
    if case.sent.header("dpop") or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    if case.sent.is_token_request and case.heard.error[0] == "invalid_dpop_proof":
        words = fact(tr("No DPoP proof was sent."), case.sent_line)
        yield case.refused_for("dpop-proof-missing", STRONG, *case.quote("dpop", "missing"), words)
    if sent is None:
        return
    if sent.scheme == "dpop":
        yield case.refused_for(
            "dpop-proof-missing",
            STRONG,
            fact(tr("The token is bound to a key, and no DPoP proof was sent."), sent.place),
        )


def proof_wrong(case: Case) -> Found:
    """The proof is for another method, address or token."""
    header = case.sent.header("dpop")
    if header is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    proof = jose.read(header[1].value)
    claims = getattr(proof, "claims", None)
    if not isinstance(claims, dict):
        return
    differences = _differences(case, claims)
    if not differences and case.heard.error[0] == "invalid_dpop_proof":
        yield case.refused_for("dpop-proof-wrong", STRONG, *case.quote("dpop"))
    for part, sent, due in differences:
        yield case.refused_for(
            "dpop-proof-wrong",
            HINT if case.heard.error[0] == "use_dpop_nonce" else SHOWN,
            fact(
                tr(
                    'The proof\'s {part} is "{sent}", but "{due}" is due.',
                    part=part,
                    sent=sent,
                    due=due,
                ),
                _place(case, *header),
            ),
            part=part,
        )


def _differences(case: Case, claims: dict[str, object]) -> list[tuple[str, str, str]]:
    found = []
    method, address = str(claims.get("htm", "")), str(claims.get("htu", ""))
    if method and method.upper() != case.sent.method:
        found.append(("htm", method, case.sent.method))
    due = case.sent.url.partition("?")[0].partition("#")[0]
    if address and address.partition("?")[0].rstrip("/").lower() != due.rstrip("/").lower():
        found.append(("htu", address, due))
    sent = case.sent.authorization
    if (
        sent is not None
        and isinstance(claims.get("ath"), str)
        and claims["ath"] != _hash(sent.bare)
    ):
        found.append(("ath", str(claims["ath"]), _hash(sent.bare)))
    found.extend(_key_difference(case))
    return found


def _key_difference(case: Case) -> list[tuple[str, str, str]]:
    sent, header = case.sent.authorization, case.sent.header("dpop")
    proof = jose.read(header[1].value) if header else None
    bound = sent.claims.get("cnf") if sent is not None else None
    key = getattr(proof, "header", {}).get("jwk")
    if not isinstance(bound, dict) or not isinstance(key, dict) or "jkt" not in bound:
        return []
    print_of_key = thumbprint(key)
    if not print_of_key or bound["jkt"] == print_of_key:
        return []
    return [("key", print_of_key, str(bound["jkt"]))]


def thumbprint(key: dict[str, object]) -> str:
    """Return the SHA-256 thumbprint of a public key (RFC 7638), empty for unknown kinds."""
    members = {"EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n"), "OKP": ("crv", "kty", "x")}
    wanted = members.get(str(key.get("kty")))
    if wanted is None or any(name not in key for name in wanted):
        return ""
    text = json.dumps({name: key[name] for name in wanted}, separators=(",", ":"))
    return _b64(hashlib.sha256(text.encode()).digest())


def _hash(token: str) -> str:
    return _b64(hashlib.sha256(token.encode("ascii", "replace")).digest())


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _place(case: Case, index: int, header: Header) -> Place:
    return places.in_header(case.index, "request", index, header)


# ---------------- Something that is good for one use was sent a second time
_OTHER_REASON: Names = (*OF_AN_END, *OF_A_RIGHT, "locked")
_SIGNED = lazy_re(r"(?i)nonce|jti|proof|replay|signature|assertion")


def sent_twice(case: Case) -> Found:
    """The same nonce or proof was accepted before, or the reply speaks of a replay."""
    told = case.said("replayed")
    mine = single_use(case.sent)
    before = _accepted(case, mine)
    if not (told or before) or (not told and _has_another_reason(case)):
        return
    if case.status not in MAY_FAIL_ON_CREDENTIAL and not case.is_hidden_error:
        return
    if told and not (mine or _SIGNED.search(case.quoted("replayed"))):
        return
    yield case.refused_for(
        "nonce-replayed",
        SHOWN if told and before else (STRONG * told or CLEAR),
        *case.quote("replayed"),
        *[fact(tr("{name} was sent here.", name=one.name), one.place) for one in mine[:1]],
        *[
            fact(tr("The same {name} was accepted before.", name=mine[0].name), c.heard_line)
            for c in before[-1:]
        ],
        name=mine[0].name if mine else "",
    )


def _has_another_reason(case: Case) -> bool:
    """Whether words tell another one; of a proof also that the nonce lacks (RFC 9449 §8)."""
    proof = case.sent.header("dpop") is not None
    return case.said(*_OTHER_REASON) > 0 or (proof and case.said("nonce-wanted") > 0)


def _accepted(case: Case, mine: tuple[SingleUse, ...]) -> list[Case]:
    values = {(one.name, one.value) for one in mine}
    return [
        other
        for other in case.before
        if values
        and other.succeeded
        and values & {(one.name, one.value) for one in single_use(other.sent)}
    ]


def stamp_sent_twice(case: Case) -> Found:
    """A signature with its time was accepted, and the very same is refused now for its time."""
    first = sent_before(case.trace.story, case) if case.said("clock") else None
    if first is not None and case.trace.case(first.index).succeeded:
        yield case.refused_for("nonce-replayed", CLEAR, *case.quote("clock"), *_sent_first(first))


# ---------------- A request that was signed long before it was sent
def signed_too_long_ago(case: Case) -> Found:
    """The signature's own time is old although the sender's clock agrees with the server's."""
    refused = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error
    made = signed_at(case) if refused else None
    if made is None or case.heard.date is None or made.ago < _OLD:
        return
    end = end_of(case)
    if end is not None and case.heard.date < end:
        yield from _still_good(case, made, end - case.heard.date)
        return
    told = case.said("clock", "signature")
    first = sent_before(case.trace.story, case)
    weight = SHOWN if first is not None else _by_clocks(case)
    yield case.suspect(
        "signed-too-long-ago",
        weight if told else LIKELY,
        *case.quote("clock", "signature"),
        *_sent_first(first),
        fact(
            tr("{name} was made {time} before the request.", name=made.name, time=exact(made.ago)),
            made.place,
        ),
        fact(tr("The server's clock agrees with the client's."), case.date_place),
        ago=span(made.ago),
    )


_TOO_OLD: Names = ("clock", "signature", "token-expired")


def _still_good(case: Case, made: Made, left: timedelta) -> Found:
    """The address says until when it is good, and the server goes by a limit of its own."""
    if not case.said(*_TOO_OLD):
        return
    stated = tr(
        "{name} was made {time} before the request, and the address is good for {left} more.",
        name=made.name,
        time=exact(made.ago),
        left=exact(left),
    )
    yield case.suspect(
        "own-limit-of-age",
        STRONG,
        *case.quote(*_TOO_OLD),
        fact(stated, made.place),
        fact(tr("The server's clock agrees with the client's."), case.date_place),
        ago=span(made.ago),
    )


def _by_clocks(case: Case) -> float:
    """Weigh what two clocks show: another machine than the one that recorded may have signed.

    A web hook says who signed it by a header of its own; Authorization is made by any client.
    """
    mine = case.sent.authorization
    return SOUND if mine is not None and mine.signer else STRONG


def _sent_first(first: Entry | None) -> Iterator[Evidence]:
    if first is not None:
        entry = first.number
        said = tr("Entry {entry} sent the very same signature.", entry=entry)
        yield fact(said, places.in_line(first.index, "request"))


_OLD = timedelta(minutes=4)


RULES = (
    nonce_wanted,
    proof_missing,
    proof_wrong,
    sent_twice,
    stamp_sent_twice,
    signed_too_long_ago,
)
