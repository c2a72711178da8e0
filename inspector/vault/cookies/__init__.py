"""The cookies of each environment, kept as the vault keeps: sealed files, or memory."""
