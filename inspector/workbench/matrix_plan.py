"""Which cells of a credential matrix may be sent under the user's terms, and what each costs."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from inspector.compose import address as addresses
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.diagnose.names import PASSWORD_NAMES
from inspector.diagnose.trial.consents import SAFE, is_home
from inspector.diagnose.trial.taken import without_credential
from inspector.model.credential import Basic, Digest, NoCredential
from inspector.model.exchange import Failure
from inspector.model.experiment import Consent
from inspector.model.matrix import Candidate, Cost, Subject, Terms
from inspector.model.request import FormBody, JsonBody, MultipartBody, RawBody, Request
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr

MOST_CELLS = 60
_IN_TEXT = re.compile(r"""(?i)["'&?]?\b(password|passwd|pwd|passphrase)["']?\s*[:=]""")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One cell before it is run. cost: exchanges at most. account: whose login it counts as.

    login: it carries a password. why_not: empty where it may be sent.
    """

    row: int
    column: int
    request: Request
    method: str
    url: str
    cost: int
    account: str
    login: bool
    why_not: str = ""


def jobs(
    subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...], scope: Scope, terms: Terms
) -> tuple[Job, ...]:
    """Return every cell in the order of the run, row by row."""
    made, tried = list[Job](), set[str]()
    for row, subject in enumerate(subjects):
        for column, candidate in enumerate(candidates):
            job = _job(subject, candidate, scope)
            why = job.why_not or _held(job, candidate, scope, terms)
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
    refused = ""
    if len(every) > MOST_CELLS:
        refused = tr("No more than {count} cells are tried in one run.", count=MOST_CELLS)
    return Cost(
        cells=len(run),
        exchanges=sum(job.cost for job in run),
        methods=tuple(dict.fromkeys(job.method for job in run)),
        held=len(every) - len(run),
        refused=refused,
    )


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
    login = isinstance(candidate.credential, Basic | Digest) or _is_login(request)
    preflight = bool(request.options.browser_origin)
    rounds = 2 if isinstance(candidate.credential, Digest) else 1
    return Job(
        row=0,
        column=0,
        request=request,
        method=fill(request.method, scope).text.strip().upper() or "GET",
        url=url,
        cost=rounds + preflight,
        account=_account(candidate, url, scope),
        login=login,
        why_not=where.message if isinstance(where, Failure) else "",
    )


def varied(request: Request, candidate: Candidate) -> Request:
    """Return the request with that credential alone; redirects are not followed."""
    return msgspec.structs.replace(
        without_credential(request),
        credential=candidate.credential,
        options=msgspec.structs.replace(request.options, follow_redirects=False),
    )


def _held(job: Job, candidate: Candidate, scope: Scope, terms: Terms) -> str:
    if job.method not in SAFE and job.method not in terms.methods:
        return tr("{method} needs your consent.", method=job.method)
    if scope.production and job.method != "GET" and not terms.production:
        return tr("{method} to a production environment needs your consent.", method=job.method)
    if isinstance(candidate.credential, NoCredential) or terms.new_hosts:
        return ""
    if not is_home(candidate.origin, job.url):
        host = host_of(job.url)
        return tr("This credential is not bound to {host}, so it is not sent there.", host=host)
    return ""


def _account(candidate: Candidate, url: str, scope: Scope) -> str:
    """Return whose login it is; nothing of a secret is in it."""
    user = fill(getattr(candidate.credential, "user", ""), scope).text
    return f"{origin_of(url)} {user or candidate.label}"


def _is_login(request: Request) -> bool:
    """Whether the request itself carries a password."""
    names = [row.name for row in request.query]
    names += [row.name for row in request.headers]
    body = request.body
    if isinstance(body, FormBody | MultipartBody):
        names += [field.name for field in body.fields]
    text = body.text if isinstance(body, JsonBody | RawBody) else ""
    named = any(name.lower() in PASSWORD_NAMES for name in names)
    return named or bool(_IN_TEXT.search(text) or _IN_TEXT.search(request.url))
