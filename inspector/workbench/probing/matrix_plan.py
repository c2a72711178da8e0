"""Which cells of a credential matrix may be sent under the user's terms, and what each costs."""

from collections.abc import Iterable, Iterator

import msgspec

from inspector.compose import address as addresses
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.taken import without_credential
from inspector.model.exchange import Failure
from inspector.model.matrix import Asking, Candidate, Cost, Needs, Repeated, Subject, Terms
from inspector.model.question import Consent
from inspector.model.request import FormBody, JsonBody, MultipartBody, RawBody, Request
from inspector.protocol.field_names import has_password, is_password_name
from inspector.protocol.methods import SAFE
from inspector.protocol.urls import host_of, origin_of
from inspector.send.interaction import APART
from inspector.wording import tr

MOST_CELLS = 60


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to try: rows, columns, what the user agreed to, in which scope."""

    subjects: tuple[Subject, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    scope: Scope = Scope()
    terms: Terms = Terms()


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One cell before it is run. cost: exchanges at most. account: whose login it counts as.

    login: it carries a password. asks: what must be agreed to first. why_not: empty where it may
    be sent.
    """

    row: int
    column: int
    request: Request
    method: str
    url: str
    cost: int
    account: str
    login: bool
    asks: frozenset[Consent] = frozenset()
    why_not: str = ""


def plan(wanted: Wanted) -> Cost:
    """Return what a run would send at most; pure and quick."""
    if len(wanted.subjects) * len(wanted.candidates) > MOST_CELLS:
        return Cost(
            refused=tr("No more than {count} cells are tried in one run.", count=MOST_CELLS)
        )
    return cost_of(jobs(wanted.subjects, wanted.candidates, wanted.scope, wanted.terms))


def needs(wanted: Wanted) -> Needs:
    """Return what must be agreed to so that every cell of a choice can be sent."""
    if len(wanted.subjects) * len(wanted.candidates) > MOST_CELLS:
        return Needs()
    every = jobs(wanted.subjects, wanted.candidates, wanted.scope, _all_terms(wanted))
    made = [job for job in every if not job.why_not]
    return Needs(
        methods=_asking("unsafe-method", made),
        hosts=_names(host_of(job.url) for job in made if "new-host" in job.asks),
        production=_asking("production", made),
        logins=tuple(_repeated(made, wanted)),
    )


def _all_terms(wanted: Wanted) -> Terms:
    methods = frozenset(_method(one.request, wanted.scope) for one in wanted.subjects)
    return Terms(methods=methods, new_hosts=True, logins=True, production=True)


def jobs(
    subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...], scope: Scope, terms: Terms
) -> tuple[Job, ...]:
    """Return every cell in the order of the run, row by row."""
    made, tried = list[Job](), set[str]()
    for row, subject in enumerate(subjects):
        for column, candidate in enumerate(candidates):
            job = _job(subject, candidate, scope)
            why = job.why_not or _held(job, terms)
            if not why and job.login and not terms.logins and job.account in tried:
                why = tr("One login an account and run; another one could lock it.")
            if not why and job.login:
                tried.add(job.account)
            made.append(msgspec.structs.replace(job, row=row, column=column, why_not=why))
    return tuple(made)


def cost_of(made: Iterable[Job]) -> Cost:
    """Return what a run sends at most."""
    every = tuple(made)
    run = [job for job in every if not job.why_not]
    exchanges = sum(job.cost for job in run)
    return Cost(
        cells=len(run),
        exchanges=exchanges,
        methods=_names(job.method for job in run),
        hosts=_names(host_of(job.url) for job in run),
        apart=APART,
        seconds=max(0, exchanges - 1) * APART,
        held=len(every) - len(run),
    )


def _names(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _asking(consent: Consent, made: list[Job]) -> tuple[Asking, ...]:
    hosts: dict[str, list[str]] = {}
    for job in made:
        if consent in job.asks:
            hosts.setdefault(job.method, []).append(host_of(job.url))
    return tuple(Asking(method=method, hosts=_names(each)) for method, each in hosts.items())


def _repeated(made: list[Job], wanted: Wanted) -> Iterator[Repeated]:
    """Yield the accounts whose password would be sent by more than one cell."""
    for account in _names(job.account for job in made if job.login):
        those = [job for job in made if job.account == account and job.login]
        if len(those) > 1:
            credential = wanted.candidates[those[0].column].credential
            user = fill(credential.user_name, wanted.scope).text
            yield Repeated(user=user, host=host_of(those[0].url), times=len(those))


def consents(job: Job, terms: Terms) -> frozenset[Consent]:
    """Return what the guard may let through for a cell."""
    return frozenset(_agreed(job, terms))


def _agreed(job: Job, terms: Terms) -> Iterator[Consent]:
    if job.method in terms.methods:
        yield "unsafe-method"
    if terms.new_hosts:
        yield "new-host"
    if terms.production:
        yield "production"


def _job(subject: Subject, candidate: Candidate, scope: Scope) -> Job:
    request = varied(subject.request, candidate)
    where = addresses.read(fill(request.url, scope))
    url = request.url if isinstance(where, Failure) else f"{where.origin}/"
    by_itself = _is_login(request)
    login = candidate.credential.is_login() or by_itself
    preflight = bool(request.options.browser_origin)
    method = _method(request, scope)
    return Job(
        row=0,
        column=0,
        request=request,
        method=method,
        url=url,
        cost=candidate.credential.rounds + preflight,
        account=origin_of(url) if by_itself else _account(candidate, url, scope),
        login=login,
        asks=frozenset(_asks(candidate, method, url, production=scope.production)),
        why_not=where.message if isinstance(where, Failure) else "",
    )


def _method(request: Request, scope: Scope) -> str:
    return fill(request.method, scope).text.strip().upper() or "GET"


def varied(request: Request, candidate: Candidate) -> Request:
    """Return the request with that credential alone; redirects are not followed."""
    return msgspec.structs.replace(
        without_credential(request),
        credential=candidate.credential,
        options=msgspec.structs.replace(request.options, follow_redirects=False),
    )


def _asks(candidate: Candidate, method: str, url: str, *, production: bool) -> Iterator[Consent]:
    """Yield what must be agreed to before a cell is sent."""
    if method not in SAFE:
        yield "unsafe-method"
    if production and method != "GET":
        yield "production"
    if candidate.credential.is_given and not is_home(candidate.origin, url):
        yield "new-host"


def _held(job: Job, terms: Terms) -> str:
    missing = job.asks - consents(job, terms)
    if "unsafe-method" in missing:
        return tr("{method} needs your consent.", method=job.method)
    if "production" in missing:
        return tr("{method} to a production environment needs your consent.", method=job.method)
    if "new-host" in missing:
        host = host_of(job.url)
        return tr("This credential is not bound to {host}, so it is not sent there.", host=host)
    return ""


def _account(candidate: Candidate, url: str, scope: Scope) -> str:
    """Return whose login it is; nothing of a secret is in it."""
    user = fill(candidate.credential.user_name, scope).text
    return f"{origin_of(url)} {user or candidate.label}"


def _is_login(request: Request) -> bool:
    """Whether the request itself carries a password."""
    names = [row.name for row in request.query]
    names += [row.name for row in request.headers]
    body = request.body
    if isinstance(body, FormBody | MultipartBody):
        names += [field.name for field in body.fields]
    text = body.text if isinstance(body, JsonBody | RawBody) else ""
    named = any(is_password_name(name) for name in names)
    return named or has_password(text) or has_password(request.url)
