"""What would come in with a collection of another program, and the button that brings it in."""
