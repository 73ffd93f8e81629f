"""The JSON API and its documentation."""
