"""The verbs: send a request, answer what happened, carry out a fix."""

import asyncio
import uuid
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from inspector.authenticate.preview import check, misplaced, preview
from inspector.authenticate.scheme import Check, Preview, Secrets, StepsOf
from inspector.compose.assemble import Assembled, assemble
from inspector.compose.defaults import Default
from inspector.compose.precedence import Precedence
from inspector.compose.scope import Scope
from inspector.compose.variables import secret_refs, secret_text
from inspector.model.attempt import Attempt, AttemptOrigin
from inspector.model.credential import Credential
from inspector.model.exchange import Dropped, Failure
from inspector.model.experiment import UNLIMITED, Limits, Outcome, Plan
from inspector.model.fix import Fix
from inspector.model.matrix import Cell, Matrix
from inspector.model.question import Consent
from inspector.model.request import FileBody, MultipartBody, NoBody, Request
from inspector.model.secret import Secret, references
from inspector.protocol.cookie.cookies import cookie_names
from inspector.protocol.cookie.jar import Cookies
from inspector.protocol.field_names import looks_like_session
from inspector.protocol.metadata_hosts import is_metadata_host
from inspector.send.interaction import AskPerson, Gate, OnProgress, TellPerson, followed_by, told_by
from inspector.send.network import NetworkThread
from inspector.settings.per_host import PerHostSettings
from inspector.vault.vault import Vault
from inspector.wording import tr
from inspector.workbench.answer import Answer, answer
from inspector.workbench.applying import retrying
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.fix_context import FixContext, Fixed, Given
from inspector.workbench.applying.retrying import Clock, Tell, retried
from inspector.workbench.commands import Agreements, CommandRuns
from inspector.workbench.fix_sends import FixSends
from inspector.workbench.host_bindings import HostBindings
from inspector.workbench.kept_tokens import KeptTokens, keep_credential
from inspector.workbench.probing.earlier import Past
from inspector.workbench.unsent import unsent

if TYPE_CHECKING:
    from inspector.workbench.applying.sessions import BoundSend
    from inspector.workbench.keys import FoundKeys
    from inspector.workbench.probing.experimenting import Experimenter
    from inspector.workbench.probing.matrix_plan import Wanted
    from inspector.workbench.token_verbs import TokenVerbs

Result = TypeVar("Result")


def locked(assembled: Assembled, text: str) -> Assembled:
    """Return it with the reason why its secrets are missing: their store is locked."""
    failure = Failure(stage="compose", kind="locked-vault", message=text)
    return msgspec.structs.replace(assembled, problems=(failure, *assembled.problems))


async def complete(
    vault: Vault, per_host: PerHostSettings, request: Request, scope: Scope
) -> Assembled:
    """Put the message together with its secrets and files, and what is set for hosts."""
    refs, for_hosts = secret_refs(request, scope), per_host.in_use(scope.environment)
    found = await vault.resolve_all((*refs, *references(for_hosts)))
    known = scope.with_secrets(found)
    if isinstance(request.body, FileBody | MultipartBody):
        assembled = await asyncio.to_thread(assemble, request, known)  # it reads files
    else:
        assembled = assemble(request, known)
    assembled = msgspec.structs.replace(assembled, per_host=for_hosts)
    lacks = vault.status.closed and any(ref not in found for ref in refs)
    return locked(assembled, vault.status.text) if lacks else assembled


def with_trouble(attempt: Attempt, text: str) -> Attempt:
    """Return it with the reason why cookies that are kept did not go along."""
    if not text or not attempt.exchanges:
        return attempt
    first, *others = attempt.exchanges
    gone = (*first.dropped, Dropped(tr("Cookies"), text, "jar-closed"))
    first = msgspec.structs.replace(first, dropped=gone)
    return msgspec.structs.replace(attempt, exchanges=(first, *others))


def assembled_at_once(request: Request, scope: Scope, vault: Vault) -> Assembled:
    """Return a message as it is shown while it is typed: no file is read, no store asked for it."""
    if isinstance(request.body, FileBody | MultipartBody):
        request = msgspec.structs.replace(request, body=NoBody())
    known = ((ref, vault.peek(ref)) for ref in secret_refs(request, scope))
    found = {ref: Secret(value) for ref, value in known if value is not None}
    return assemble(request, scope.with_secrets(found))


class Workbench:
    """Owns the network thread; everything else is passed in. Built by `build`."""

    def __init__(
        self,
        vault: Vault,
        network: NetworkThread,
        *,
        owns_vault: bool = False,
        locks: Path | None = None,
        agreed: Path | None = None,
        per_host: PerHostSettings | None = None,
    ) -> None:
        """Take the parts. locks: folder of the locks that other processes of ours respect.

        agreed: file of the commands that were agreed to. per_host: what is set for hosts.
        """
        self.vault = vault
        self._complete = partial(complete, vault, per_host or PerHostSettings())
        self._tokens = KeptTokens(vault, locks)
        self.commands = CommandRuns(vault, Agreements(agreed))
        self.clock: Clock | None = None  # how the waits of `retry` pass, for tests
        self.gate: Callable[[], Gate] | None = None  # what spaces experiments, for tests
        self.annotates = True  # whether answers come with remarks on the bytes
        self.ask: AskPerson | None = None  # the face that a scheme may ask the person through
        self.tell: TellPerson | None = None  # the face that shows a code or a login page
        self.hosts = HostBindings(vault)  # which of them may have each secret
        self.past = Past()  # for experiments to look at
        self._network = network
        self._owns_vault = owns_vault

    def submit(self, coroutine: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Run one of the asynchronous verbs on the network thread.

        Cancelling the future of a `send` stops it at once; the future then still succeeds, with
        the trace so far.
        """
        return self._network.submit(coroutine)

    async def send(
        self,
        request: Request,
        scope: Scope,
        on_progress: OnProgress | None = None,
        *,
        origin: AttemptOrigin = "user",
        parent: str = "",
    ) -> Answer:
        """Send a request and say what happened; failures are part of the answer.

        on_progress is called on the network thread.
        """
        attempt = await self._with_login(request, scope, on_progress)
        attempt = msgspec.structs.replace(attempt, origin=origin, parent=parent)
        found = answer(await self.past.add(attempt, scope), annotated=self.annotates)
        return await self.past.look_back(found)

    async def _with_login(
        self, request: Request, scope: Scope, on_progress: OnProgress | None
    ) -> Attempt:
        """Send with the session that the request's folder logs in for, where it is bound to one."""
        if not scope.login or not request.options.use_cookies:
            return await self._with_jar(request, scope, on_progress)
        attempt = await self._bound(request, scope, on_progress).run(request)
        return msgspec.structs.replace(attempt, environment=scope.environment)

    async def log_in(
        self, request: Request, scope: Scope, on_progress: OnProgress | None = None
    ) -> Answer:
        """Log in for a request with what its folder is bound to; the request is not sent."""
        attempt = await self._bound(request, scope, on_progress).log_in(request)
        return answer(msgspec.structs.replace(attempt, environment=scope.environment))

    def _bound(self, request: Request, scope: Scope, on_progress: OnProgress | None) -> "BoundSend":
        from inspector.workbench.applying.sessions import BoundSend  # noqa: PLC0415 - with the first one

        context = FixContext(
            reveal=lambda ref: self.vault.peek(ref) or "",
            put=self.vault.put,
            send=lambda asked: self._with_jar(asked, scope, on_progress),
        )

        async def has_session() -> bool:
            (exchange,) = (await self.unsent(request, scope)).attempt.exchanges
            return any(map(looks_like_session, cookie_names(exchange.request.headers)))

        return BoundSend(scope.login, context, has_session)

    async def _with_jar(
        self, request: Request, scope: Scope, on_progress: OnProgress | None = None
    ) -> Attempt:
        """Send with the cookies of the environment, and keep what comes of them."""
        if not request.options.use_cookies:
            return await self._attempt(request, scope, on_progress)
        jars = self.vault.cookies
        jar = await jars.opened(scope.environment)
        attempt = await self._attempt(request, scope, on_progress, jar=jar)
        jars.save(scope.environment)  # nobody waits for it: closing the vault does
        return with_trouble(attempt, jar.trouble)

    async def _attempt(
        self,
        request: Request,
        scope: Scope,
        on_progress: OnProgress | None = None,
        *,
        never: Callable[[str], bool] | None = None,
        steps_of: StepsOf | None = None,
        jar: Cookies | None = None,
    ) -> Attempt:
        from inspector.send.sender import Sender  # noqa: PLC0415 - httpx: after the window is open

        started = datetime.now(UTC)
        assembled = await self._complete(request, scope)
        beside = msgspec.structs.replace(
            self.hosts.interaction(),
            keep=partial(keep_credential, self.vault),
            ask=followed_by(self.ask, on_progress),
            tell=self.tell or told_by(on_progress),
            tokens=self._tokens,
            commands=self.commands.at(scope.place, self.ask),
            secrets=self.vault.resolve_all,
        )
        sender = Sender(assembled, on_progress, never=never, interaction=beside, jar=jar)
        await sender.run(steps_of)
        return Attempt(
            id=uuid.uuid4().hex,
            request=request,
            environment=scope.environment,
            exchanges=tuple(sender.exchanges),
            started=started,
        )

    @cached_property
    def tokens(self) -> "TokenVerbs":
        """What can be done with the token of a request beside sending it."""
        from inspector.workbench.token_verbs import TokenVerbs  # noqa: PLC0415 - at the first use

        return TokenVerbs(self.vault, self._attempt)

    async def unsent(self, request: Request, scope: Scope) -> Answer:
        """Return what sending would begin with, not sent and not judged."""
        jar = await self.vault.cookies.opened(scope.environment)
        assembled = await self._complete(request, scope)
        beside = msgspec.structs.replace(self.commands.unasked(scope), tokens=self._tokens)
        return Answer(attempt=await unsent(assembled, request, jar, beside))

    async def fix(
        self,
        request: Request,
        fix: Fix,
        scope: Scope,
        companions: Companions = Companions(),  # noqa: B008 - a frozen record
        given: Given = Given(),  # noqa: B008 - as above
        *,
        on_progress: OnProgress | None = None,
    ) -> Fixed:
        """Carry out a fix and return the changed request; the caller sends it again.

        companions: requests that fetch its token or log in, and the exchanges so far. given: what
        the user gave beforehand.
        """
        from inspector.workbench.applying.fix_runner import carry_out  # noqa: PLC0415 - with the first one

        refs = secret_refs(request, scope)
        known = scope.with_secrets(await self.vault.resolve_all(refs))
        sends = FixSends(
            partial(self._with_jar, scope=scope, on_progress=on_progress),
            self.tokens,
            scope,
            on_progress,
            chooses=self.ask is not None,
        )
        means = FixContext(
            reveal=lambda ref: secret_text(ref, known) or "",
            put=self.vault.put,
            send=sends.plain,
            companions=companions,
            given=given,
            renew=sends.renewed,
            walk=sends.walked,
        )
        fixed = await carry_out(request, fix, means)
        self.hosts.follow(request, fixed.request, refs)
        return msgspec.structs.replace(fixed, sent=tuple(sends.noted.made))

    async def retry(
        self, before: Answer, scope: Scope, tell: Tell, clock: Clock | None = None
    ) -> tuple[Answer, ...]:
        """Send a refused request again after growing waits; every answer, oldest first.

        tell is called each second of a wait. Empty where the server asks to wait too long.
        """
        request = before.attempt.request
        if request is None:
            return ()

        async def again() -> Answer:
            return await self.send(request, scope, origin="retry", parent=before.attempt.id)

        return await retried(again, retrying.told_by(before), tell, clock or self.clock)

    def experiments(self, answer: Answer, scope: Scope) -> tuple[Plan, ...]:
        """Return what can be tried on a refusal, the most telling first, or why not."""
        return self._experimenter.plans(answer, self.past.scope(scope, answer.attempt))

    async def experiment(
        self,
        answer: Answer,
        ids: Sequence[str],
        scope: Scope,
        consent: frozenset[Consent] = frozenset(),
        on_news: Callable[[Outcome | Plan], None] | None = None,
        limits: Limits = UNLIMITED,
    ) -> Answer:
        """Run experiments in this order and return the answer with their results.

        Without ids: whatever the consent allows, the most telling first, until a cause is settled.
        At most 8 requests, 250 ms apart; what needs a consent that is not given is not run. on_news
        is called on the network thread before and after each. Cancelling keeps what was done.
        """
        from inspector.workbench.probing.experimenting import Order  # noqa: PLC0415 - with the first one

        scope = await asyncio.to_thread(self.past.scope, scope, answer.attempt)
        order = Order(ids=tuple(ids), scope=scope, consent=consent, limits=limits)
        return await self._experimenter.run(answer, order, on_news)

    @cached_property
    def _experimenter(self) -> "Experimenter":
        from inspector.workbench.probing.experiment_transport import carrier  # noqa: PLC0415 - with the first one
        from inspector.workbench.probing.experimenting import Experimenter  # noqa: PLC0415 - with the first one

        beside = self.hosts.unasked(self.commands.unasked)
        return Experimenter(carrier(self.vault, self._complete, self.gate, beside=beside))

    async def matrix(self, wanted: "Wanted", on_cell: Callable[[Cell], None] | None) -> Matrix:
        """Try credentials against requests; cancelling keeps what was done."""
        from inspector.workbench.probing import experiment_transport, matrix  # noqa: PLC0415 - with the first one

        carrier = experiment_transport.carrier(
            self.vault,
            self._complete,
            self.gate,
            with_jar=False,
            beside=self.hosts.unasked(self.commands.unasked),
        )
        return await matrix.run(carrier, wanted, on_cell)

    async def keys_of(self, issuer: str, agreed: frozenset[str] = frozenset()) -> "FoundKeys":
        """Return the keys that an issuer publishes; nothing of the user's is sent along.

        agreed: origins beside the issuer's own that may be asked.
        """
        from inspector.workbench.keys import find_keys  # noqa: PLC0415 - with the first one

        return await find_keys(issuer, self.plain, agreed)

    async def plain(self, asked: Request) -> Attempt:
        """Send a request that is made here, with nothing of the user's.

        A stranger names its address, so it never goes where machines describe themselves.
        """
        return await self._attempt(asked, Scope(), never=is_metadata_host)

    def preview(self, request: Request, scope: Scope) -> Preview:
        """Return how the credential of a request will be sent, masked; never waits."""
        made, secrets = self._at_once(request, scope)
        return preview(made.credential, made.message, secrets, made.also)

    def misplaced(self, request: Request, scope: Scope) -> tuple[Check, ...]:
        """Return remarks about a key that this host reads in another way, or not at all."""
        made, secrets = self._at_once(request, scope)
        return misplaced(made.credential, made.message, secrets)

    def _at_once(self, request: Request, scope: Scope) -> tuple[Assembled, Secrets]:
        made = assembled_at_once(request, scope, self.vault)
        return made, lambda ref: secret_text(ref, made.scope) or self.vault.peek(ref) or ""

    def checks(self, credential: Credential, secret: str) -> tuple[Check, ...]:
        """Return the remarks about a credential while it is typed."""
        return check(credential, secret)

    def precedence(self, request: Request, scope: Scope) -> Precedence:
        """Return who wins where a header, the credential and the URL compete."""
        return assembled_at_once(request, scope, self.vault).precedence

    def defaults(self, request: Request, scope: Scope) -> tuple[Default, ...]:
        """Return the headers that are added by themselves, with the reasons."""
        return assembled_at_once(request, scope, self.vault).added

    def answer(self, attempt: Attempt) -> Answer:
        """Annotate and diagnose an attempt from elsewhere (a HAR, a saved one); pure."""
        return answer(attempt, annotated=self.annotates)

    def close(self) -> None:
        """Stop what is running and end the network thread, and the vault's if it is our own."""
        self._network.stop()
        if self._owns_vault:
            self.vault.close()
