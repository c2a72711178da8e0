"""Refresh tokens that were used up or taken back."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, OPEN, RATHER, SOUND, STRONG
from inspector.reading import places
from inspector.wording import tr


def refresh_reused(case: Case) -> Found:
    """A refresh token that was used up was sent again."""
    if "refresh_token" not in case.sent.fields:
        return
    mine = case.sent.fields["refresh_token"]
    told_so = case.said("refresh-reused")
    used = [
        c
        for c in case.neighbours
        if c.index < case.index and c.succeeded and c.sent.fields.get("refresh_token") == mine
    ]
    if (told_so or used) and not case.succeeded:
        yield case.suspect(
            "refresh-token-reused",
            STRONG if told_so else SOUND,
            *case.quote("refresh-reused"),
            *[
                fact(
                    tr("The same refresh token was used here before."),
                    places.in_body(c.index, "request"),
                )
                for c in used[:1]
            ],
            case.status_evidence,
        )


def refresh_revoked(case: Case) -> Found:
    """A refresh token is refused without a word about its age."""
    if case.sent.grant_type != "refresh_token":
        return
    if case.heard.error[0] == "invalid_grant":
        told_so = case.said("revoked")
        yield case.suspect(
            "refresh-token-revoked",
            CLEAR if told_so else (RATHER if case.said("refresh-refused") else OPEN),
            *case.quote("revoked", "refresh-refused", "refresh-expired", "token-refused"),
            case.status_evidence,
        )


RULES = (refresh_reused, refresh_revoked)
