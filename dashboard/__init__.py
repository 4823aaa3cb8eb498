"""The dashboard: turns one release on disk into linked charts, claims and files to take away. It never fetches."""
