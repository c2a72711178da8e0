"""The form of OAuth 2.0: what is always asked for, the token, and the folded groups."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout

from inspector.gui.compose.draft import Draft, value_at, with_value
from inspector.gui.compose.form import BoundField, Form
from inspector.gui.compose.oauth.asked_lines import SCOPE, AskedLines
from inspector.gui.compose.oauth.endpoint_edit import EndpointEditor
from inspector.gui.compose.oauth.field_groups import FieldGroups, GroupPart
from inspector.gui.compose.oauth.group_form import group_form, in_code
from inspector.gui.compose.oauth.groups import FieldGroup, groups
from inspector.gui.compose.oauth.oauth_credential import oauth_of
from inspector.gui.compose.oauth.token_card import TokenCard
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.model.kinds.oauth import Endpoints, grant_facts
from inspector.model.request import Request
from inspector.presentation.tokens.grant_words import below, unknown_scopes
from inspector.wording import tr

_WHO = "openid"  # OpenID Connect Core §3.1.2.1


class OAuthForm(Form):
    """Follows the request, and the search for what its issuer publishes."""

    def __init__(
        self,
        fields: Iterable[FormField],
        current: CurrentRequest,
        draft: Draft,
        tools: Tools,
    ) -> None:
        super().__init__(fields, current, draft, tools)
        in_code(self)
        self._current, self._draft, self._tools = current, draft, tools
        self.lines = AskedLines(self, current, tools)
        self.search = self.lines.search
        self.token = TokenCard(draft, tools)
        self.groups = FieldGroups(tuple(self._part(each) for each in groups()))
        self._lay_groups()
        current.changed.connect(self._renew)
        current.marked.connect(self._open_wrong)
        draft.renewed.connect(self._open_wrong)
        self.search.changed.connect(self._renew)
        self.search.changed.connect(self._ask_who)
        self._renew()
        self._open_wrong()

    def field(self, path: str) -> BoundField | None:
        """Return the field at a path; the group it lies in is opened."""
        return super().field(path) or self.groups.field(path)

    def _lay_groups(self) -> None:
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.token)
            column.addWidget(self.groups)

    def _part(self, group: FieldGroup) -> GroupPart:
        part = GroupPart(self._tools.theme, group, self._form_of)
        part.opened.connect(self._renew)
        return part

    def _form_of(self, group: FieldGroup) -> Form:
        return group_form(group, self._current, self._draft, self._tools)

    def _renew(self) -> None:
        """Show what the groups hold, and the addresses that the issuer names."""
        request, found = self._current.value, self.search.metadata
        credential = oauth_of(request)
        shown = {part.group.name for part in self.groups.parts if _applies(part.group, request)}
        self.groups.show_parts(frozenset(shown))
        for part in self.groups.parts:
            part.head.show_summary(part.group.summary(credential, found))
        self.lines.scopes.show_check(unknown_scopes(credential.scope, found), "odd")
        self._show_endpoints(found.endpoints if found is not None else Endpoints())

    def _ask_who(self) -> None:
        """Begin with the scope that OpenID Connect can't do without; one undo takes it back."""
        request, found = self._current.value, self.search.metadata
        credential = oauth_of(request)
        signs_in = grant_facts(credential.grant).by_person
        if found is not None and signs_in and not credential.scope and _WHO in found.scopes:
            changed = with_value(request, SCOPE, _WHO)
            self._current.replace(changed, tr("Fill in the scope {scope}", scope=_WHO))

    def _show_endpoints(self, found: Endpoints) -> None:
        for part in self.groups.parts:
            for field in part.form.fields.values() if part.form is not None else ():
                if isinstance(field.editor, EndpointEditor):
                    address = getattr(found, field.field.name)
                    field.editor.show_found(below(self.search.issuer, address))

    def _open_wrong(self) -> None:
        """Open each group with a field that is wrong."""
        wrong = {mark.field for mark in self._current.marks if not mark.stale}
        wrong |= {f"credential.{each.field}" for each in self._draft.checks if each.level == "bad"}
        for part in self.groups.parts:
            if any(each.path in wrong for each in part.group.fields):
                part.open()


def _applies(group: FieldGroup, request: Request) -> bool:
    path, values = group.when
    return not path or value_at(request, path) in values
