"""Compares the answer after a fix with the one before: was this it, or what is it now. Pure."""

import re
from http import HTTPStatus

import msgspec

from inspector.diagnose.trial.reply_comparison import disagreement, is_same, main_case
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause, Finding, Limit, Verdict
from inspector.model.fix import AfterFix, Aftermath, Fix
from inspector.model.message import readable
from inspector.reading.statuses import CLIENT_ERRORS, ERRORS, TURNS_AWAY
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.nobody import is_open, told

_NUMBER = re.compile(r"\d+")


def with_aftermath(fix: Fix, before: Answer, after: Answer) -> Answer:
    """Return the answer after a fix, with what came of it."""
    return msgspec.structs.replace(after, aftermath=aftermath(fix, before, after))


def with_nobody(after: Answer, nobody: Attempt) -> Answer:
    """Return the answer after a fix, judged also by what the same place gives to nobody."""
    came = after.aftermath
    if came is None:
        return after
    if is_open(after.attempt, nobody):
        title = tr("This refusal is gone, but everybody gets the same there.")
        text = tr("{text} So it does not show that you are known.", text=came.text)
        came = msgspec.structs.replace(came, result="unclear", title=title, text=text)
    else:
        text = " ".join(filter(None, [came.text, told(nobody)]))
        came = msgspec.structs.replace(came, text=text)
    return msgspec.structs.replace(after, aftermath=came)


def aftermath(fix: Fix, before: Answer, after: Answer) -> Aftermath:
    """Say whether a fix removed the cause, by the two verdicts and the two replies."""
    old, new = _first(before.verdict), _first(after.verdict)
    if new is None and after.verdict.limit is not None:
        return _limited(fix, before, after, after.verdict.limit)
    why = _disagreement(after.attempt)
    past = bool(why) and new is None and _is_past_access(fix, old, before, after)
    result = _result(old, new, after.attempt, "" if past else why)
    alike = _only_guessed(fix) or (old and new and old.slug == new.slug)
    unnoticed = result == "solved" and old is not None  # only what came before shows a refusal
    if ((result == "next-cause" and alike) or unnoticed) and _same_reply(before, after):
        result = "same"  # what follows begins from what was refused
    beyond = tr("It is let in: what it answers now is about the request itself.") if past else ""
    said = (_text(fix, before, after), _kept(fix, result), _left(new), beyond)
    return Aftermath(
        fix=fix,
        result=result,
        title=_unclear(why) if result == "unclear" else _title(result, old, new),
        text=" ".join(filter(None, said)),
        before=old.slug if old else "",
        after=new.slug if new else "",
        was=_phrase(before),
        now=_phrase(after),
        cause=old.title if old else "",
        undoes=before.attempt.request != after.attempt.request,
    )


def _limited(fix: Fix, before: Answer, after: Answer, limit: Limit) -> Aftermath:
    """Say that the way now leads to something that can't be sent yet."""
    same = before.verdict.limit is not None and before.verdict.limit.scheme == limit.scheme
    return Aftermath(
        fix=fix,
        result="same" if same else "next-cause",
        title=tr("No change: {limit}.", limit=_inside(limit.title))
        if same
        else tr("That was one cause; now: {cause}", cause=_inside(limit.title)),
        text=_text(fix, before, after),
        was=_phrase(before),
        now=_phrase(after),
        cause=before.verdict.limit.title if before.verdict.limit is not None else "",
        undoes=before.attempt.request != after.attempt.request,
    )


def _first(verdict: Verdict) -> Finding | None:
    return max(verdict.findings, key=lambda finding: finding.score, default=None)


def _result(old: Finding | None, new: Finding | None, after: Attempt, why: str) -> AfterFix:
    if new is None:
        if _status(after) is None:
            return "no-reply"
        return "unclear" if why else "solved"
    return "same" if old is not None and _kind(old) == _kind(new) else "next-cause"


def _is_past_access(fix: Fix, old: Finding | None, before: Answer, after: Answer) -> bool:
    """Whether the very same was asked and let in, and the error in its stead is about the request.

    The reply says in words of its own what is wrong; a login that fails has not been let in, and
    404 may hide a place (RFC 9110 §15.5.5).
    """
    one, other = main_case(before.attempt), main_case(after.attempt)
    if old is None or one is None or other is None or old.cause in _OF_THE_ADDRESS:
        return False
    if any(change.field.area in _WHAT_IS_ASKED for change in fix.changes):
        return False
    logs_in = other.sent.is_login_address or other.sent.is_login or other.sent.is_token_request
    refused = one.status in TURNS_AWAY or (old.cause == Cause.CSRF_FAILURE and one.status)
    now = other.status in CLIENT_ERRORS and other.status not in {one.status, HTTPStatus.NOT_FOUND}
    return bool(refused) and now and not logs_in and not other.heard.gives_no_reason


_OF_THE_ADDRESS = frozenset(
    {Cause.WRONG_ENDPOINT, Cause.PROVIDER_UNREACHABLE, Cause.CONFIGURATION, Cause.NETWORK_BLOCKED}
)
_WHAT_IS_ASKED = frozenset({"url", "method", "body"})


def _only_guessed(fix: Fix) -> bool:
    """Whether a fix sent the very same in a form that nothing names."""
    guessed = any(one.guessed for one in fix.changes)
    return guessed and not any(one.ask for one in fix.changes)


def _same_reply(before: Answer, after: Answer) -> bool:
    one, other = main_case(before.attempt), main_case(after.attempt)
    return one is not None and other is not None and is_same(one, other)


def _disagreement(after: Attempt) -> str:
    """Return why the reply is no success although nothing in it is refused; empty where it is."""
    case = main_case(after)
    return disagreement(case) if case is not None else ""


def _unclear(why: str) -> str:
    return tr("This refusal is gone, but that is no success yet. {why}", why=why)


def _kind(finding: Finding) -> tuple[str, str]:
    """Return what makes two refusals the same: the minutes that went by do not count."""
    return finding.slug, _NUMBER.sub("", finding.title)


def _title(result: AfterFix, old: Finding | None, new: Finding | None) -> str:
    if result == "solved":
        if old is None:
            return tr("This was it.")
        return tr("This was it: {cause}", cause=_inside(old.title))
    if result == "same":
        return tr("No change: the same refusal as before.")
    if result == "next-cause" and new is not None:
        return tr("That was one cause; now: {cause}", cause=_inside(new.title))
    return tr("There was no reply, so the fix is neither proven nor refuted.")


def _text(fix: Fix, before: Answer, after: Answer) -> str:
    return tr(
        "{fix}: {before} before, {after} now.",
        fix=fix.title,
        before=_phrase(before),
        after=_phrase(after),
    )


def _kept(fix: Fix, result: AfterFix) -> str:
    """Say whether what was promised came true."""
    if not fix.promise or result == "solved":
        return ""
    if result in {"unclear", "no-reply"}:
        return tr("Promised was {promise}; that is not shown.", promise=fix.promise)
    return tr("Promised was {promise}; that did not come true.", promise=fix.promise)


def _left(new: Finding | None) -> str:
    """Say whose the next cause is, where nothing that this program can send mends it."""
    if new is None or new.who_must_act == "client" or any(fix.sends for fix in new.fixes):
        return ""
    who = {
        "api-owner": tr("What is left is for whoever runs the API: {todo}", todo=_todo(new)),
        "identity-provider": tr(
            "What is left is for whoever runs the login provider: {todo}", todo=_todo(new)
        ),
        "network": tr("What is left is for whoever runs the network: {todo}", todo=_todo(new)),
    }
    return who.get(new.who_must_act, "")


def _todo(finding: Finding) -> str:
    own = (one.text for one in finding.todo if one.who == finding.who_must_act)
    return next(own, finding.title)


def _inside(title: str) -> str:
    """Return a sentence as it stands after a colon: "Your token ended" begins in lower case."""
    word = title.partition(" ")[0]
    plain = word[:1].isupper() and word[1:].islower()
    return title[:1].lower() + title[1:] if plain or word == "A" else title


def _status(attempt: Attempt) -> int | None:
    reply = attempt.last_reply
    return reply.status if reply is not None else None


def _phrase(answer: Answer) -> str:
    attempt = answer.attempt
    reply = attempt.last_reply
    if reply is None:
        return tr("no reply")
    phrase = f"{reply.status} {readable(reply.reason)}".rstrip()
    hidden = reply.status not in ERRORS and bool(answer.verdict.findings)
    return tr("{status} that hides a refusal", status=phrase) if hidden else phrase
