"""Reads pages as they were printed: PDFs and pictures, by their text layer or by OCR."""
