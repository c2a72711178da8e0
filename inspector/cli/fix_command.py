"""Carries a fix out for `send --fix`: sends, chooses, applies, sends again, compares."""

import sys
from collections.abc import Callable

import msgspec

from inspector.cli.fix_options import FixOrder
from inspector.cli.inputs import NotReadable
from inspector.cli.messages import complain, printable
from inspector.cli.outcomes import print_json, verdict_markdown
from inspector.cli.sending import Opened, Sent, opened, sent
from inspector.cli.source import Source
from inspector.compose.scope import Scope
from inspector.diagnose.fixes.lifting import lifted
from inspector.export.shapes import FixedShape, SentShape
from inspector.model.collection import Problem
from inspector.model.credential import Credential
from inspector.model.fix import Aftermath, Fix
from inspector.model.request import Request
from inspector.presentation.terminal.fix_text import (
    outcome_markdown,
    outcome_text,
    plan_markdown,
    plan_text,
    wait_text,
)
from inspector.presentation.terminal.send_text import send_text
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.urls import authority_of
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.after_fix import with_aftermath
from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand
from inspector.workbench.applying.companions import Companions, companions
from inspector.workbench.applying.fix_context import Fixed
from inspector.workbench.applying.retrying import Waiting

_replace = msgspec.structs.replace


class FixedSend(msgspec.Struct, frozen=True, kw_only=True):
    """Both sends. fix: None where there was nothing to fix. note: what was done, or why not.

    after: None where nothing was sent again. tries: answers between the two, of a retry.
    """

    before: Sent
    fix: Fix | None = None
    note: str = ""
    after: Sent | None = None
    aftermath: Aftermath | None = None
    tries: int = 1


class Tell(msgspec.Struct, frozen=True):
    """Who is told: of the first answer and the fix before it runs, and of each wait."""

    plan: Callable[[Sent, Fix], object]
    wait: Callable[[Waiting], object]


def fix_alone(source: Source, order: FixOrder, tell: Tell) -> FixedSend:
    """Send, fix, send again; raises NotReadable where the user must say or give more."""
    with opened(source) as bench:
        answer = bench.run(bench.workbench.send(source.request, source.scope))
        known = companions(source.request, source.others, answer.attempt)
        answer = with_fixes_at_hand(answer, known)
        before = sent(answer, bench)
        limit = before.verdict.limit
        if limit is not None and not before.verdict.findings:
            tell.plan(before, limit.fix)
            return FixedSend(before=before, fix=limit.fix, note=_passed_on(limit.fix))
        if not before.verdict.findings:
            return FixedSend(before=before, note=tr("There is nothing to fix."))
        fix = _chosen(answer, order)
        tell.plan(before, fix)
        if fix.message:
            return FixedSend(before=before, fix=fix, note=_passed_on(fix))
        _consent(fix, order)
        if fix.action.verb == "wait":
            return _retried(bench, source, answer, (before, fix), tell)
        return _resent(bench, source, answer, (before, fix, order), known)


def _chosen(answer: Answer, order: FixOrder) -> Fix:
    every = [fix for finding in answer.verdict.findings for fix in finding.fixes]
    found = next((fix for fix in every if order.id in {"", fix.id}), None)
    if found is None:
        ids = ", ".join(dict.fromkeys(fix.id for fix in every))
        what = tr("There is no fix {id} for this refusal.", id=order.id)
        raise NotReadable(
            Problem(what=what, where="--fix", todo=tr("There are: {ids}.", ids=ids or tr("none")))
        )
    return found


def _passed_on(fix: Fix) -> str:
    if fix.action.verb == "copy-command":
        return tr("Nothing is sent: run the command in a terminal.")
    return tr("Nothing is sent: pass the text on.")


def _consent(fix: Fix, order: FixOrder) -> None:
    """Raise NotReadable for a host that nobody agreed to."""
    if fix.risk != "new-host":
        return
    host = next((authority_of(change.after) for change in fix.changes if change.after), "")
    if host not in order.hosts:
        raise NotReadable(
            Problem(
                what=tr("This fix sends the credential to {host} for the first time.", host=host),
                where="--fix",
                todo=tr("If that is right, add --allow-host {host}.", host=host),
            )
        )


def _retried(
    bench: Opened, source: Source, answer: Answer, chosen: tuple[Sent, Fix], tell: Tell
) -> FixedSend:
    before, fix = chosen
    answers = bench.run(bench.workbench.retry(answer, source.scope, tell.wait))
    if not answers:
        note = tr("The server asks to wait longer than this command waits.")
        return FixedSend(before=before, fix=fix, note=note)
    last = with_aftermath(fix, answer, answers[-1])
    return FixedSend(
        before=before,
        fix=fix,
        after=sent(last, bench),
        aftermath=last.aftermath,
        tries=len(answers),
    )


def _resent(
    bench: Opened,
    source: Source,
    answer: Answer,
    chosen: tuple[Sent, Fix, FixOrder],
    known: Companions,
) -> FixedSend:
    before, fix, order = chosen
    request, scope = source.request, source.scope
    fixed = bench.run(bench.workbench.fix(request, fix, scope, known, order.given))
    wants = tuple(
        field for field in fixed.wants if field.removeprefix("environment.") not in _given(order)
    )
    if wants:
        raise NotReadable(needs(wants))
    if not fixed.done:
        return FixedSend(before=before, fix=fix, note=fixed.note)
    _same_secret(bench, request, fixed)
    scope = _with_values(scope, order, bench)
    coming = bench.workbench.send(fixed.request, scope, origin="fix", parent=answer.attempt.id)
    again = bench.run(coming)
    again = with_fixes_at_hand(again, companions(fixed.request, source.others, again.attempt))
    last = with_aftermath(fix, answer, again)
    return FixedSend(
        before=before,
        fix=fix,
        note=fixed.note,
        after=sent(last, bench),
        aftermath=last.aftermath,
    )


def _with_values(scope: Scope, order: FixOrder, bench: Opened) -> Scope:
    """Return the scope with the values that were given; one whose name says so is a secret."""
    given = order.given.variables
    secret = {name: bench.vault.put(text) for name, text in given.items() if is_secret_name(name)}
    plain = {name: text for name, text in given.items() if name not in secret}
    return _replace(
        scope,
        variables={**scope.variables, **plain},
        secret_variables={**scope.secret_variables, **secret},
    )


def _given(order: FixOrder) -> frozenset[str]:
    return frozenset(order.given.variables)


def _same_secret(bench: Opened, request: Request, fixed: Fixed) -> None:
    """Never repeat a refused password: raise NotReadable where the new login is the old one.

    The same password for another user is another login. What was written by hand counts too.
    """
    old, new = lifted(request, bench.vault.put).credential, fixed.request.credential
    if type(old) is not type(new) or not _only_login(old, new):
        return
    logins = [_login_of(bench, credential) for credential in (old, new)]
    if logins[0][1] and logins[0] == logins[1]:
        raise NotReadable(
            Problem(
                what=tr("This is the value that was refused."),
                where="--secret",
                todo=tr("Give another one: a refused password is not sent twice."),
            )
        )


def _only_login(old: Credential, new: Credential) -> bool:
    """Whether two credentials of a kind differ, and in nothing but their user and secret."""
    fields = type(old).__struct_fields__
    changed = {name for name in fields if getattr(old, name) != getattr(new, name)}
    return bool(changed) and changed <= {"user", old.secret_field()}


def _login_of(bench: Opened, credential: Credential) -> tuple[str, str]:
    return credential.user_name, bench.vault.peek(credential.secret_ref) or ""


def needs(fields: tuple[str, ...]) -> Problem:
    """Say which values a fix needs, and how to give them."""
    variables = [field for field in fields if field.startswith("environment.")]
    if variables:
        name = variables[0].removeprefix("environment.")
        return Problem(
            what=tr("This fix needs a value for the variable {name}.", name=name),
            where="--fix",
            todo=tr("Give it with --set {name}=VALUE, or in the environment.", name=name),
        )
    login = {"credential.user", "options.proxy_credential", "login.password"}
    if login.intersection(fields):
        todo = tr("Add --user NAME and --secret - (standard input), env:NAME or file:PATH.")
    elif any(field.startswith("credential.") or field == "body" for field in fields):
        todo = tr("Add --secret - (standard input), env:NAME or file:PATH.")
    else:
        todo = tr("Change the request and send it again.")
    return Problem(
        what=tr("This fix needs {fields}.", fields=tr(" and ").join(_words(f) for f in fields)),
        where="--fix",
        todo=todo,
    )


def _words(field: str) -> str:
    return {
        "credential.user": tr("a user name"),
        "credential.password": tr("a password"),
        "credential.token": tr("a token"),
        "credential.value": tr("a key"),
        "options.proxy_credential": tr("a login for the proxy"),
        "login.password": tr("a login"),
        "body": tr("a password for the form"),
        "url": tr("another address"),
    }.get(field, field)


# ---------------- Printing
def fix_and_print(source: Source, order: FixOrder, format_name: str) -> Sent:
    """Send, fix, send again, print all of it; return the last send. Raises NotReadable."""
    text = format_name == "text"
    tell = Tell(_tell_plan if text else _mention_plan, _Waits().tell)
    done = fix_alone(source, order, tell)
    if text:
        _finish_text(done)
    elif format_name == "json":
        print_json(_shaped(done))
    else:
        _write(_markdown(done))
    return done.after or done.before


def _tell_plan(before: Sent, fix: Fix) -> None:
    _write(f"{send_text(before.masked, before.verdict)}\n\n{plan_text(fix)}\n")
    sys.stdout.flush()


def _mention_plan(_before: Sent, fix: Fix) -> None:
    for line in plan_text(msgspec.structs.replace(fix, message="")).splitlines():
        complain(line.strip())


class _Waits:
    """Tells each wait once, not each of its seconds."""

    def __init__(self) -> None:
        self._told = 0

    def tell(self, wait: Waiting) -> None:
        """Say when the next try is."""
        if wait.number != self._told:
            self._told = wait.number
            complain(wait_text(wait))


def _finish_text(done: FixedSend) -> None:
    if done.fix is None:
        _write(send_text(done.before.masked, done.before.verdict))
    parts = [send_text(done.after.masked, done.after.verdict)] if done.after is not None else []
    outcome = outcome_text(done.note, done.aftermath)
    _write("\n\n".join([*parts, *([outcome] if outcome else [])]))


def _markdown(done: FixedSend) -> str:
    parts = [verdict_markdown(done.before.answer, done.before.known).rstrip("\n")]
    if done.fix is not None:
        parts.append(plan_markdown(done.fix))
    parts.append(outcome_markdown(done.note, done.aftermath))
    if done.after is not None:
        parts.append(verdict_markdown(done.after.answer, done.after.known).rstrip("\n"))
    return "\n\n".join(parts)


def _shaped(done: FixedSend) -> FixedShape:
    from inspector.export.shaping import fixed  # noqa: PLC0415 - only for JSON

    after = done.after
    return fixed(
        _shaped_send(done.before),
        done.fix,
        done.note,
        _shaped_send(after) if after is not None else None,
        done.aftermath,
    )


def _shaped_send(send: Sent) -> SentShape:
    from inspector.export.shaping import sent as shaped  # noqa: PLC0415 - as above

    return shaped(send.masked, send.verdict, sizes=send.sizes)


def _write(page: str) -> None:
    sys.stdout.write(printable(page) + "\n")
