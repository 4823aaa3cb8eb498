"""The arithmetic of the dashboard: frames of the release in, frames out.

Belongs here: which source's value a cell takes, a partner's line and its range of sources, the two aggregate lines of
Asia, the world total, shares, concentration, change and the share of GDP. Every rule that decides a number stands in
this package once; charts, claims, figures and files call it.

Does not belong here: reading files, drawing, words a reader sees, the reader's choice, verdicts.

Shared conventions: `value_usd` and every column that ends in `_usd` is current US dollars, every column that ends in
`_pct` is percent; `export` is from Russia to the partner, `import` from the partner to Russia, `turnover` both and only
where both exist; a missing cell is a missing row or NaN, never zero. The rules are those of "docs: method".
"""
