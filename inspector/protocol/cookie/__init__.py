"""Cookies: parsed, stored or refused, and what session cookies hold (RFC 6265bis)."""
