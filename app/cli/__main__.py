"""``python -m app.cli``: what the command ``yingxun`` does."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
