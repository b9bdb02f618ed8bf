"""`python -m briefer`."""

from briefer.cli.main import main

if __name__ == "__main__":
    main()
