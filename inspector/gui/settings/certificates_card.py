"""The client certificates of the hosts: a row each, and the form that adds or changes one."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import bring_soon
from inspector.model.collection import Problem
from inspector.model.request import HostCertificate, PerHost
from inspector.settings.per_host import reject
from inspector.wording import tr

_NEW = -1
_GAP = 8


def fields() -> tuple[FormField, ...]:
    """What is asked for of one entry."""
    return (
        FormField(
            "host",
            tr("Host"),
            placeholder="*.example.com:8443",
            hint=tr("A name, “*.” and a domain for all below it, or “*”. The most precise counts."),
            object_name="certificate_host",
        ),
        FormField(
            "certificate",
            tr("Certificate"),
            "file",
            placeholder=".pem, .p12, .pfx",
            object_name="certificate_file",
        ),
        FormField(
            "key_file", tr("Key, where it has a file of its own"), "file", object_name="key_file"
        ),
        FormField(
            "passphrase",
            tr("Passphrase"),
            "secret",
            hint=tr("It is kept in the vault."),
            object_name="certificate_passphrase",
        ),
        FormField(
            "environment",
            tr("Only in the environment"),
            placeholder=tr("in every one"),
            object_name="certificate_environment",
        ),
    )


class CertificatesCard(Card):
    """Each change counts at once and is written to the file behind it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools, self._owner = tools, tools.per_host
        self._at: int | None = None
        self.switches: list[QCheckBox] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(_GAP)
        self.form = FieldForm(fields(), tools)
        self.check = InlineCheck(tools.theme)
        self.add = Button(tools.theme, tr("Add a client certificate"), "secondary", "plus")
        self.add.setObjectName("certificate_add")
        self.keep = Button(tools.theme, tr("Keep"), "primary")
        self.keep.setObjectName("certificate_keep")
        self.cancel = Button(tools.theme, tr("Cancel"), "ghost")
        self._lay_out()
        self.add.clicked.connect(partial(self._begin, _NEW))
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self._end)
        self.destroyed.connect(self._owner.on_change(self._renew))
        self._end()
        self._renew()

    def _lay_out(self) -> None:
        buttons = FlowLayout(gap=_GAP)
        for each in (self.add, self.keep, self.cancel):
            buttons.addWidget(each)
        said = tr(
            "A request's own certificate counts before these. They are files: the system's store, "
            "smart cards and PKCS#11 modules are out of reach."
        )
        self.column.addWidget(Label(tr("Client certificates by host"), "heading"))
        self.column.addWidget(Label(said, "small", wrap=True))
        self.column.addLayout(self._rows)
        self.column.addWidget(self.form)
        self.column.addWidget(self.check)
        self.column.addLayout(buttons)

    def _renew(self) -> None:
        clear(self._rows)
        self.switches = []
        for at, entry in enumerate(self._owner.value.certificates):
            self._rows.addWidget(self._row(at, entry))

    def _row(self, at: int, entry: HostCertificate) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        switch = QCheckBox()
        switch.setObjectName(f"certificate_{at}_enabled")
        switch.setAccessibleName(tr("Show the certificate for {host}", host=entry.host))
        switch.setChecked(entry.enabled)
        switch.toggled.connect(partial(self._switch, at))
        self.switches.append(switch)
        line.addWidget(switch)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(entry.host, "field"))
        words.addWidget(Label(_described(entry), "small", wrap=True))
        line.addLayout(words, 1)
        change = IconButton(
            self._tools.theme, "pencil", tr("Change the entry for {host}", host=entry.host)
        )
        change.setObjectName(f"certificate_{at}_change")
        change.clicked.connect(partial(self._begin, at))
        away = IconButton(
            self._tools.theme, "trash-2", tr("Remove the entry for {host}", host=entry.host)
        )
        away.setObjectName(f"certificate_{at}_remove")
        away.clicked.connect(partial(self._remove, at))
        for each in (change, away):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # ------------------------------------------------------------ one entry
    def _begin(self, at: int, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        """Show the form, filled in with an entry or empty."""
        self._at = at
        entry = HostCertificate() if at == _NEW else self._owner.value.certificates[at]
        self.form.show_values(msgspec.structs.asdict(entry))
        self._show_form(on=True)
        self.form.main("host").setFocus(Qt.FocusReason.OtherFocusReason)
        bring_soon(self.keep)

    def _end(self) -> None:
        self._at = None
        self._show_form(on=False)

    def _show_form(self, *, on: bool) -> None:
        self.check.show_check("")
        self.form.setVisible(on)
        self.keep.setVisible(on)
        self.cancel.setVisible(on)
        self.add.setVisible(not on)

    def _keep(self) -> None:
        at = self._at
        if at is None:
            return
        before = HostCertificate() if at == _NEW else self._owner.value.certificates[at]
        texts = {name: self.form.text(name) for name in ("host", "certificate", "key_file")}
        entry = msgspec.structs.replace(
            before,
            **texts,
            environment=self.form.text("environment"),
            passphrase=self.form.values.get("passphrase") or before.passphrase,
        )
        if wrong := reject(entry):
            self.check.show_check(wrong, "bad")
            return
        every = list(self._owner.value.certificates)
        if at == _NEW:
            every.append(entry)
        else:
            every[at] = entry
        self._end()
        self._take(tuple(every))
        self._tools.background.follow(self._tools.vault.persist((entry.passphrase,)))

    def _switch(self, at: int, on: bool) -> None:  # noqa: FBT001 - Qt's
        every = list(self._owner.value.certificates)
        every[at] = msgspec.structs.replace(every[at], enabled=on)
        self._take(tuple(every))
        self.switches[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, at: int, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        before = self._owner.value
        gone = before.certificates[at]
        self._end()
        self._take((*before.certificates[:at], *before.certificates[at + 1 :]))
        self._tools.notices.offer_undo(
            tr("The client certificate for {host} is no longer shown.", host=gone.host),
            tr("Undo"),
            lambda: self._take(before.certificates),
        )

    def _take(self, certificates: tuple[HostCertificate, ...]) -> None:
        self._owner.replace(PerHost(certificates=certificates))
        saved = self._tools.background.compute(self._owner.save)
        saved.succeeded.connect(self._tell)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())


def _described(entry: HostCertificate) -> str:
    where = entry.environment
    if where:
        return tr("{file}, in the environment {name}", file=entry.certificate, name=where)
    return entry.certificate
