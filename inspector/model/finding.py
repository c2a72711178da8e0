"""What the diagnosis says: causes, findings, evidence, and the verdict over a whole trace."""

from enum import StrEnum
from typing import Literal

import msgspec

from inspector.model.annotation import Place
from inspector.model.fix import Fix
from inspector.model.question import Consent
from inspector.model.story import HealthyEntry


class Cause(StrEnum):
    """The twelve families of causes."""

    MISSING_CREDENTIALS = "missing-credentials"
    INVALID_CREDENTIALS = "invalid-credentials"
    INSUFFICIENT_PERMISSIONS = "insufficient-permissions"
    EXPIRED_SESSION = "expired-session"
    CONFIGURATION = "configuration"
    CSRF_FAILURE = "csrf-failure"
    NETWORK_BLOCKED = "network-blocked"
    WRONG_ENDPOINT = "wrong-endpoint"
    REVOKED_TOKEN = "revoked-token"  # noqa: S105 - the name of a cause, no secret
    PROVIDER_UNREACHABLE = "provider-unreachable"
    ACCOUNT_LOCKED = "account-locked"
    SCHEME_MISMATCH = "scheme-mismatch"


class Certainty(StrEnum):
    """The words for confidence, best first."""

    CERTAIN = "certain"
    VERY_LIKELY = "very-likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


Actor = Literal["client", "api-owner", "identity-provider", "network"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fact for or against a finding, tied to bytes or to an experiment.

    earlier: whether it is one of what was sent before, which has no bytes in the attempt.
    """

    statement: str
    place: Place | None = None
    experiment: str = ""
    earlier: bool = False
    against: bool = False


FaultKind = Literal["said", "arithmetic", "written"]
"""By the server's own words, by numbers, or by how the credential is written."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One of several things that the bytes prove to be wrong with one credential.

    slug: the finding that it would be alone. mended: whether the first fix mends it, too.
    """

    slug: str
    kind: FaultKind
    statement: str
    mended: bool = False


class Todo(msgspec.Struct, frozen=True):
    """What one party can do about a finding."""

    who: Actor
    text: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One possible cause.

    slug: the finding under the family. score: 0…1, orders the findings. title and explanation:
    sentences without secrets. todo: who does what, whoever must act first. avoid: how not to meet
    it again. reference: RFC and section, or a page. entry: the exchange it is about. faults: where
    two or more things are proven to be wrong with one credential, each of them; thing: which one it
    is, in a word.
    """

    cause: Cause
    slug: str
    certainty: Certainty
    score: float
    title: str = ""
    explanation: str = ""
    who_must_act: Actor = "client"
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    todo: tuple[Todo, ...] = ()
    avoid: str = ""
    reference: str = ""
    entry: int = 0
    faults: tuple[Fault, ...] = ()
    thing: str = ""

    @property
    def names_no_reason(self) -> bool:
        """Whether a reply came and nothing in it but its status speaks for the cause.

        A word, a header, another exchange or an experiment is a reason, though it may not be a sure
        one; without a reply there is nothing that could say why.
        """
        for_it = [proof for proof in self.evidence if not proof.against]
        places = [proof.place for proof in for_it if proof.place is not None]
        if any(proof.experiment or proof.earlier for proof in for_it):
            return False
        if any(place.entry != self.entry for place in places):
            return False
        told = (place for place in places if place.side == "reply" or place.part == "connection")
        return all(place.part == "line" for place in told)


class RuledOut(msgspec.Struct, frozen=True):
    """A family without a finding.

    reason: the fact that contradicts it, or what would speak for it where nothing does. by_fact:
    which of the two. place: where the fact stands, where it has bytes.
    """

    cause: Cause
    reason: str
    by_fact: bool = False
    place: Place | None = None


class NextExperiment(msgspec.Struct, frozen=True):
    """The experiment that would settle what can't be told; requests = what it costs."""

    id: str
    question: str
    requests: int = 1


class Doubt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the causes that a refusal without a word leaves possible.

    finding: its slug. name: what it is called beside its likes, empty for the finding's own. sign:
    what would tell it apart, in a few words. experiment: the one that shows it, empty where only
    waiting or another host does. requests, needs: what that costs and must be agreed to. waits: in
    seconds. refused: why it can't be run on what is known.
    """

    cause: Cause
    finding: str
    name: str = ""
    sign: str = ""
    experiment: str = ""
    requests: int = 0
    needs: tuple[Consent, ...] = ()
    waits: int = 0
    refused: str = ""


class EntrySummary(msgspec.Struct, frozen=True, kw_only=True):
    """One exchange of the trace and the slugs of the findings about it; title: of the first."""

    index: int
    method: str
    url: str
    status: int | None
    findings: tuple[str, ...] = ()
    title: str = ""


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """What this program can't send yet: no cause of the server's, so without family and certainty.

    title and text: sentences. fix: copies the curl command that can, secrets as words in capitals.
    entry: the exchange that asks for it.
    """

    scheme: str
    title: str
    text: str
    fix: Fix
    entry: int = 0


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The answer about one trace.

    entry: the exchange explained, or asked about; None where nobody asked and nothing was found.
    doubts: where no word names a reason, all causes that look the same, as the findings are ranked.
    words: those of the reply, where they name a reason from which no cause follows for sure.
    limit: what can't be sent yet. Where it is all that can be said of this program's own request,
    there are no findings. healthy: the refusals that need no explanation.
    """

    entry: int | None = None
    findings: tuple[Finding, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    next_experiment: NextExperiment | None = None
    doubts: tuple[Doubt, ...] = ()
    words: str = ""
    entries: tuple[EntrySummary, ...] = ()
    limit: Limit | None = None
    healthy: tuple[HealthyEntry, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is something to say: a cause, or that it can't be sent yet."""
        return bool(self.findings) or self.limit is not None
