"""The published records of the JSON that the command line prints and the exports hold.

`shaping` makes them, `schema` makes schemas of the same classes.
"""

from typing import Annotated

import msgspec

from inspector.model.annotation import Part, Side
from inspector.model.exchange import Purpose, Stage
from inspector.model.experiment import Result, RungState
from inspector.model.finding import Actor, Cause, Certainty, FaultKind
from inspector.model.fix import AfterFix, Risk
from inspector.model.question import Consent
from inspector.model.story import Story

Count = Annotated[int, msgspec.Meta(ge=0)]
Index = Annotated[int, msgspec.Meta(ge=0, description="Counts from 0.")]
Offset = Annotated[
    int, msgspec.Meta(ge=0, description="Byte offset in the part's value as recorded; half-open.")
]
Score = Annotated[float, msgspec.Meta(ge=0, le=1)]


class EvidenceShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A fact. The place is null for evidence from an experiment, or of what was sent before."""

    statement: str
    entry: Index | None
    side: Side | None
    part: Part | None
    name: str | None
    index: Index | None
    start: Offset | None
    end: Offset | None
    experiment: str | None


class ChangeShape(
    msgspec.Struct,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"before": "from", "after": "to"},
):
    """One change to the request; secrets masked. ask: the user gives the value."""

    field: str
    before: str | None
    after: str | None
    ask: bool


class FixShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What to do, and what goes out when it is done.

    because: what the change was derived from, null where it goes without saying. promise: what it
    is to bring, null where nothing is sent.
    """

    id: str
    title: str
    changes: list[ChangeShape]
    because: str | None
    sends: str
    promise: str | None
    risk: Risk


class TodoShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What one party can do."""

    who: Actor
    text: str


class FaultShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One of several proven things that are wrong with one credential.

    kind: said by the server, shown by arithmetic, or by how it is written. mended: whether the
    first fix mends it.
    """

    finding: str
    kind: FaultKind
    statement: str
    mended: bool


class FindingShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One possible cause."""

    cause: Cause
    finding: str
    certainty: Certainty
    score: Score
    title: str
    explanation: str
    who_must_act: Actor
    faults: list[FaultShape]
    evidence: list[EvidenceShape]
    fixes: list[FixShape]
    todo: list[TodoShape]
    avoid: str
    reference: str


class RuledOutShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A family of causes without a finding.

    by_fact: whether a fact contradicts it; else nothing speaks for it, and reason says what would.
    """

    cause: Cause
    reason: str
    by_fact: bool


class ExperimentShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What would settle what can't be told; requests: how many it sends."""

    id: str
    question: str
    requests: Count


class EntryShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One exchange of the trace and the findings about it."""

    index: Index
    method: str
    url: str
    status: int | None
    findings: list[str]


class LimitShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What can't be sent yet, and the curl command that can; secrets are words in capitals."""

    scheme: str
    title: str
    text: str
    command: str


class HealthyShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A refusal that needs no explanation: a challenge that was answered, and the like."""

    entry: Index
    reason: str


class DoubtShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A cause that a refusal without a word leaves possible; sign: what would tell it apart.

    experiment: the one that shows it, with its cost. waits: seconds. refused: why it can't run.
    """

    cause: Cause
    finding: str
    sign: str
    experiment: str | None
    requests: Count
    needs: list[Consent]
    waits: Count
    refused: str | None


class VerdictShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The answer; entry is null where there are neither findings nor a limit.

    Findings come best first; none where the limit is all. doubts: causes that look alike, unnamed.
    """

    entry: Index | None
    findings: list[FindingShape]
    ruled_out: list[RuledOutShape]
    next_experiment: ExperimentShape | None
    doubts: list[DoubtShape]
    limit: LimitShape | None
    healthy: list[HealthyShape]


class ErrorShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Why an input could not be read, where, and what to do."""

    what: str
    where: str
    todo: str


class DiagnosedShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What `diagnose` prints for a file that it could read."""

    file: str
    verdict: VerdictShape
    entries: list[EntryShape]
    story: Story | msgspec.UnsetType = msgspec.UNSET


class UnreadableShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What `diagnose --format jsonl` prints for a file that it could not read."""

    file: str
    error: ErrorShape


class ChallengeShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A challenge of the server or proxy."""

    scheme: str
    params: dict[str, str]


class HeaderShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One header line; secrets masked."""

    name: str
    value: str


class RequestShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A request as it was sent."""

    method: str
    url: str
    http_version: str | None
    headers: list[HeaderShape]
    body_size: Count


class ReplyShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A reply as it was received."""

    status: int
    reason: str
    http_version: str | None
    headers: list[HeaderShape]
    body_size: Count


class FailureShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Why there is no (whole) reply."""

    stage: Stage
    kind: str
    message: str


class DroppedShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Something of the request that this hop did not carry on."""

    name: str
    reason: str
    rule: str


class ConnectionShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The connection that an exchange ran over, or was to run over.

    server_name: what was called in the clear (SNI). alpn_offered, alpn: the protocols offered
    inside TLS, and the one agreed on.
    """

    peer: str
    proxy: str | None
    proxy_reason: str | None
    tls_version: str | None
    server_name: str | None
    alpn_offered: list[str]
    alpn: str | None
    reused: bool


class ExchangeShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One message out and what came back."""

    purpose: Purpose
    request: RequestShape
    connection: ConnectionShape | None
    status: int | None
    challenges: list[ChallengeShape]
    reply: ReplyShape | None
    failure: FailureShape | None
    dropped: list[DroppedShape]
    total_ms: float | None


class MovedShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A finding whose score an experiment changed; 0 where it was, or is, not found."""

    finding: str
    before: Score
    after: Score


class OutcomeShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An experiment and what came of it.

    requests: how many were sent, or, where it was not run, the most it may cost. gain: in bits.
    """

    id: str
    question: str
    varies: str
    requests: Count
    needs: list[Consent]
    result: Result
    status: int | None
    shows: str
    meaning: str
    gain: float
    moved: list[MovedShape]


class RungShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A check that the server appears to make, and the experiment that shows it."""

    name: str
    state: RungState
    experiment: str | None


class MendedShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The fix that led to an attempt. was, now: the replies; cause: what was wrong before."""

    result: AfterFix
    title: str
    was: str
    cause: str | None
    fix: str
    now: str


class SentShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What `send --format json` prints; status: of the last reply, null if there was none.

    experiments: empty unless `--experiments` was given. ladder: the checks in the server's order,
    empty where every refusal looks the same. stopped: why the rest was not run.
    """

    status: int | None
    exchanges: list[ExchangeShape]
    verdict: VerdictShape
    experiments: list[OutcomeShape]
    ladder: list[RungShape]
    stopped: str | None
    mended: MendedShape | None = None


class AppliedFixShape(FixShape, kw_only=True, forbid_unknown_fields=True):
    """The fix that was applied; message: the text to pass on, where that is the fix."""

    message: str | None


class AftermathShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What came of the fix, by comparison of both verdicts."""

    result: AfterFix
    title: str
    text: str


class FixedStepShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One fix of several. note: what was done for it, or why it could not be done.

    aftermath: null where nothing was sent again.
    """

    fix: AppliedFixShape
    note: str | None
    aftermath: AftermathShape | None


class FixedShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What `send --fix --format json` prints.

    fix: the first one, null where nothing was refused. note: of the last one. after and aftermath:
    of the last one that was sent, null where nothing was sent again. steps: the fixes one after
    the other. left: what is still to be done, and by whom; null where nothing is.
    """

    before: SentShape
    fix: AppliedFixShape | None
    note: str | None
    after: SentShape | None
    aftermath: AftermathShape | None
    steps: list[FixedStepShape]
    left: str | None
