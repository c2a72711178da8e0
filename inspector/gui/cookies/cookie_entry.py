"""The cards in which cookies are entered: one typed or changed, or those of a browser taken in."""

from collections.abc import Callable
from typing import cast

from inspector.gui.forms.entry_card import EntryCard
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.intake.results import Unreadable
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookies import SameSite, SetCookie
from inspector.protocol.cookie.kept import KeptCookie
from inspector.protocol.urls import host_of
from inspector.wording import tr, tr_n

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


# ---------------- The card that takes copied cookies in
TakeIn = Callable[[str, str], tuple[int, tuple[Reason, ...]]]
_LARGEST = 8 * 1024 * 1024


def _import_fields() -> tuple[FormField, ...]:
    hint = tr(
        "A Cookie header, Set-Cookie lines, a request copied as cURL, cookies.txt, or the JSON"
        " of a browser's extension; a file can be dropped here."
    )
    return (
        FormField(
            "text",
            tr("Cookies"),
            "pasted",
            lines=10,
            placeholder="Cookie: session=…; lang=de",
            hint=hint,
            object_name="cookie_text",
        ),
        FormField(
            "host",
            tr("Address, where it is not said"),
            placeholder="https://app.example.com",
            object_name="cookie_import_host",
        ),
    )


class CookieImport(EntryCard):
    """take_in: returns how many cookies of a text were kept, and why others were not."""

    def __init__(self, tools: Tools, take_in: TakeIn) -> None:
        take = Button(tools.theme, tr("Take in"), "secondary", "clipboard-paste")
        super().__init__(tools, _import_fields(), take, _LARGEST)
        self.setObjectName("cookie_import")
        self.title.setText(tr("Import from a browser"))
        self._take_in = take_in

    def begin(self, url: str) -> None:
        """Show it empty; url: of the request at hand."""
        self.forget()
        self.fields.show_values({"host": url})
        self.fields.main("text").setFocus()

    def enter(self) -> None:
        """Take in what was pasted."""
        self.read(str(self.fields.values.get("text") or ""))

    def read(self, text: str) -> None:
        """Take in the cookies of a text; say how many were refused."""
        try:
            count, refused = self._take_in(text, _with_scheme(self.fields.text("host")))
        except Unreadable as error:
            self.refuse(f"{error.problem.what} {error.problem.todo}")
            return
        if not count and refused:
            self.refuse(refused[0].message)
            return
        said = tr_n("{count} cookie was taken in.", "{count} cookies were taken in.", count)
        if refused:
            said += " " + tr_n("{count} was refused.", "{count} were refused.", len(refused))
        self._tools.notices.say(said)
        self.leave()


def _with_scheme(address: str) -> str:
    return address if "://" in address or not address else f"https://{address}"
