"""Reading printed pages."""
