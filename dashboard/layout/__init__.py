"""The pages: which figures stand where, and the words around them. Nothing is computed here.

The folder is not called `pages`: Streamlit would serve each file of a folder of that name beside `app.py` as a page.
"""
