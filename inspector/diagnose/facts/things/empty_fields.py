"""Fields of what is created or changed that were sent empty: a validation tells of them."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import is_csrf_name, is_second_factor
from inspector.reading.errors.field_errors import fields_named
from inspector.reading.statuses import LACKS_A_FIELD


def misses_own_fields(case: Case) -> bool:
    """Whether all that is called missing are fields that the body itself holds, and left empty.

    Who calls was said in a header, so that a field called `token` is one of the thing.
    """
    if case.status not in LACKS_A_FIELD or case.sent.is_login or case.sent.is_token_request:
        return False
    named = fields_named(case.heard.content)
    by_header = any(one.where == "header" for one in case.sent.credentials)
    if not named or not by_header or not case.meanings.keys() <= {"missing", "malformed"}:
        return False
    sent = {name: str(value or "").strip() for name, value in case.sent.content.scalars()}
    empty = {name for name, value in {**sent, **case.sent.fields}.items() if not value}
    return empty.issuperset(named) and not any(map(_is_of_a_check, named))


def _is_of_a_check(name: str) -> bool:
    return is_csrf_name(name) or is_second_factor(name)
