"""What the name of a header, field or cookie promises: a secret, key, session, login, CSRF token.

Everybody who wants to know asks here; `tests/house/test_field_names.py` finds any other list.
"""

from inspector.protocol.naming.forgery import (
    csrf_parameter,
    is_csrf_field,
    is_csrf_header,
    is_csrf_name,
    is_handed_out,
    is_own_header,
    is_token_header,
)
from inspector.protocol.naming.keys import (
    FIELDS_OF_TOKENS,
    OWN_ENDS,
    USUAL_HEADERS,
    is_body_key,
    is_caller_header,
    is_credential_field,
    is_key_header,
    is_key_name,
    is_key_parameter,
    is_link_signature,
    is_signature_name,
    is_word_of_language,
    may_name_a_key,
    names_an_id,
)
from inspector.protocol.naming.logins import (
    PASSWORD_PATTERN,
    has_password,
    is_account_name,
    is_login_name,
    is_of_one_exchange,
    is_password_name,
    is_second_factor,
    password_among,
)
from inspector.protocol.naming.replies import is_secret_member, may_hand_out, rank_among_tokens
from inspector.protocol.naming.secrets import (
    PARAMETER_WORDS,
    SECRET_WORDS,
    STEMS,
    is_secret_header,
    is_secret_name,
    may_be_secret,
)
from inspector.protocol.naming.sessions import looks_like_session, names_a_session
from inspector.protocol.naming.words import is_misspelt, name_words

__all__ = [
    "FIELDS_OF_TOKENS",
    "OWN_ENDS",
    "PARAMETER_WORDS",
    "PASSWORD_PATTERN",
    "SECRET_WORDS",
    "STEMS",
    "USUAL_HEADERS",
    "csrf_parameter",
    "has_password",
    "is_account_name",
    "is_body_key",
    "is_caller_header",
    "is_credential_field",
    "is_csrf_field",
    "is_csrf_header",
    "is_csrf_name",
    "is_handed_out",
    "is_key_header",
    "is_key_name",
    "is_key_parameter",
    "is_link_signature",
    "is_login_name",
    "is_misspelt",
    "is_of_one_exchange",
    "is_own_header",
    "is_password_name",
    "is_second_factor",
    "is_secret_header",
    "is_secret_member",
    "is_secret_name",
    "is_signature_name",
    "is_token_header",
    "is_word_of_language",
    "looks_like_session",
    "may_be_secret",
    "may_hand_out",
    "may_name_a_key",
    "name_words",
    "names_a_session",
    "names_an_id",
    "password_among",
    "rank_among_tokens",
]
