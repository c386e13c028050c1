"""Gold questions proposed from a user's own pile, to be confirmed one by one. Rules of written Chinese, no model."""
