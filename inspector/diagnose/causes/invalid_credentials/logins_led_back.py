"""A posted login leads back to its form, and not a word says why: mostly the password is wrong."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import led_back_to_form
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, OPEN
from inspector.reading.meanings import OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.wording import tr

_TOLD: Names = (*OF_THE_ACCOUNT, *OF_THE_NETWORK, "csrf", "mfa", "captcha", "password-expired")
_LOOK = 20


def login_led_back(case: Case) -> Found:
    """The form is shown again: its token was left out, or what was typed is not taken."""
    path = led_back_to_form(case)
    if not path or case.said(*_TOLD):
        return
    led = fact(tr("The login leads back to its form at {path}.", path=path), case.heard_line)
    left_out = None if case.sent.csrf_tokens else _form_with_a_token(case)
    if left_out is not None:
        name = left_out.heard.content.page.csrf_name
        form = fact(tr("The form had a CSRF token in {name}.", name=name), left_out.heard_body)
        missing = tr("{method} does not repeat it.", method=case.sent.method)
        yield case.refused_for(
            "csrf-token-missing",
            LIKELY,
            form,
            fact(missing, case.sent_line),
            led,
            absent=True,
            name=name,
        )
    yield case.suspect(
        "wrong-password",
        CLEAR * told if (told := case.said("bad-login")) else FAIR if left_out is None else OPEN,
        *case.quote("bad-login"),
        led,
        usual=not told,
        user=case.sent.login_user,
    )


def _form_with_a_token(case: Case) -> Case | None:
    """Return the page to log in at whose form has a token; None where nobody fetched one."""
    near = reversed(case.before[-_LOOK:])
    return next((c for c in near if c.heard.is_login_page and c.heard.content.page.csrf_name), None)


RULES = (login_led_back,)
