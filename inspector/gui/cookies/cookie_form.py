"""The form in which a cookie is typed or changed."""

from collections.abc import Callable
from typing import cast

from inspector.gui.forms.entry_card import EntryCard
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookies import SameSite, SetCookie
from inspector.protocol.cookie.kept import KeptCookie
from inspector.protocol.urls import host_of
from inspector.wording import tr

Keep = Callable[[SetCookie, str, KeptCookie | None], Reason | None]
_SITES: tuple[SameSite, ...] = ("", "lax", "strict", "none")


def _fields() -> tuple[FormField, ...]:
    sites = tuple((site, site.capitalize() or tr("not set")) for site in _SITES)
    return (
        FormField("name", tr("Name"), object_name="cookie_name"),
        FormField("value", tr("Value"), "value", object_name="cookie_value"),
        FormField("host", tr("Host"), object_name="cookie_host"),
        FormField("path", tr("Path"), object_name="cookie_path"),
        FormField("wide", tr("Also to hosts below it"), "switch"),
        FormField("secure", "Secure", "switch"),
        FormField("http_only", "HttpOnly", "switch"),
        FormField("site", "SameSite", "choice", sites),
    )


class CookieForm(EntryCard):
    """keep: takes the cookie, its host and the one before."""

    def __init__(self, tools: Tools, keep: Keep) -> None:
        super().__init__(tools, _fields(), Button(tools.theme, tr("Keep"), "secondary", "check"))
        self.setObjectName("cookie_form")
        self._keep = keep
        self._before: KeptCookie | None = None

    def show_cookie(self, kept: KeptCookie | None, url: str) -> None:
        """Show a cookie to be changed; None: a new one for the host of that address."""
        self._before = kept
        stored = kept.stored if kept is not None else None
        cookie = stored.cookie if stored is not None else None
        self.title.setText(tr("Change the cookie") if kept is not None else tr("New cookie"))
        self.fields.show_values(
            {
                "name": cookie.name if cookie is not None else "",
                "value": cookie.value if cookie is not None else "",
                "host": stored.host if stored is not None else host_of(url),
                "path": stored.path if stored is not None else "/",
                "wide": stored is not None and not stored.is_host_only,
                "secure": cookie.is_secure if cookie is not None else url.startswith("https:"),
                "http_only": cookie is not None and cookie.is_http_only,
                "site": cookie.same_site if cookie is not None else "",
            }
        )
        self.check.show_check("")
        self.fields.main("value" if kept is not None else "name").setFocus()

    def forget(self) -> None:
        """Keep nothing of it."""
        super().forget()
        self._before = None

    def enter(self) -> None:
        """Keep the cookie, or say why no browser would."""
        host = self.fields.text("host").lower().lstrip(".")
        if not host:
            self.refuse(tr("Say for which host it is."))
            self.fields.main("host").setFocus()
            return
        refused = self._keep(self._cookie(host), host, self._before)
        if refused is not None:
            self.refuse(refused.message)
        else:
            self.leave()

    def _cookie(self, host: str) -> SetCookie:
        before = self._before.stored.cookie if self._before is not None else None
        typed, value = self.fields.values, str(self.fields.values["value"])
        return SetCookie(
            name=self.fields.text("name"),
            value=value,
            value_span=(0, len(value)),
            domain=host if typed["wide"] else "",
            path=self.fields.text("path") or "/",
            expires=before.expires if before is not None else None,
            is_secure=bool(typed["secure"]),
            is_http_only=bool(typed["http_only"]),
            same_site=cast("SameSite", typed["site"]),
        )
