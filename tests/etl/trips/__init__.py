"""Lists of trips: cells, tables, pages."""
