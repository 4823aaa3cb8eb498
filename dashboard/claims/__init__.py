"""The thesis, a room for each claim: measure, rule and readings in, verdict out. `ledger.py` lists them all."""
