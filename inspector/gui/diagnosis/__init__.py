"""The verdict as a card: the cause, its proofs, its fixes and the other causes."""
