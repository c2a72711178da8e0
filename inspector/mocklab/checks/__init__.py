"""What the lab checks: logins, tokens, Digest answers, keys, sessions; written for the lab alone.

They share no code with the program's own schemes, so that neither can hide the other's mistakes.
"""
