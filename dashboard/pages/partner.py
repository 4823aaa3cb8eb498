"""Stub."""

import streamlit as st


def title():
    return "partner"


def show(release, choice):
    st.title("partner")
