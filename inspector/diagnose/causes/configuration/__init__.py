"""Rules for settings that do not fit: audience, issuer, clocks, certificates, CORS."""
