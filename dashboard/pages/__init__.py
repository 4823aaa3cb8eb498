"""Layout only: which figures stand where, and the words around them. Nothing is computed here."""
