"""Experiments: what can be tried to tell causes apart, what came of it, and how far one gets."""

from typing import Literal

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.finding import Evidence
from inspector.model.question import Consent
from inspector.model.request import Request

Result = Literal["same", "differs", "accepted", "failed", "not-run"]
RungState = Literal["passed", "stopped-here", "not-reached", "unknown"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How far a consent goes: to these hosts and methods only; None = to any.

    hosts: as `host` or `host:port`, in small letters. methods: in capitals.
    """

    hosts: frozenset[str] | None = None
    methods: frozenset[str] | None = None


UNLIMITED = Limits()


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An experiment as it is offered, before anything is sent.

    question: what it answers. varies: what is sent in place of the user's own, a few words for
    the matrix ("No credentials"). sends: what goes out, in words. requests: the most it may
    cost, 0 where it only looks back. gain: how many bits it is expected to tell over the causes
    that are suspected now. needs: what the user must agree to first; empty means it runs without
    asking. refused: why it can't be run on this attempt, empty where it can.
    """

    id: str
    question: str
    varies: str
    sends: str = ""
    requests: int = 1
    gain: float = 0.0
    needs: tuple[Consent, ...] = ()
    refused: str = ""


class Moved(msgspec.Struct, frozen=True):
    """A finding whose score a result changed, 0…1; 0 where it was, or is, not found."""

    finding: str
    before: float
    after: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of one experiment.

    attempt: what was sent and answered, None where it was not run. shows: the answer in a few
    words ("401, no error code"). meaning: what follows from it, a whole sentence. evidence: what
    it says for and against causes, each tied to the experiment. sent: how many requests it took,
    None where it was not run. moved: the findings it moved, the most first, beside what was known
    then.
    """

    plan: Plan
    result: Result
    attempt: Attempt | None = None
    status: int | None = None
    shows: str = ""
    meaning: str = ""
    evidence: tuple[Evidence, ...] = ()
    sent: int | None = None
    moved: tuple[Moved, ...] = ()


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


PlaceSource = Literal["trace", "history", "collection", "provider", "given"]


class KnownPlace(msgspec.Struct, frozen=True, kw_only=True):
    """An address that only reads, at which a credential can be tried without harm.

    url: absolute. source: who names it. same: whether this very credential was accepted there.
    """

    url: str
    source: PlaceSource
    same: bool = False


class ClientCertificate(msgspec.Struct, frozen=True, kw_only=True):
    """A client certificate that another request shows; certificate and key are paths of files.

    name: of that request, for people. host: the origin it is shown to, as `https://host:port`.
    """

    name: str
    certificate: str
    key: str = ""
    host: str = ""


class Aids(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What experiments may use beside the request itself.

    renewal: fetches a fresh token (`access_token` in its JSON reply). login: sends user and
    password to the request's own server, and brings a session or a token. introspection: asks the
    provider about a token (RFC 7662); the field `token` is added to it. others: credentials that
    are saved for hosts; only those of the request's own host are tried. places: where the
    credential can be tried, the surest first; only those of the request's own server count.
    earlier: what was sent before the refused request, in order. certificates: those that other
    requests show to the same server.
    """

    renewal: Request | None = None
    login: Request | None = None
    introspection: Request | None = None
    others: tuple[SavedCredential, ...] = ()
    places: tuple[KnownPlace, ...] = ()
    earlier: tuple[Attempt, ...] = ()
    certificates: tuple[ClientCertificate, ...] = ()
