"""Builds and reads each message of OAuth 2.0 and OpenID Connect."""
