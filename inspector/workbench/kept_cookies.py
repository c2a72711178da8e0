"""What becomes of the kept cookies with a request, told by the code that sends them."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from inspector.compose.scope import Scope
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.protocol.cookie.choosing import Chosen, choose
from inspector.protocol.cookie.cookie_rules import Asked
from inspector.protocol.cookie.cookies import cookie_names
from inspector.protocol.cookie.kept import RefusedCookie

if TYPE_CHECKING:
    from datetime import datetime

    from inspector.workbench.workbench import Workbench


class CookiesNow(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The cookies of an environment as they stand.

    exchange: the request as it would begin, with the cookies in it; None without a request.
    trouble: why what is kept can't be read or written, in words.
    """

    cookies: tuple[Chosen, ...] = ()
    refused: tuple[RefusedCookie, ...] = ()
    exchange: Exchange | None = None
    trouble: str = ""

    @cached_property
    def leaving(self) -> frozenset[str]:
        """The names in the Cookie header that leaves."""
        headers = self.exchange.request.headers if self.exchange is not None else ()
        return frozenset(cookie_names(headers))

    @cached_property
    def written(self) -> frozenset[str]:
        """The names that a Cookie header written by hand keeps out."""
        dropped = self.exchange.dropped if self.exchange is not None else ()
        named = (one.name.removeprefix("Cookie ") for one in dropped if one.rule == "written")
        return frozenset(named)


async def cookies_now(
    bench: "Workbench", request: Request | None, scope: Scope, now: "datetime"
) -> CookiesNow:
    """Return the cookies of the scope's environment, judged for a request if one is given."""
    jar = await bench.vault.cookies.opened(scope.environment)
    contents = jar.contents
    if request is None:
        every = tuple(Chosen(kept=kept) for kept in contents.cookies)
        return CookiesNow(cookies=every, refused=contents.refused, trouble=jar.trouble)
    (exchange,) = (await bench.unsent(request, scope)).attempt.exchanges
    site = request.options.browser_origin
    return CookiesNow(
        cookies=choose(contents.cookies, Asked(exchange.request.url, now, site)),
        refused=contents.refused,
        exchange=exchange,
        trouble=jar.trouble,
    )
