"""Logs in again: by the login request that is known, else by the form of the login page."""

from urllib.parse import unquote

import msgspec

from inspector.compose.body_fields import as_stored, fields_of, with_field
from inspector.diagnose.diagnosing import diagnose
from inspector.library.refs import in_text
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import FormBody, FormField, Request
from inspector.protocol.field_names import is_csrf_header, is_csrf_name, is_password_name
from inspector.protocol.login_addresses import is_login_target
from inspector.protocol.oauth.token_reply import HandedOut
from inspector.protocol.urls import authority_of, is_downgrade, joined
from inspector.reading.reply import Heard
from inspector.reading.statuses import ERRORS, SUCCESSES
from inspector.wording import tr
from inspector.workbench.applying.companions import (
    is_login,
    logs_in_by_header,
    refresh_field,
    sign_on_hosts,
)
from inspector.workbench.applying.cookies_taken import (
    cookies_carried,
    cookies_of,
    left_to_jar,
    with_cookies,
)
from inspector.workbench.applying.csrf import Known, wanted_token, with_csrf_token
from inspector.workbench.applying.csrf_token import find
from inspector.workbench.applying.fix_context import FixContext, Fixed
from inspector.workbench.applying.login_form import LoginForm, login_form
from inspector.workbench.applying.renewing import (
    handed_out_in,
    moved_as,
    refresh_token_in,
    with_token,
)

_replace = msgspec.structs.replace


async def logged_in(
    request: Request, address: str, means: FixContext, formed: Request | None = None
) -> Fixed:
    """Send the login and return the request with its cookies or its token.

    address: where the diagnosis saw the login. Without user and password the login comes back
    prepared, to be filled in. formed: the request as it goes out with a token.
    """
    known = means.companions.login_request
    own = ""  # the name of a form's password, whatever it sounds like
    if known is not None:
        login: Request | None = await fresh_login(known, means)
    else:
        login, own = await _found(address, means)
    if login is None:
        note = tr(
            "No login request and no login form is known here. Fill in how to log in, send it, "
            "then apply the fix again."
        )
        return Fixed(request=request, note=note, prepared=_blank(request, means), done=False)
    if not (own or is_login(login) or logs_in_by_header(login)) or not _is_filled(login, own):
        note = tr("Fill in user and password and send the login; then apply the fix again.")
        return Fixed(
            request=request, note=note, prepared=login, wants=("login.password",), done=False
        )
    if authority_of(login.url) not in _homes(request, means):
        note = tr("The login belongs to another host, so it was not sent.")
        return Fixed(request=request, note=note, done=False)
    if any(is_downgrade(home, login.url) for home in _addresses(request, means)):
        note = tr("The page asks for the login over http, so it was not sent.")
        return Fixed(request=request, note=note, done=False)
    login = _by_the_same_program(login, request)
    taken = await _taken(login, await means.send(login), means)
    return _used(request, taken, means, formed or request)


async def _taken(login: Request, attempt: Attempt, means: FixContext) -> Attempt:
    """Send a login once more with the CSRF token that it lacked: no password was looked at yet."""
    refused = next(iter(diagnose(attempt).findings), None)
    if refused is None or refused.cause is not Cause.CSRF_FAILURE:
        return attempt
    known = Known(attempt.exchanges, means.companions.pages)
    name = wanted_token(refused)
    fetched = await with_csrf_token(login, name, means.send, means.put, known)
    return await means.send(fetched.request) if fetched.header else attempt


def _by_the_same_program(login: Request, request: Request) -> Request:
    """Return the login as the program sends it that asks: a session may be bound to its name."""
    named = [row for row in request.headers if row.enabled and row.name.lower() == "user-agent"]
    others = tuple(row for row in login.headers if row.name.lower() != "user-agent")
    agent = request.options.user_agent
    if not named and not agent:
        return login
    options = _replace(login.options, user_agent=agent or login.options.user_agent)
    return _replace(login, headers=(*others, *named), options=options)


def _addresses(request: Request, means: FixContext) -> tuple[str, ...]:
    """Return where the request goes: as it is written, and with its variables filled in."""
    sent = means.companions.exchanges[:1]
    return request.url, *(each.request.url for each in sent)


def _homes(request: Request, means: FixContext) -> set[str]:
    """Return the hosts of where the request goes, and of its site's sign-on."""
    asked = _addresses(request, means)
    led = sign_on_hosts(asked, means.companions.exchanges)
    return {*(authority_of(url) for url in asked), *led}


def _blank(request: Request, means: FixContext) -> Request:
    """Return a login to be filled in, at the site that was asked."""
    sent = means.companions.exchanges[:1]
    here = sent[0].request.url if sent else request.url
    fields = (FormField("username"), FormField("password"))
    return Request(
        name=tr("Log in"),
        method="POST",
        url=joined(here, "/login") if "://" in here else "",
        body=FormBody(fields=fields),
    )


async def _found(address: str, means: FixContext) -> tuple[Request | None, str]:
    """Return the login of a page's form, of the trace or fetched; None where there is none.

    The name of its password comes along.
    """
    trace = Attempt(exchanges=means.companions.exchanges)
    form, cookies = login_form(trace), cookies_of(trace)  # it may have been recorded elsewhere
    if form is None:
        form, cookies = await _fetched(address, means), {}
    if form is None:
        return None, ""
    given = means.given
    asked = with_cookies(form.request(), cookies, means.put)
    asked = _replace(asked, name=tr("Log in"))
    return _typed(asked, form, given.user, given.secret.reveal(), means), form.password


async def _fetched(address: str, means: FixContext) -> LoginForm | None:
    """Return the login form at an address, else at a saved one that is called a login."""
    saved = filter(is_login_target, means.companions.pages)
    for page in dict.fromkeys((address, *saved)):
        if page.startswith(("http://", "https://")):
            form = login_form(await means.send(Request(url=page)))
            if form is not None:
                return form
    return None


def _typed(asked: Request, form: LoginForm, user: str, password: str, means: FixContext) -> Request:
    if not (user and password and form.user):
        return asked
    return with_field(
        with_field(asked, form.user, user), form.password, in_text(means.put(password))
    )


async def fresh_login(login: Request, means: FixContext) -> Request:
    """Return a login with a fresh CSRF token where it carries one: such a token is used up.

    Where its page hands none out it stays as it was: its token and its cookies belong together.
    """
    own = next((name for name in fields_of(login) if is_csrf_header(name)), "")
    rows = [row.name for row in login.headers if is_csrf_header(row.name)]
    if not own and not rows:
        return login
    page = await means.send(_page_of(login))
    token, form = find(page), login_form(page)
    hidden = {field.name: field.value for field in form.fields} if form is not None else {}
    value = hidden.get(own, "") or (token.value if token is not None else "")
    if not value:
        return login
    login = left_to_jar(_without_cookies(login), cookies_of(page), means.put)
    if own:
        login = with_field(login, own, in_text(means.put(as_stored(login, value))))
    else:
        changed = tuple(
            _replace(row, value=in_text(means.put(value))) if row.name in rows else row
            for row in login.headers
        )
        login = _replace(login, headers=changed)
    return login


def _page_of(login: Request) -> Request:
    return Request(url=login.url, options=login.options)


def _without_cookies(login: Request) -> Request:
    """Leave the old session out: it would be the one that goes on."""
    rows = tuple(row for row in login.headers if row.name.lower() != "cookie")
    return _replace(login, headers=rows)


def _is_filled(login: Request, own: str) -> bool:
    body = login.body
    if not isinstance(body, FormBody):
        return True
    passwords = (one for one in body.fields if one.name == own or is_password_name(one.name))
    return all(one.value for one in passwords)


def _comes_again(attempt: Attempt) -> bool:
    """Whether the login page came again without a word: only the next request shows who is in."""
    last = Heard(len(attempt.exchanges) - 1, attempt.exchanges[-1])
    silent = last.is_login_page and not last.meanings and not last.content.page.notices
    return last.status in SUCCESSES and silent and bool(cookies_of(attempt))


def _used(request: Request, attempt: Attempt, means: FixContext, formed: Request) -> Fixed:
    """Take over what a login brought, unless it was refused."""
    last = attempt.last_reply
    if last is None:
        return Fixed(
            request=request, note=tr("The login got no reply."), attempt=attempt, done=False
        )
    finding = next(iter(diagnose(attempt).findings), None)
    if (last.status in ERRORS or finding is not None) and not _comes_again(attempt):
        why = finding.title if finding is not None else str(last.status)
        note = tr("The login was refused: {why}", why=why)
        return Fixed(request=request, note=note, attempt=attempt, done=False)
    cookies, token = cookies_of(attempt), handed_out_in(attempt)
    field, fresh = refresh_field(request), refresh_token_in(attempt)
    if field and fresh:
        request = with_field(request, field, in_text(means.put(fresh)))
    elif field and not request.credential.is_given:
        note = tr("The login brought no refresh token.")
        return Fixed(request=request, note=note, attempt=attempt, done=False)
    elif token.value:
        request = _with_token(formed, token, means)
    elif not cookies:
        note = tr("The login brought neither a cookie nor a token.")
        return Fixed(request=request, note=note, attempt=attempt, done=False)
    beside = {} if request.options.use_cookies or not cookies else cookies_carried(attempt)
    changed = left_to_jar(request, {**beside, **cookies}, means.put)
    changed = _repeating(changed, cookies, means)
    return Fixed(request=changed, note=tr("Logged in again."), attempt=attempt)


def _with_token(request: Request, token: HandedOut, means: FixContext) -> Request:
    """Put a login's token where the request has one, or where others to the same host carry it."""
    ref, name = means.put(token.value), token.name
    as_others = (moved_as(each, request, ref, name) for each in means.companions.saved)
    return next(filter(None, as_others), None) or with_token(request, ref, name, token.kind)


def _repeating(request: Request, cookies: dict[str, str], means: FixContext) -> Request:
    """Return the request with the CSRF header that repeats a cookie, where that came anew."""
    value = next((unquote(text) for name, text in cookies.items() if is_csrf_name(name)), "")
    repeats = any(row.enabled and is_csrf_header(row.name) for row in request.headers)
    if not value or not repeats:
        return request
    fresh = in_text(means.put(value))
    rows = tuple(
        _replace(row, value=fresh) if is_csrf_header(row.name) else row for row in request.headers
    )
    return _replace(request, headers=rows)
