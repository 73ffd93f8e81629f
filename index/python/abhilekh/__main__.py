"""Runs the commands: ``python -m abhilekh``."""

from manage import main

main()
