"""Stub."""

import streamlit as st


def title():
    return "data"


def show(release, choice):
    st.title("data")
