"""Rules for tokens and keys that were taken back."""
