"""What clients answer with, scheme by scheme: Basic, Digest, NTLM, Kerberos, computed ones."""
