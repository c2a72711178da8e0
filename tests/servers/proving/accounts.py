"""Changes what the Django project of the tests keeps, past its addresses: users, keys, tokens."""

import contextlib
import sqlite3


class Accounts:
    """The rows of a running project; what was changed is put back by `restore`."""

    def __init__(self, folder):
        self._file = folder / "orders.sqlite"
        self._kept = {
            table: self._rows(f"SELECT * FROM {table}")
            for table in ("auth_user", "authtoken_token")
        }

    def _rows(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self._file, timeout=10)) as base:
            found = base.execute(sql, values).fetchall()
            base.commit()
        return found

    def disable(self, user="alice"):
        """Take the account out of use."""
        self._rows("UPDATE auth_user SET is_active = 0 WHERE username = ?", user)

    def drop_key(self):
        """Delete every key of the REST framework."""
        self._rows("DELETE FROM authtoken_token")

    def drop_sessions(self):
        """End every session."""
        self._rows("DELETE FROM django_session")

    def expire(self, token):
        """Let a token of django-oauth-toolkit have ended an hour ago."""
        self._rows(
            "UPDATE oauth2_provider_accesstoken SET expires = '2020-01-01 00:00:00' "
            "WHERE token = ?",
            token,
        )

    def restore(self):
        """Put users and keys back."""
        for table, rows in self._kept.items():
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            for row in rows:
                self._rows(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", *row)
