"""The card that takes cookies in which were copied from a browser, a terminal or a file."""

from collections.abc import Callable

from inspector.gui.forms.entry_card import EntryCard
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.intake.results import Unreadable
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.wording import tr, tr_n

TakeIn = Callable[[str, str], tuple[int, tuple[Reason, ...]]]
_LARGEST = 8 * 1024 * 1024


def _fields() -> tuple[FormField, ...]:
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
        super().__init__(tools, _fields(), take, _LARGEST)
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
