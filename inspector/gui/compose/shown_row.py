"""What a row of a table shows while it is not edited: secrets masked, as everywhere."""

from inspector.gui.lists.key_value_rows import Row
from inspector.gui.state.known_values import known_of
from inspector.gui.state.tools import Tools
from inspector.model.message import Header, latin1
from inspector.protocol.redaction import mask, masked_value
from inspector.protocol.secret_names import is_secret_name


def shown_value(row: Row, tools: Tools) -> str:
    """Return the value, its secrets masked by name, by shape, or because the vault knows them."""
    if not tools.choices.value.secrets_hidden or not row.value or "{{" in row.value:
        return row.value
    shown = masked_value(Header(row.name, latin1(row.value)), known_of(tools))
    return mask(row.value) if shown == row.value and is_secret_name(row.name) else shown
