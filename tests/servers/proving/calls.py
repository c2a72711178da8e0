"""What calls are made of: logins, tokens, forms, pages of another origin."""

import base64
import time

import jwt

from inspector.model.kinds.basic import Basic
from inspector.model.request import Options, Request


def now():
    """Return the time in whole seconds."""
    return int(time.time())


def signed(secret, **claims):
    """Return a JWT of alice that holds for ten minutes (HS256); a claim of None is left out."""
    began = now()
    said = {"sub": "alice", "iat": began, "exp": began + 600, **claims}
    said = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(said, secret, "HS256")


def bearer(token, at="", *more):
    """Return a call with a bearer token; more: further options of curl."""
    return " ".join((*more, f"-H 'Authorization: Bearer {token}'", at)).strip()


def encoded(text):
    """Return a login as Basic has it (RFC 7617)."""
    return base64.b64encode(text.encode()).decode()


def form(url, **fields):
    """Return the options of curl for a form, and where it goes."""
    data = " ".join(f"--data-urlencode '{name}={text}'" for name, text in fields.items())
    return f"{data} {url}"


def from_page(url, user, password):
    """Return a call of a page of another origin, with a login in its Authorization."""

    def made(put):
        options = Options(browser_origin="https://shop.example")
        return Request(
            url=url, credential=Basic(user=user, password=put(password)), options=options
        )

    return made
