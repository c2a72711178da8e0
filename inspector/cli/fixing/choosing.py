"""Which fix `send --fix` takes, what it must be given for it, and which hosts it may reach."""

from inspector.cli.fixing.order import FixOrder
from inspector.cli.inputs import NotReadable
from inspector.export.words import field_words, noun_of
from inspector.model.collection import Problem
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.protocol.urls import authority_of
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.applicable_fixes import use_saved
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.next_fix import can_be_carried_out, offered


def chosen(answer: Answer, request: Request, order: FixOrder, known: Companions) -> Fix:
    """Return the fix that is named, else the first that can be carried out, else the first.

    Raises NotReadable where the one that is named is not there.
    """
    if order.saved:
        return _saved(known, request, order.saved)
    if order.id:
        return _named(answer, order.id)
    every = list(offered(answer.verdict))
    ready = (fix for fix in every if can_be_carried_out(fix, request, order.given, known))
    return next(ready, every[0])


def _named(answer: Answer, wanted: str) -> Fix:
    every = [fix for finding in answer.verdict.findings for fix in finding.fixes]
    found = next((fix for fix in every if fix.id == wanted), None)
    if found is None:
        ids = ", ".join(dict.fromkeys(fix.id for fix in every))
        what = tr("There is no fix {id} for this refusal.", id=wanted)
        raise NotReadable(
            Problem(what=what, where="--fix", todo=tr("There are: {ids}.", ids=ids or tr("none")))
        )
    return found


def _saved(known: Companions, request: Request, name: str) -> Fix:
    found = next((one for one in known.saved if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in known.saved)
        what = tr("There is no saved request {name} with a credential for this host.", name=name)
        todo = tr("There are: {ids}.", ids=names or tr("none"))
        raise NotReadable(Problem(what=what, where="--saved", todo=todo))
    return use_saved(found, request)


def host_to_allow(fix: Fix, order: FixOrder) -> str:
    """Return the host that a fix sends to for the first time and that nobody agreed to, or ""."""
    if fix.risk != "new-host":
        return ""
    host = next((authority_of(change.after) for change in fix.changes if change.after), "")
    return "" if host in order.hosts else host


def not_allowed(host: str) -> Problem:
    """Say that a host must be agreed to."""
    return Problem(
        what=tr("This fix sends the credential to {host} for the first time.", host=host),
        where="--fix",
        todo=tr("If that is right, add --allow-host {host}.", host=host),
    )


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
    return Problem(
        what=tr("This fix needs {fields}.", fields=tr(" and ").join(_words(f) for f in fields)),
        where="--fix",
        todo=_how(fields),
    )


_LOGIN = frozenset(
    {"credential.user", "credential.key_id", "options.proxy_credential", "login.password"}
)
_OPTIONS = {
    "url": "--address URL",
    "options.client_certificate": "--certificate FILE",
    "options.ca_file": "--authority FILE",
    "token-request.scope": "--scope SCOPE",
    "body.scope": "--scope SCOPE",
    "credential.name": "--enter credential.name=NAME",
}


def _how(fields: tuple[str, ...]) -> str:
    if _LOGIN.intersection(fields):
        return tr("Add --user NAME and --secret - (standard input), env:NAME or file:PATH.")
    plain = [_OPTIONS[field] for field in fields if field in _OPTIONS]
    if plain:
        return tr("Add {options}.", options=" ".join(plain))
    if any(field.partition(".")[0] in _SECRET_AREAS for field in fields):
        return tr("Add --secret - (standard input), env:NAME or file:PATH.")
    return tr("Add --enter {field}=VALUE.", field=fields[0])


_SECRET_AREAS = frozenset({"also", "credential", "body", "headers", "query"})


def _words(field: str) -> str:
    if noun := noun_of(field):
        return noun.one
    area, _, name = field.partition(".")
    if area in {"headers", "query", "body"}:
        return tr("a value for {name}", name=name)
    return field_words(field) if field in _OPTIONS else field
