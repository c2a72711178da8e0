"""Experiments: what can be tried to tell causes apart, what came of it, and how far one gets."""

from typing import Literal

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.finding import Evidence
from inspector.model.request import Request

Consent = Literal["unsafe-method", "login-attempt", "new-host", "uses-up-token", "production"]
Result = Literal["same", "differs", "accepted", "failed", "not-run"]
RungState = Literal["passed", "stopped-here", "not-reached", "unknown"]


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An experiment as it is offered, before anything is sent.

    question: what it answers. varies: what is sent in place of the user's own, a few words for
    the matrix ("No credentials"). sends: what goes out, in words. requests: the most it may
    cost. needs: what the user must agree to first; empty means it runs without asking. refused:
    why it can't be run on this attempt, empty where it can.
    """

    id: str
    question: str
    varies: str
    sends: str = ""
    requests: int = 1
    needs: tuple[Consent, ...] = ()
    refused: str = ""


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of one experiment.

    attempt: what was sent and answered, None where it was not run. shows: the answer in a few
    words ("401, no error code"). meaning: what follows from it, a whole sentence. evidence: what
    it says for and against causes, each tied to the experiment.
    """

    plan: Plan
    result: Result
    attempt: Attempt | None = None
    status: int | None = None
    shows: str = ""
    meaning: str = ""
    evidence: tuple[Evidence, ...] = ()


class Rung(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One check that the server appears to make; experiment: which one shows it."""

    name: str
    state: RungState
    experiment: str = ""


class Trial(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that was tried for one attempt.

    ladder: the checks in the server's order, empty where every refusal looks the same. requests:
    how many were sent. stopped: why the rest was not run, empty where all were.
    """

    outcomes: tuple[Outcome, ...] = ()
    ladder: tuple[Rung, ...] = ()
    requests: int = 0
    stopped: str = ""


class SavedCredential(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another credential that is known for a host.

    name: of what it is saved in, for people. host: the origin it is for, as `https://host:port`.
    """

    name: str
    credential: Credential
    host: str = ""


class Aids(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What experiments may use beside the request itself.

    renewal: fetches a fresh token (`access_token` in its JSON reply). introspection: asks the
    provider about a token (RFC 7662); the field `token` is added to it. others: credentials that
    are saved for hosts; only those of the request's own host are tried.
    """

    renewal: Request | None = None
    introspection: Request | None = None
    others: tuple[SavedCredential, ...] = ()
